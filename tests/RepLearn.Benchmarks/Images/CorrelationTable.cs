using System.Globalization;
using RepLearn.Data;

namespace RepLearn.Benchmarks.Images;

/// <summary>
/// Total correlation of the codes of digits, and what it costs in reconstruction: the penalty beside the plain variational autoencoder and beside a
/// larger weight of the whole divergence (Chen et al. 2018, figure 4).
/// </summary>
internal sealed class CorrelationTable : BenchmarkTable
{
    private const int Seeds = 3;
    private const int Epochs = 60;
    private const int Draws = 5;

    public override string Name => "quality-correlation";

    public override string Description => "total correlation of codes of digits beside the reconstruction: plain, with a doubled divergence, and with the penalty";

    /// <inheritdoc/>
    /// <remarks>
    /// The parts of the divergence are those of all digits as one batch. The penalty's total correlations must lie below the line
    /// between the plain model and that with the doubled divergence, at the same reconstruction. The last line: <c>quality-correlation:</c>, the
    /// total correlations and whether they do.
    /// </remarks>
    public override bool Print(TextWriter output, IReadOnlyList<int> threads)
    {
        (ImageSet train, ImageSet test) = Digits.Load().Split(0.25, seed: 1);
        output.WriteLine($"VAE 64-100-10, {train.Count} digits, {Epochs} epochs, Adam 2e-3, batches of 128; nats per digit, means of seeds 1 to {Seeds}:");
        output.WriteLine($"{"model",-12}{"reconstruction",15}{"correlation",12}{"information",12}{"dimensions",11}");
        (double Reconstruction, double Correlation)[] figures =
        [
            Fit("plain", seed => new PlainDivergence(seed)),
            Fit("divergence 2", seed => new DoubleDivergence(seed)),
            Fit("penalty 1", seed => new WeakCorrelation(seed)),
            Fit("penalty 4", seed => new StrongCorrelation(seed)),
        ];
        bool pass = figures[2..].All(figure => figure.Correlation < OnLine(figures, figure.Reconstruction));
        string correlations = string.Join(" ", figures.Select(figure => figure.Correlation.ToString("F3", CultureInfo.InvariantCulture)));
        output.WriteLine($"{Name}: {correlations} {(pass ? "pass" : "fail")}");
        return pass;

        (double Reconstruction, double Correlation) Fit(string name, Func<ulong, Autoencoder<float>> make)
        {
            double[] sums = [.. Enumerable.Range(1, Seeds).Select(seed => Judge(make, (ulong)seed, train, test)).Aggregate((left, right) => [.. left.Zip(right, (a, b) => a + b)])];
            double[] means = [.. sums.Select(sum => sum / Seeds)];
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name,-12}{means[0],15:F2}{means[1],12:F3}{means[2],12:F3}{means[3],11:F3}"));
            return (means[0], means[1]);
        }
    }

    private static double OnLine((double Reconstruction, double Correlation)[] figures, double reconstruction)
    {
        ((double Reconstruction, double Correlation) plain, (double Reconstruction, double Correlation) doubled) = (figures[0], figures[1]);
        double share = (reconstruction - plain.Reconstruction) / (doubled.Reconstruction - plain.Reconstruction);
        return plain.Correlation + (share * (doubled.Correlation - plain.Correlation));
    }

    // The model with the penalty has the parts as metrics, and the same parameters.
    private static double[] Judge(Func<ulong, Autoencoder<float>> make, ulong seed, ImageSet train, ImageSet test)
    {
        using Autoencoder<float> model = make(seed);
        model.Fit(train.Pixels, new FitOptions { Epochs = Epochs, BatchSize = 128, Optimizer = new Adam(2e-3), Seed = seed, KeepBest = false });
        using var judge = new WeakCorrelation(seed);
        model.Parameters.CopyTo(judge.Parameters);
        float[] all = [.. train.Pixels.Span, .. test.Pixels.Span];
        NoiseKey[] keys = [.. Enumerable.Range(0, Draws).Select(draw => new NoiseKey(7, (ulong)draw))];
        LossMetrics[] parts = [.. keys.Select(key => judge.Evaluate(all, key).Metrics)];
        return
        [
            keys.Average(key => judge.Test(test.Pixels.Span, key)["reconstruction"]),
            parts.Average(metrics => metrics["correlation"]),
            parts.Average(metrics => metrics["mutualInformation"]),
            parts.Average(metrics => metrics["dimensionDivergence"]),
        ];
    }
}
