using RepLearn.Runtime;
using Xunit;

namespace RepLearn.Tests.Dsl.Runtime;

/// <summary>The tables that a model describes itself with.</summary>
public class SummaryTests
{
    // 20 · 12 + 12 = 252 parameters of the encoder's layer, 240 multiply-adds of its product and 4 per value that is computed element by element, and so on.
    [Fact]
    public void ADescription_HasLayersParametersAndPrograms() => Assert.Equal(
        """
        Summarized: autoencoder 20 Single; encoder dense 12 Relu; latent Gaussian 3; decoder dense 12 Relu; decoder dense 20; likelihood Bernoulli

                 layer                output      parameters   multiply-adds
        input                             20
        encoder  dense 12 Relu            12             252             288
        latent   Gaussian 3                3              78             184
        decoder  dense 12 Relu            12              48              84
        decoder  dense 20                 20             260             240
        losses                                             0             168
        all                                              638             964

        2,552 bytes of parameters. A training step: 2,304 multiply-adds and 896 bytes per example, 0 bytes whatever the batch.

        parameter                   shape      values       bytes
        encoder1Weight            20 x 12         240         960
        encoder1Bias               1 x 12          12          48
        meanWeight                 12 x 3          36         144
        meanBias                    1 x 3           3          12
        logVarianceWeight          12 x 3          36         144
        logVarianceBias             1 x 3           3          12
        decoder1Weight             3 x 12          36         144
        decoder1Bias               1 x 12          12          48
        decoder2Weight            12 x 20         240         960
        decoder2Bias               1 x 20          20          80
        all                                       638        2552

        program           multiply-adds   bytes/example   fixed bytes   bytes/worker  row block
        Backward                   2304             640             0          65536        256
        Evaluate                    964              64             0          65536        256
        Test                        964              64             0          65536        256
        Encode                      336              64             0          16384        256
        Decode                      404             128             0          16384        256
        EncodePosterior             384             128             0          16384        256
        Divergence                  420              64             0          32768        256
        LogWeights                 4772              64             0         409600        256

        """.ReplaceLineEndings("\n"),
        Summarized.Describe());

    [Fact]
    public void EveryParameterBelongsToAPart_OrToTheLosses()
    {
        ModelInfo info = new SummarizedParts(1).Info;

        // 6 · 5 + 5, a gain and a bias of 5, two heads of 5 · 3 + 3, 4 components with a logit, 3 means and 3 variances, 3 · 6 + 6, a head of 3 · 4 + 4.
        Assert.Equal([0, 35, 10, 36, 28, 24, 16], info.Layers.Select(layer => layer.Parameters));
        Assert.Equal(["input", "encoder", "encoder", "latent", "prior", "decoder", "head"], info.Layers.Select(layer => layer.Part));

        // The likelihood's variance is the losses' own.
        Assert.Equal(1, info.ParameterCount - info.Layers.Sum(layer => layer.Parameters));
        Assert.Contains("1,200 bytes of parameters.", SummarizedParts.Describe(), StringComparison.Ordinal);
    }
}
