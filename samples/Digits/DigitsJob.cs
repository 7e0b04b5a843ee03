using System.Diagnostics;
using RepLearn;
using SampleCommon;

namespace DigitsSample;

/// <summary>The whole job, in order: train, measure, tell, report.</summary>
internal sealed class DigitsJob(Settings settings, ImageData data, JobConsole console)
{
    /// <summary>Runs the job.</summary>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    /// <exception cref="TrainingDivergedException">A fit left the finite numbers.</exception>
    /// <exception cref="IOException">The report cannot be written.</exception>
    public void Run(CancellationToken token)
    {
        var clock = Stopwatch.StartNew();
        console.WriteLine($"Data: {data.Name}: {data.Train.Count} to learn from, {data.Validation.Count} for validation, {data.Test.Count} for the test.");
        using TrainedModel vae = Train(data.Models.Vae, settings.Seed, token);
        using TrainedModel plane = Train(data.Models.Plane, settings.Seed + 1, token);
        console.WriteLine("Measuring: PCA of the same sizes, and classifiers with 100 labels.");
        Measurements measurements = Measurements.Take(data, vae, plane, settings.Seed, token);
        console.WriteTable(ResultTable.Header, ResultTable.Rows(measurements));
        foreach (string line in measurements.InWords())
        {
            console.WriteLine(line);
        }

        token.ThrowIfCancellationRequested();
        string index = new DigitsReport(settings, data, vae, plane, measurements).Write();
        console.WriteLine($"Report: {index} ({clock.Elapsed.TotalSeconds:F0} s in all)");
    }

    private TrainedModel Train(ModelChoice choice, ulong seed, CancellationToken token)
    {
        Autoencoder<float> model = choice.Create(seed);
        model.Threads = settings.Threads;
        var options = new FitOptions
        {
            Epochs = settings.Epochs ?? data.Models.Epochs,
            BatchSize = data.Models.BatchSize,
            Optimizer = new Adam(data.Models.LearningRate),
            Schedule = LearningRate.Cosine(),
            Seed = seed,
        };
        string name = $"{choice.Name}, code of {model.Info.LatentSize}";
        FitReport report = console.Show<FitProgress, FitReport>(name, FitText.Of, progress => model.Fit(data.Train.Pixels, data.Validation.Pixels, options, progress, token));
        token.ThrowIfCancellationRequested();
        foreach (string notice in report.Notices)
        {
            console.WriteLine($"{name}: {notice}");
        }

        return new TrainedModel(choice, model, options, report);
    }
}
