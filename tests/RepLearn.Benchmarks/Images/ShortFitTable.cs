using System.CommandLine;
using System.Globalization;
using RepLearn.Data;

namespace RepLearn.Benchmarks.Images;

/// <summary>Negative test bounds of VAEs after short fits on the first images of Fashion-MNIST, so that all of them take some minutes.</summary>
internal abstract class ShortFitTable : BenchmarkTable
{
    private const int BatchSize = 128;
    private const int TestDraws = 3;
    private const int Seeds = 3;

    private static readonly Option<int> s_examples = new("--fit-examples")
    {
        Description = "Tables quality-priors and quality-conv: training images.",
        DefaultValueFactory = _ => 20_000,
    };

    private static readonly Option<int> s_epochs = new("--fit-epochs")
    {
        Description = "Tables quality-priors and quality-conv: epochs of each fit.",
        DefaultValueFactory = _ => 6,
    };

    private string _folder = "";
    private int _examples;
    private int _epochs;

    public override IEnumerable<Option> Options => [FashionMnist.Folder, s_examples, s_epochs];

    /// <summary>What the models are, before the figures of the fits.</summary>
    protected abstract string Title { get; }

    /// <summary>What is compared, in the order of the lines.</summary>
    protected abstract IReadOnlyList<(string Name, Func<ulong, Autoencoder<float>> Make)> Models { get; }

    /// <summary>Whether the models' means over seeds are in the order that is expected.</summary>
    protected abstract bool Passes(double[] means);

    public override void Read(ParseResult parsed)
    {
        _folder = parsed.GetRequiredValue(FashionMnist.Folder);
        _examples = parsed.GetRequiredValue(s_examples);
        _epochs = parsed.GetRequiredValue(s_epochs);
    }

    /// <inheritdoc/>
    /// <remarks>Fits use the largest of the numbers of threads; the figures do not depend on it.</remarks>
    public override bool Print(TextWriter output, IReadOnlyList<int> threads)
    {
        if (FashionMnist.Read(_folder, output) is not var (train, test))
        {
            return false;
        }

        if (_epochs < 1 || _examples < BatchSize || _examples > train.Count)
        {
            output.WriteLine($"Expected {s_epochs.Name} of at least 1 and {s_examples.Name} from {BatchSize} to {train.Count}, but got {_epochs} and {_examples}.");
            return false;
        }

        output.WriteLine($"{Title}, {_examples} images, {_epochs} epochs, Adam 1e-3, batches of {BatchSize}; nats per test image:");
        output.WriteLine($"{"model",-10}{"parameters",11}{string.Concat(Enumerable.Range(1, Seeds).Select(seed => $"{seed,9}"))}{"mean",9}{"kl",8}{"seconds",9}");
        double[] means = [.. Models.Select(model => Fit(output, model.Name, model.Make, train, test, threads.Max()))];
        bool pass = Passes(means);
        string figures = string.Join(" ", Models.Zip(means, (model, mean) => string.Create(CultureInfo.InvariantCulture, $"{model.Name} {mean:F2}")));
        output.WriteLine($"{Name}: {figures} {(pass ? "pass" : "fail")}");
        return pass;
    }

    private double Fit(TextWriter output, string name, Func<ulong, Autoencoder<float>> make, ImageSet train, ImageSet test, int threads)
    {
        ReadOnlyMemory<float> pixels = train.Take(_examples).Pixels;
        var bounds = new List<double>();
        double divergence = 0;
        double seconds = 0;
        int parameters = 0;
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            using Autoencoder<float> model = make(seed);
            model.Threads = threads;
            FitReport report = model.Fit(
                pixels, new FitOptions { Epochs = _epochs, BatchSize = BatchSize, Optimizer = new Adam(1e-3), Seed = seed, KeepBest = false });
            Losses[] draws = [.. Enumerable.Range(0, TestDraws).Select(draw => model.Test(test.Pixels.Span, new NoiseKey(seed + 1000, (ulong)draw)))];
            bounds.Add(draws.Average(losses => losses.Total));
            divergence += draws.Average(losses => losses["kl"]) / Seeds;
            seconds += report.Time.TotalSeconds / Seeds;
            parameters = model.Info.ParameterCount;
        }

        output.WriteLine($"{name,-10}{parameters,11:N0}{string.Concat(bounds.Select(bound => $"{bound,9:F2}"))}{bounds.Average(),9:F2}{divergence,8:F2}{seconds,9:F1}");
        return bounds.Average();
    }
}
