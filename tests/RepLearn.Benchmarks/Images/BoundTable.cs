using System.Globalization;
using RepLearn.Data;

namespace RepLearn.Benchmarks.Images;

/// <summary>
/// Log-likelihoods of test digits under one model trained with 1, 5 and 50 importance samples, each judged by 1000 draws: the order of
/// Burda et al. 2016, table 1, and the use of the code that goes with it.
/// </summary>
internal sealed class BoundTable : BenchmarkTable
{
    private const int Seeds = 3;
    private const int Epochs = 60;
    private const int Draws = 1000;

    public override string Name => "bounds";

    public override string Description => "log-likelihoods of test digits after training with 1, 5 and 50 importance samples";

    /// <inheritdoc/>
    /// <remarks>
    /// The last line: <c>bounds:</c>, the means over seeds for 1, 5 and 50 samples, and whether each is higher than the one before.
    /// </remarks>
    public override bool Print(TextWriter output, IReadOnlyList<int> threads)
    {
        (ImageSet train, ImageSet test) = Digits.Load().Split(0.25, seed: 1);
        output.WriteLine($"VAE 64-100-100-20, {train.Count} digits, {Epochs} epochs, Adam 1e-3; nats per test digit by {Draws} draws, seeds 1 to {Seeds}:");
        output.WriteLine($"{"samples",-8}{string.Concat(Enumerable.Range(1, Seeds).Select(seed => $"{seed,9}"))}{"mean",9}{"active units",14}");
        double[] means =
        [
            Fit(output, "1", seed => new EvidenceBound(seed), train, test, threads.Max()),
            Fit(output, "5", seed => new FiveDraws(seed), train, test, threads.Max()),
            Fit(output, "50", seed => new FiftyDraws(seed), train, test, threads.Max()),
        ];
        bool rise = means[0] < means[1] && means[1] < means[2];
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"bounds: {means[0]:F2} {means[1]:F2} {means[2]:F2} {(rise ? "pass" : "fail")}"));
        return rise;
    }

    private static double Fit(
        TextWriter output, string samples, Func<ulong, Autoencoder<float>> make, ImageSet train, ImageSet test, int threads)
    {
        var bounds = new double[Seeds];
        double active = 0;
        for (int index = 0; index < Seeds; index++)
        {
            ulong seed = (ulong)index + 1;
            using Autoencoder<float> model = make(seed);
            model.Threads = threads;
            model.Fit(
                train.Pixels, new FitOptions { Epochs = Epochs, BatchSize = 32, Optimizer = new Adam(1e-3), Seed = seed });
            bounds[index] = model.LogLikelihood(test.Pixels.Span, Draws, seed).Average();
            active += (double)model.ActiveUnits(test.Pixels.Span) / Seeds;
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{samples,-8}{string.Concat(bounds.Select(bound => $"{bound,9:F2}"))}{bounds.Average(),9:F2}{active,14:F1}"));
        return bounds.Average();
    }
}
