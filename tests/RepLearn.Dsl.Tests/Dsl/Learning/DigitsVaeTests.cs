using RepLearn.Data;
using RepLearn.Tests.Dsl.Oracles;
using Xunit;

namespace RepLearn.Tests.Dsl.Learning;

// VAEs trained here against the same ones trained by libtorch, on real digits.
public sealed class DigitsVaeTests
{
    private const double Nats = 0.25;

    [Fact]
    public void TestElbo_EqualsThatOfLibtorch()
    {
        using var model = new DigitsVae(seed: 1);
        Compare(model, "digits-vae");
    }

    [Fact]
    public void TestElboOfCategoricalVariables_EqualsThatOfLibtorch()
    {
        using var model = new DigitsConcrete(seed: 1);
        Compare(model, "digits-concrete");
    }

    private static void Compare(Autoencoder<float> model, string fixture)
    {
        TrainedVae expected = OracleFixture.Read<TrainedVae>(fixture);
        ReadOnlyMemory<float> pixels = Digits.Load().Pixels;
        int split = expected.TrainRows * model.Info.InputSize;
        ReadOnlyMemory<float> train = pixels[..split];
        ReadOnlyMemory<float> test = pixels[split..];

        model.Fit(train, new FitOptions
        {
            Epochs = expected.Epochs,
            BatchSize = expected.BatchSize,
            Optimizer = new Adam(expected.LearningRate),
            Seed = 1,
        });

        double reconstruction = 0;
        double divergence = 0;
        for (int draw = 0; draw < expected.TestDraws; draw++)
        {
            Losses losses = model.Test(test.Span, new NoiseKey(9, (ulong)draw));
            reconstruction += losses["reconstruction"] / expected.TestDraws;
            divergence += losses["kl"] / expected.TestDraws;
        }

        double expectedReconstruction = expected.Runs.Average(run => run.Reconstruction);
        double expectedDivergence = expected.Runs.Average(run => run.Kl);
        Assert.InRange(reconstruction + divergence, expectedReconstruction + expectedDivergence - Nats, expectedReconstruction + expectedDivergence + Nats);
        Assert.InRange(reconstruction, expectedReconstruction - Nats, expectedReconstruction + Nats);
        Assert.InRange(divergence, expectedDivergence - Nats, expectedDivergence + Nats);
    }

    private sealed record TrainedVae(int TrainRows, int Epochs, int BatchSize, double LearningRate, int TestDraws, TrainedRun[] Runs);

    private sealed record TrainedRun(double Reconstruction, double Kl);
}
