using RepLearn.Data;
using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Tests.Dsl.Learning;

// A convolutional autoencoder describes digits that it has not seen better than as many principal components.
public sealed class ConvDigitsTests
{
    [Fact]
    public void UnseenDigits_AreRebuiltBetterThanByPrincipalComponents()
    {
        (ImageSet train, ImageSet test) = Digits.Load().Split(0.25, seed: 5);
        using var model = new ConvDigits(seed: 1);
        model.Fit(train, new FitOptions { Epochs = 30, BatchSize = 32, Optimizer = new Adam(8e-3), Schedule = LearningRate.Cosine(), Seed = 1 });
        Pca pca = Pca.Fit(train.Pixels.Span, ConvDigits.InputSize, ConvDigits.LatentSize);

        double error = ReconstructionError.SquaredPerExample(test.Pixels.Span, model.Reconstruct(test), ConvDigits.InputSize);
        double linear = ReconstructionError.SquaredPerExample(test.Pixels.Span, pca.Reconstruct(test.Pixels.Span), ConvDigits.InputSize);

        Assert.True(error < 0.8 * linear, $"The squared error is {error}, that of principal components {linear}.");
    }
}
