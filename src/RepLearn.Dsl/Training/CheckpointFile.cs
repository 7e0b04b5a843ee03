using System.Globalization;
using System.Numerics;
using RepLearn.Data;
using RepLearn.Files;
using RepLearn.Numerics.Buffers;
using RepLearn.Numerics.Files;
using RepLearn.Optimization;
using RepLearn.Runtime;

namespace RepLearn.Training;

/// <summary>
/// A fit's whole state as a model file with more tensors and metadata, whose names begin with <c>training/</c>. Anyone
/// can load the model from it.
/// </summary>
internal static class CheckpointFile
{
    private const string Prefix = ModelFile.TrainingPrefix;
    private const string HistoryName = Prefix + "history";
    private const string MeanName = Prefix + "mean";
    private const string BestName = Prefix + "best";
    private const string BestSettingsName = Prefix + "bestSettings";

    // Columns of the history after the training and validation terms and metrics: learning rate, examples, seconds.
    private const int HistoryExtras = 3;

    private static readonly string[] s_counts =
    [
        "epochs", "batch", "epochDraw", "step", "bestEpoch", "bestStep", "bestModelStep", "epochsSinceBest",
        "scheduleSteps", "scheduleLength", "scheduleFromStep", "scheduleFromPlace", "decided", "stopped",
    ];

    public static void Save<T>(string path, CheckpointIdentity identity, Autoencoder<T> model, FitOptions options, TrainingState<T> state)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var writer = new SafetensorsWriter();
        ModelFile.Add(writer, model.Info, new ModelState<T>(model.OwnParameters.ToArray(), model.OwnCounts.Step, model.OwnCounts.Draws, model.OwnSettings));
        identity.AddTo(writer);
        AddCount(writer, "epochs", state.Epochs.Count);
        AddCount(writer, "batch", state.Batch);
        AddCount(writer, "epochDraw", state.EpochDraw);
        AddCount(writer, "step", state.Step);
        AddCount(writer, "bestEpoch", state.EarlyStopping.BestEpoch);
        AddCount(writer, "bestStep", state.EarlyStopping.BestStep);
        AddCount(writer, "bestModelStep", state.EarlyStopping.BestModelStep);
        AddCount(writer, "epochsSinceBest", state.EarlyStopping.EpochsSinceBest);
        AddCount(writer, "scheduleSteps", state.Schedule.Steps);
        AddCount(writer, "scheduleLength", state.Schedule.Length);
        AddCount(writer, "scheduleFromStep", state.Schedule.FromStep);
        AddCount(writer, "scheduleFromPlace", state.Schedule.FromPlace);
        AddCount(writer, "decided", options.AfterEpoch is null ? 0 : 1);
        AddCount(writer, "stopped", state.IsStopRequested ? 1 : 0);
        for (int index = 0; index < state.Optimizer.Buffers.Length; index++)
        {
            AlignedBuffer<T> buffer = state.Optimizer.Buffers[index];
            writer.Add<T>(StateName(options, index), 1, buffer.Length, () => buffer.Span);
        }

        if (state.EarlyStopping.BestParameters is { } best)
        {
            writer.Add<T>(BestName, 1, best.Length, () => best);
            if (model.Info.Settings.Length > 0)
            {
                writer.AddMetadata(BestSettingsName, SettingText.OfAll(model.Info, state.EarlyStopping.BestSettings));
            }
        }

        double[] history = History(state, model.Info.LossValues);
        writer.Add<double>(HistoryName, state.Epochs.Count, HistoryColumns(model.Info), () => history);
        double[] mean = [.. state.Mean.Sums, state.Mean.Examples, state.EpochSeconds, state.LearningRate, state.LossScale, state.LearningRateFactor, state.EarlyStopping.Lowest];
        writer.Add<double>(MeanName, 1, mean.Length, () => mean);
        AtomicFile.Write(path, writer.WriteTo);
    }

    /// <summary>Restores model and state; neither is changed if this throws.</summary>
    public static void Load<T>(string path, CheckpointIdentity identity, Autoencoder<T> model, FitOptions options, TrainingState<T> state, long? count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        ModelState<T> saved = ModelFile.Read<T>(file, model.Info);
        if (!file.Metadata.Keys.Any(key => key.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            throw new ModelFileException(path, "expected the checkpoint of a fit, but it is a saved model, without a fit to resume.");
        }

        identity.Expect(file);
        long epochs = ReadCount(file, "epochs", int.MaxValue);
        long? batches = count is { } examples ? BatchReader<T>.Batches(examples, options.BatchSize, options.LastBatch) : null;
        long batch = ReadCount(file, "batch", batches ?? ModelMetadata.MostCount);
        ExpectEpochsLeft(path, epochs, batch, options.Epochs);
        long bestEpoch = ReadCount(file, "bestEpoch", epochs);
        T[]? best = null;
        if (file.Tensors.ContainsKey(BestName))
        {
            best = new T[saved.Parameters.Length];
            file.ReadFinite(BestName, 1, best.Length, best);
        }

        // Files of earlier releases do not tell them; few fits change them.
        double[] bestSettings = SettingText.Read(file, BestSettingsName, model.Info, typeof(T) == typeof(float), saved.Settings);
        int terms = model.Info.LossValues;
        EpochReport[] done = CheckpointNumbers.Epochs(file, file.ReadArray<double>(HistoryName, epochs, HistoryColumns(model.Info)), model.Info);
        double[] mean = CheckpointNumbers.Mean(file, file.ReadArray<double>(MeanName, 1, terms + 6), terms);
        long step = ReadCount(file, "step");
        Expect(path, "batch", batch, StepsOf((long)mean[terms], options), "the examples of the epoch under way");
        Expect(path, "step", step, StepsOf(done, options) + batch, "the examples of all epochs");
        long length = ReadEpochs(file, "scheduleLength", batches);
        var schedule = new ScheduleSpan(
            ReadEpochs(file, "scheduleSteps", batches), length, ReadCount(file, "scheduleFromStep", step), ReadCount(file, "scheduleFromPlace", length));
        (long bestStep, long bestModelStep, long sinceBest) =
            (ReadCount(file, "bestStep", step), ReadCount(file, "bestModelStep", saved.Draws), ReadCount(file, "epochsSinceBest", epochs - bestEpoch));
        Expect(path, "bestStep", bestStep, StepsOf(done.AsSpan(0, (int)bestEpoch), options), "the examples of the epochs up to the best one");
        long epochDraw = ReadCount(file, "epochDraw", saved.Draws - batch);

        // An epoch measured on other data, or whose parameters are wanted but missing, does not count as the best.
        bool decides = options.AfterEpoch is not null;
        bool watches = (identity.Validation != CheckpointIdentity.NoValidation || decides)
            && ReadCount(file, "decided", 1) == (decides ? 1 : 0)
            && file.Expect(Prefix + "validation") == identity.Validation
            && (bestEpoch == 0 || best is not null || !options.KeepBest);
        var kept = new T[state.Optimizer.Buffers.Length][];
        for (int index = 0; index < kept.Length; index++)
        {
            kept[index] = new T[saved.Parameters.Length];
            file.ReadFinite(StateName(options, index), 1, kept[index].Length, kept[index]);
        }

        ExpectClosed(file, identity, options);
        for (int index = 0; index < kept.Length; index++)
        {
            kept[index].CopyTo(state.Optimizer.Buffers[index].Span);
        }

        model.Assign(saved);
        state.Epochs.Clear();
        state.Epochs.AddRange(done);
        state.Batch = batch;
        state.EpochDraw = epochDraw;
        state.Step = step;
        state.Schedule = schedule;
        if (watches)
        {
            state.EarlyStopping.Resume((int)bestEpoch, bestStep, bestModelStep, mean[terms + 5], options.KeepBest ? best : null, bestSettings, (int)sinceBest);
        }

        mean.AsSpan(0, terms).CopyTo(state.Mean.Sums);
        state.Mean.Examples = (long)mean[terms];
        state.EpochSeconds = mean[terms + 1];
        state.LearningRate = mean[terms + 2];
        state.LossScale = mean[terms + 3];
        state.LearningRateFactor = mean[terms + 4];
        state.IsStopRequested = decides && ReadCount(file, "stopped", 1) == 1;
    }

    // The number of examples of an epoch, whole or in part, determines that of its steps.
    private static Int128 StepsOf(long examples, FitOptions options) => examples == 0 ? 0 : BatchReader<float>.Batches(examples, options.BatchSize, options.LastBatch);

    private static Int128 StepsOf(ReadOnlySpan<EpochReport> epochs, FitOptions options)
    {
        Int128 steps = 0;
        foreach (EpochReport epoch in epochs)
        {
            steps += StepsOf(epoch.Examples, options);
        }

        return steps;
    }

    private static void Expect(string path, string key, long value, Int128 expected, string reason)
    {
        if (value != expected)
        {
            throw new ModelFileException(path, FormattableString.Invariant($"expected metadata '{Prefix}{key}' as {expected}, by {reason}, but it is {value}."));
        }
    }

    // All required tensors are read. Any other name is the damaged name of an optional one, which would otherwise count as missing.
    private static void ExpectClosed(SafetensorsFile file, CheckpointIdentity identity, FitOptions options)
    {
        file.Expect(ModelFile.DrawsKey);
        file.Expect(Prefix + "validation");
        string[] names = [.. identity.Keys.Concat(s_counts).Select(key => Prefix + key), BestName, BestSettingsName, HistoryName, MeanName, .. Enumerable.Range(0, options.Optimizer.StateNames.Length).Select(index => StateName(options, index))];
        string? stranger = file.Metadata.Keys.Concat(file.Tensors.Keys).FirstOrDefault(name => name.StartsWith(Prefix, StringComparison.Ordinal) && !names.Contains(name));
        if (stranger is not null)
        {
            throw new ModelFileException(file.Path, $"expected nothing of a fit but {FileText.List(names)}, but there is '{FileText.Shown(stranger)}', too.");
        }
    }

    // Epochs that are done cannot be undone.
    private static void ExpectEpochsLeft(string path, long done, long batch, int epochs)
    {
        if (done > epochs || (done == epochs && batch > 0))
        {
            throw new ModelFileException(
                path, $"expected a checkpoint of at most {epochs} epochs, as the options say, but it has done {done}{(batch > 0 ? $" and {batch} batches of the next" : "")}. Epochs counts from the start of the fit.");
        }
    }

    private static double[] History<T>(TrainingState<T> state, int terms)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = new List<double>();
        foreach (EpochReport epoch in state.Epochs)
        {
            for (int term = 0; term < terms; term++)
            {
                values.Add(epoch.Training.Value(term));
            }

            for (int term = 0; term < terms; term++)
            {
                values.Add(epoch.Validation?.Value(term) ?? double.NaN);
            }

            values.AddRange([epoch.LearningRate, epoch.Examples, epoch.Seconds]);
        }

        return [.. values];
    }

    private static int HistoryColumns(ModelInfo info) => (2 * info.LossValues) + HistoryExtras;

    private static string StateName(FitOptions options, int index) => $"{Prefix}optimizer.{options.Optimizer.StateNames[index]}";

    private static void AddCount(SafetensorsWriter writer, string key, long value) =>
        writer.AddMetadata(Prefix + key, value.ToString(CultureInfo.InvariantCulture));

    // Steps of whole epochs, or an unknown number.
    private static long ReadEpochs(SafetensorsFile file, string key, long? batches)
    {
        long steps = ReadCount(file, key);
        return batches is not { } each || steps % each == 0 || steps == ModelMetadata.MostCount
            ? steps
            : throw new ModelFileException(file.Path, $"expected metadata '{Prefix}{key}' as the steps of whole epochs of {each} each, but it is {steps}.");
    }

    private static long ReadCount(SafetensorsFile file, string key, long most = ModelMetadata.MostCount) => ModelMetadata.ReadCount(file, Prefix + key, most);
}
