using RepLearn.Data;
using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Tests.Dsl.Learning;

// A linear autoencoder with squared error finds what principal component analysis finds (Baldi and Hornik 1989).
public sealed class PcaSubspaceTests : IClassFixture<TrainedLinearDigits>
{
    private const double LargestAngle = 0.05;
    private const double ErrorShare = 0.01;

    private readonly TrainedLinearDigits _trained;

    public PcaSubspaceTests(TrainedLinearDigits trained) => _trained = trained;

    [Fact]
    public void Decoder_SpansThePrincipalSubspace()
    {
        ParameterInfo weight = Array.Find(_trained.Model.Info.Layout, parameter => parameter.Name == "decoder1Weight")!;
        ReadOnlySpan<float> rows = _trained.Model.Parameters.Slice(weight.Offset, weight.Length);

        double angle = PrincipalAngles.Between(rows, _trained.Pca.Basis, LinearDigits.InputSize).Max();

        Assert.InRange(angle, 0, LargestAngle);
    }

    [Fact]
    public void ReconstructionError_IsThatOfThePrincipalComponents()
    {
        float[] data = _trained.Data;
        double least = ReconstructionError.SquaredPerExample(data, _trained.Pca.Reconstruct(data), LinearDigits.InputSize);

        double error = ReconstructionError.SquaredPerExample(data, _trained.Model.Reconstruct(data), LinearDigits.InputSize);

        Assert.InRange(error, least * (1 - 1e-5), least * (1 + ErrorShare));
    }
}

/// <summary>The autoencoder trained on the centred digits, and their principal components.</summary>
public sealed class TrainedLinearDigits : IDisposable
{
    public TrainedLinearDigits()
    {
        Data = Digits.Load().Pixels.ToArray();
        Centre(Data, LinearDigits.InputSize);
        Pca = Pca.Fit(Data, LinearDigits.InputSize, LinearDigits.LatentSize);
        Model = new LinearDigits(seed: 1);

        // One step sees all data: the noise of small batches alone would keep the code some hundredths of a radian away.
        Model.Fit(Data, new FitOptions
        {
            Epochs = 1500,
            BatchSize = Data.Length / LinearDigits.InputSize,
            Optimizer = new Adam(2e-2),
            Schedule = LearningRate.Cosine(),
            Seed = 1,
        });
    }

    public float[] Data { get; }

    public Pca Pca { get; }

    public Autoencoder<float> Model { get; }

    public void Dispose() => Model.Dispose();

    private static void Centre(Span<float> rows, int width)
    {
        for (int column = 0; column < width; column++)
        {
            double sum = 0;
            for (int index = column; index < rows.Length; index += width)
            {
                sum += rows[index];
            }

            float mean = (float)(sum * width / rows.Length);
            for (int index = column; index < rows.Length; index += width)
            {
                rows[index] -= mean;
            }
        }
    }
}
