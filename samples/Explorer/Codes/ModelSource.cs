using DigitsSample;
using RepLearn;
using RepLearn.Data;
using RepLearn.Numerics.Files;
using SampleCommon;

namespace ExplorerSample.Codes;

/// <summary>Where the model comes from: a file, the cache, or training.</summary>
internal sealed class ModelSource(Settings settings, ExampleImages images, JobConsole console)
{
    private ModelChoice Choice => settings.Wide ? images.Models.Vae : images.Models.Plane;

    // The recipe is part of the name: after a change of it another file is looked for.
    private string CacheFile => Path.Combine(
        settings.Cache, FormattableString.Invariant($"{Choice.Name}-digits-{images.Models.Epochs}-epochs-seed-{settings.Seed}.safetensors"));

    /// <summary>The model; the caller disposes it.</summary>
    /// <exception cref="UsageException">The file holds none of the models that this sample knows, or one for images of another size.</exception>
    /// <exception cref="ModelFileException">The file is damaged.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    /// <exception cref="TrainingDivergedException">The fit left the finite numbers.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public Autoencoder<float> Get(CancellationToken token)
    {
        if (settings.Model is { } file)
        {
            return Load(file);
        }

        if (images.IsEmbedded && FromCache() is { } cached)
        {
            SaveFor(cached);
            return cached;
        }

        Autoencoder<float> model = Train(token);
        if (images.IsEmbedded)
        {
            Directory.CreateDirectory(settings.Cache);
            model.Save(CacheFile);
            console.WriteLine($"Model: {Path.GetFullPath(CacheFile)}, for the next start");
        }

        SaveFor(model);
        return model;
    }

    private void SaveFor(Autoencoder<float> model)
    {
        if (settings.Save is { } file)
        {
            model.Save(file);
            console.WriteLine($"Model: {Path.GetFullPath(file)}");
        }
    }

    private Autoencoder<float> Load(string path)
    {
        ModelChoice choice = ChoiceIn(path);
        Autoencoder<float> model = choice.Create(0);
        try
        {
            model.Restore(path);
            return model.Info.InputSize == images.Set.Size
                ? model
                : throw new UsageException(
                    $"{path}: {choice.Name} has images of {model.Info.InputSize} pixels, but the images to explore have {images.Set.Width}×{images.Set.Height}; --images names others.");
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
            console.WriteLine($"Model: {Path.GetFullPath(CacheFile)}, of an earlier start");
            return model;
        }
        catch (ModelFileException problem)
        {
            model.Dispose();
            console.WriteLine($"Training again: {problem.Message}");
            return null;
        }
    }

    private Autoencoder<float> Train(CancellationToken token)
    {
        Autoencoder<float> model = Choice.Create(settings.Seed);
        model.Threads = settings.Threads;
        var options = new FitOptions
        {
            Epochs = images.Models.Epochs,
            BatchSize = images.Models.BatchSize,
            Optimizer = new Adam(images.Models.LearningRate),
            Schedule = LearningRate.Cosine(),
            Seed = settings.Seed,
        };
        FitReport report = console.Show<FitProgress, FitReport>(
            $"{Choice.Name}, code of {model.Info.LatentSize}", FitText.Of, progress => model.Fit(images.Set.Pixels, options, progress, token));
        if (token.IsCancellationRequested)
        {
            model.Dispose();
            token.ThrowIfCancellationRequested();
        }

        foreach (string notice in report.Notices)
        {
            console.WriteLine($"{Choice.Name}: {notice}");
        }

        return model;
    }
}
