using System.CommandLine;
using System.Globalization;
using RepLearn.Benchmarks.Steps;
using RepLearn.Data;

namespace RepLearn.Benchmarks.Images;

/// <summary>
/// Negative test ELBO of the grid's VAE after each of ten epochs on Fashion-MNIST, started from the default initialisation, beside the
/// bar that libtorch's own result sets.
/// </summary>
internal sealed class VaeQualityTable : BenchmarkTable
{
    // libtorch: 244.13, 244.19 and 244.45 for three seeds.
    private const double Bar = 244.5;
    private const int Epochs = 10;
    private const int BatchSize = 128;
    private const int TestDraws = 3;

    private static readonly Option<int> s_seeds = new("--vae-seeds")
    {
        Description = "Table quality-vae: fits, with seeds from 1 on.",
        DefaultValueFactory = _ => 3,
    };

    private string _folder = "";
    private int _seeds;

    public override string Name => "quality-vae";

    public override string Description => "negative test ELBO of the grid's VAE on Fashion-MNIST, epoch by epoch, beside the bar of libtorch's result";

    public override IEnumerable<Option> Options => [FashionMnist.Folder, s_seeds];

    public override void Read(ParseResult parsed)
    {
        _folder = parsed.GetRequiredValue(FashionMnist.Folder);
        _seeds = parsed.GetRequiredValue(s_seeds);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Fits use the largest of the numbers of threads; the figures do not depend on it. The last line: <c>quality-vae:</c>, the mean of the
    /// seeds' results after the last epoch, the bar and whether it is met.
    /// </remarks>
    public override bool Print(TextWriter output, IReadOnlyList<int> threads)
    {
        if (_seeds < 1)
        {
            output.WriteLine($"Expected --vae-seeds of at least 1, but got {_seeds}.");
            return false;
        }

        if (FashionMnist.Read(_folder, output) is not var (train, test))
        {
            return false;
        }

        output.WriteLine($"VAE 784-400-20, {train.Count} images, Adam 1e-3, batches of {BatchSize}; nats per test image after each epoch:");
        output.WriteLine($"{"seed",-6}{string.Concat(Enumerable.Range(1, Epochs).Select(epoch => $"{epoch,9}"))}{"result",9}{"kl",7}{"seconds",9}");
        double[][] curves = [.. Enumerable.Range(1, _seeds).Select(seed => Fit(output, train, test, (ulong)seed, threads.Max()))];
        double[] means = [.. Enumerable.Range(0, Epochs + 1).Select(epoch => curves.Average(curve => curve[epoch]))];
        output.WriteLine($"{"mean",-6}{string.Concat(means.Select(Text))}");
        bool met = means[^1] <= Bar;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"quality-vae: {means[^1]:F2} {(met ? "<=" : ">")} {Bar} {(met ? "pass" : "fail")}"));
        return met;
    }

    // After each epoch with one draw of the noise, at the end with several.
    private static double[] Fit(TextWriter output, ImageSet train, ImageSet test, ulong seed, int threads)
    {
        using var model = new GridVae(seed) { Threads = threads };
        FitReport report = model.Fit(
            train.Pixels, test.Pixels, new FitOptions { Epochs = Epochs, BatchSize = BatchSize, Optimizer = new Adam(1e-3), Seed = seed, KeepBest = false });
        Losses[] draws = [.. Enumerable.Range(0, TestDraws).Select(draw => model.Test(test.Pixels.Span, new NoiseKey(seed + 1000, (ulong)draw)))];
        double[] curve = [.. report.Epochs.Select(epoch => epoch.Validation!.Value.Total), draws.Average(losses => losses.Total)];
        output.WriteLine($"{seed,-6}{string.Concat(curve.Select(Text))}{draws.Average(losses => losses["kl"]),7:F2}{report.Time.TotalSeconds,9:F1}");
        return curve;
    }

    private static string Text(double nats) => $"{nats,9:F2}";
}
