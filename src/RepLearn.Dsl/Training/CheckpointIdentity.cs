using System.Globalization;
using System.Numerics;
using RepLearn.Data;
using RepLearn.Files;
using RepLearn.Numerics.Files;

namespace RepLearn.Training;

/// <summary>
/// What the steps of a fit depend on, besides the model and what a user may change when resuming: with any of it changed, going on
/// would silently train something else.
/// </summary>
internal sealed class CheckpointIdentity
{
    /// <summary>The value of what is not known, which agrees with all.</summary>
    private const string Unknown = "unknown";

    /// <summary>What <see cref="Validation"/> is without validation data.</summary>
    public const string NoValidation = "none";

    private const string FromOptions = "as the options say";
    private const string FromModel = "as the model has them";
    private const string FromSource = "as the source says";
    private const string FromRows = "by its rows and how they are shuffled";

    // A schedule of one's own prints all its properties.
    private const int MostShown = 200;

    private readonly (string Key, string Value, string Origin)[] _entries;

    private CheckpointIdentity((string Key, string Value, string Origin)[] entries, string validation)
    {
        foreach ((string key, string value, _) in entries)
        {
            FileText.Whole(value, $"text of the fit's {key}");
        }

        _entries = entries;
        Validation = validation;
    }

    /// <summary>The validation data, which no step depends on: a best epoch counts only for those that it was measured on.</summary>
    public string Validation { get; }

    /// <exception cref="ArgumentException">A schedule's or optimiser's text has half of a surrogate pair, so that no file would agree with it.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop while a source was read.</exception>
    public static CheckpointIdentity Of<T>(
        Autoencoder<T> model, FitOptions options, IExampleSource<T> data, IExampleSource<T>? validation, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(
        [
            ("modelSettings", SettingText.OfAll(model.Info, model.OwnSettings), FromModel),
            ("optimizer", options.Optimizer.GetType().Name, FromOptions),
            ("state", string.Join(",", options.Optimizer.StateNames), FromOptions),
            ("settings", options.Optimizer.Settings, FromOptions),
            ("schedule", InvariantText.Of(options.Schedule.ToString), FromOptions),
            ("seed", options.Seed.ToString(CultureInfo.InvariantCulture), FromOptions),
            ("batchSize", options.BatchSize.ToString(CultureInfo.InvariantCulture), FromOptions),
            ("lastBatch", options.LastBatch.ToString(), FromOptions),
            ("shuffle", options.Shuffle ? "true" : "false", FromOptions),
            ("parts", $"{options.Parts}", FromOptions),
            ("examples", Count(data), FromSource),
            ("data", SourceFingerprint.Of(data, options.Shuffle, "training data", cancellation), FromRows),
        ],
        validation is null ? NoValidation : $"{Count(validation)} {SourceFingerprint.Of(validation, shuffles: false, "validation data", cancellation)}");

    /// <summary>Names of its metadata, after the prefix of training.</summary>
    public IEnumerable<string> Keys => _entries.Select(entry => entry.Key).Append("validation");

    public void AddTo(SafetensorsWriter writer)
    {
        foreach ((string key, string value, _) in _entries)
        {
            writer.AddMetadata(ModelFile.TrainingPrefix + key, value);
        }

        writer.AddMetadata(ModelFile.TrainingPrefix + "validation", Validation);
    }

    /// <summary>Throws unless the file was written by a fit with the same identity, other than its validation data.</summary>
    public void Expect(SafetensorsFile file)
    {
        foreach ((string key, string value, string origin) in _entries)
        {
            string theirs = file.Expect(ModelFile.TrainingPrefix + key);
            if (theirs != value && theirs != Unknown && value != Unknown)
            {
                throw new ModelFileException(file.Path, $"expected a checkpoint with {key} '{FileText.Shown(value, MostShown)}', {origin}, but it was made with '{FileText.Shown(theirs, MostShown)}'.");
            }
        }
    }

    private static string Count<T>(IExampleSource<T> source)
        where T : unmanaged => source.Count?.ToString(CultureInfo.InvariantCulture) ?? Unknown;
}
