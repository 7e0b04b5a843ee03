using System.CommandLine;
using System.Globalization;
using RepLearn.Data;

namespace RepLearn.Benchmarks.Images;

/// <summary>
/// Negative test bounds of VAEs that differ in prior or posterior alone, on a part of Fashion-MNIST: short fits, so that all of them take a minute or two.
/// </summary>
internal sealed class PriorQualityTable : BenchmarkTable
{
    private const int BatchSize = 128;
    private const int TestDraws = 3;
    private const int Seeds = 3;

    private static readonly Option<int> s_examples = new("--prior-examples")
    {
        Description = "Table quality-priors: training images.",
        DefaultValueFactory = _ => 20_000,
    };

    private static readonly Option<int> s_epochs = new("--prior-epochs")
    {
        Description = "Table quality-priors: epochs of each fit.",
        DefaultValueFactory = _ => 6,
    };

    private static readonly (string Name, Func<ulong, Autoencoder<float>> Make)[] s_models =
    [
        ("standard", seed => new StandardPriorVae(seed)),
        ("mixture", seed => new MixturePriorVae(seed)),
        ("vamp", seed => new VampPriorVae(seed)),
        ("full", seed => new FullCovarianceVae(seed)),
    ];

    private string _folder = "";
    private int _examples;
    private int _epochs;

    public override string Name => "quality-priors";

    public override string Description => "negative test bound of a VAE on Fashion-MNIST with learned priors and with a full covariance, beside the standard prior";

    public override IEnumerable<Option> Options => [FashionMnist.Folder, s_examples, s_epochs];

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
            output.WriteLine($"Expected --prior-epochs of at least 1 and --prior-examples from {BatchSize} to {train.Count}, but got {_epochs} and {_examples}.");
            return false;
        }

        output.WriteLine($"VAE 784-300-20, {_examples} images, {_epochs} epochs, Adam 1e-3, batches of {BatchSize}; nats per test image:");
        output.WriteLine($"{"model",-10}{string.Concat(Enumerable.Range(1, Seeds).Select(seed => $"{seed,9}"))}{"mean",9}{"kl",8}{"seconds",9}");
        double[] means = [.. s_models.Select(model => Fit(output, model.Name, model.Make, train, test, threads.Max()))];
        bool pass = means[1] < means[0] && means[2] < means[0];
        string figures = string.Join(" ", s_models.Zip(means, (model, mean) => string.Create(CultureInfo.InvariantCulture, $"{model.Name} {mean:F2}")));
        output.WriteLine($"quality-priors: {figures} {(pass ? "pass" : "fail")}");
        return pass;
    }

    private double Fit(TextWriter output, string name, Func<ulong, Autoencoder<float>> make, ImageSet train, ImageSet test, int threads)
    {
        ReadOnlyMemory<float> pixels = train.Take(_examples).Pixels;
        var bounds = new List<double>();
        double divergence = 0;
        double seconds = 0;
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
        }

        output.WriteLine($"{name,-10}{string.Concat(bounds.Select(bound => $"{bound,9:F2}"))}{bounds.Average(),9:F2}{divergence,8:F2}{seconds,9:F1}");
        return bounds.Average();
    }
}

[Autoencoder(784)]
[Encoder.Dense(300, Activation.Relu)]
[Latent.Gaussian(20)]
[Decoder.Dense(300, Activation.Relu)]
[Decoder.Dense(784)]
[Likelihood.Bernoulli]
internal sealed partial class StandardPriorVae;

[Autoencoder(784)]
[Encoder.Dense(300, Activation.Relu)]
[Latent.Gaussian(20)]
[Prior.Mixture(50)]
[Decoder.Dense(300, Activation.Relu)]
[Decoder.Dense(784)]
[Likelihood.Bernoulli]
internal sealed partial class MixturePriorVae;

[Autoencoder(784)]
[Encoder.Dense(300, Activation.Relu)]
[Latent.Gaussian(20)]
[Prior.Vamp(100)]
[Decoder.Dense(300, Activation.Relu)]
[Decoder.Dense(784)]
[Likelihood.Bernoulli]
internal sealed partial class VampPriorVae;

[Autoencoder(784)]
[Encoder.Dense(300, Activation.Relu)]
[Latent.Gaussian(20, Covariance = Covariance.Full)]
[Decoder.Dense(300, Activation.Relu)]
[Decoder.Dense(784)]
[Likelihood.Bernoulli]
internal sealed partial class FullCovarianceVae;
