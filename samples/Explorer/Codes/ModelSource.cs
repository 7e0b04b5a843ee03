using DigitsSample;
using RepLearn;
using RepLearn.Data;
using RepLearn.Numerics.Files;
using SampleCommon;

namespace ExplorerSample.Codes;

/// <summary>Where the model comes from: a file, the cache, or training. It owns the model.</summary>
internal sealed class ModelSource : IDisposable
{
    private readonly Settings _settings;
    private readonly ExampleImages _images;
    private readonly JobConsole _console;
    private Autoencoder<float>? _model;

    private ModelSource(Settings settings, ExampleImages images, JobConsole console)
    {
        _settings = settings;
        _images = images;
        _console = console;
    }

    private ModelChoice Choice => _settings.Wide ? _images.Models.Vae : _images.Models.Plane;

    // The recipe is part of the name: after a change of it another file is looked for.
    private string CacheName => FormattableString.Invariant($"{Choice.Name}-digits-{_images.Models.Epochs}-epochs-seed-{_settings.Seed}.safetensors");

    private string CacheFile => Path.Combine(_settings.Cache, CacheName);

    /// <summary>Reads the file that the settings name, or what an earlier start trained, and expects that what will be trained can be kept.</summary>
    /// <exception cref="UsageException">The file holds none of the models that this sample knows, or one for images of another size; or what will be trained cannot be kept.</exception>
    /// <exception cref="ModelFileException">The file is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ModelSource Open(Settings settings, ExampleImages images, JobConsole console)
    {
        var source = new ModelSource(settings, images, console);
        source._model = settings.Model is { } file ? source.Load(file) : images.IsEmbedded ? source.FromCache() : null;
        if (source._model is null && images.IsEmbedded)
        {
            OutputPlace.ExpectFolder("--cache", settings.Cache, source.CacheName);
        }

        if (settings.Save is { } target)
        {
            OutputPlace.ExpectFile("--save", target);
        }

        return source;
    }

    /// <summary>The model.</summary>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    /// <exception cref="TrainingDivergedException">The fit left the finite numbers.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public Autoencoder<float> Get(CancellationToken token)
    {
        if (_model is null)
        {
            _model = Train(token);
            if (_images.IsEmbedded)
            {
                _model.Save(CacheFile);
                _console.WriteLine($"Model: {Path.GetFullPath(CacheFile)}, for the next start");
            }
        }

        if (_settings.Save is { } file)
        {
            _model.Save(file);
            _console.WriteLine($"Model: {Path.GetFullPath(file)}");
        }

        return _model;
    }

    /// <inheritdoc/>
    public void Dispose() => _model?.Dispose();

    private Autoencoder<float> Load(string path)
    {
        ModelChoice choice = ChoiceIn(path);
        Autoencoder<float> model = choice.Create(0);
        try
        {
            model.Restore(path);
            return model.Info.InputSize == _images.Set.Size
                ? model
                : throw new UsageException(
                    $"{path}: {choice.Name} has images of {model.Info.InputSize} pixels, but the images to explore have {_images.Set.Width}×{_images.Set.Height}; --images names others.");
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static ModelChoice ChoiceIn(string path)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        string fingerprint = file.Expect("fingerprint");
        ModelChoice[] known = [.. ModelSet.All.SelectMany(models => (ModelChoice[])[models.Plane, models.Vae])];
        return known.FirstOrDefault(choice =>
        {
            using Autoencoder<float> model = choice.Create(0);
            return model.Info.Fingerprint == fingerprint;
        }) ?? throw new UsageException(
            $"{path}: expected one of the models {string.Join(", ", known.Select(choice => choice.Name))}, whose declarations this sample has (samples/Digits/Models), but it holds {FileText.Shown(file.Expect("model"))} of another architecture.");
    }

    // A cached file that is damaged or of an earlier declaration is trained anew.
    private Autoencoder<float>? FromCache()
    {
        if (!File.Exists(CacheFile))
        {
            return null;
        }

        Autoencoder<float> model = Choice.Create(0);
        try
        {
            model.Restore(CacheFile);
            _console.WriteLine($"Model: {Path.GetFullPath(CacheFile)}, of an earlier start");
            return model;
        }
        catch (ModelFileException problem)
        {
            model.Dispose();
            _console.WriteLine($"Training again: {problem.Message}");
            return null;
        }
    }

    private Autoencoder<float> Train(CancellationToken token)
    {
        Autoencoder<float> model = Choice.Create(_settings.Seed);
        model.Threads = _settings.Threads;
        var options = new FitOptions
        {
            Epochs = _images.Models.Epochs,
            BatchSize = _images.Models.BatchSize,
            Optimizer = new Adam(_images.Models.LearningRate),
            Schedule = LearningRate.Cosine(),
            Seed = _settings.Seed,
        };
        FitReport report = _console.Show<FitProgress, FitReport>(
            $"{Choice.Name}, code of {model.Info.LatentSize}", FitText.Of, progress => model.Fit(_images.Set.Pixels, options, progress, token));
        if (token.IsCancellationRequested)
        {
            model.Dispose();
            token.ThrowIfCancellationRequested();
        }

        foreach (string notice in report.Notices)
        {
            _console.WriteLine($"{Choice.Name}: {notice}");
        }

        return model;
    }
}
