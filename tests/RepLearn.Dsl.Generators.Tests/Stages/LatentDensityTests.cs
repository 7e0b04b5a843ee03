using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Lowering;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Tests.Stages;

/// <summary>The log-densities of draws are those of the distributions, for each row of each example.</summary>
public class LatentDensityTests
{
    private const int Batch = 3;
    private const int Samples = 4;
    private const int Size = 2;

    [Theory]
    [InlineData("Gaussian")]
    [InlineData("Laplace")]
    public void DensitiesOfDraws_AreTheDistributions(string name)
    {
        ModelSpec spec = Specs.Of($"[Autoencoder(4)] [Latent.{name}({Size})] [Decoder.Dense(4)] [Likelihood.SquaredError]");
        var graph = new ArrayGraph();
        var latent = new LatentLowering(graph, spec.Latent, new LayerLowering(graph, spec, condition: null), new SettingLowering(graph));
        Posterior posterior = latent.Encode(graph.Input("input", 4), ProgramMode.Train);
        Draw draw = latent.Sample(posterior, ProgramMode.Train, Samples);
        var interpreter = new GraphInterpreter(Batch, (leaf, row, column) => Specs.Value(leaf, row, column));
        double[,] codes = interpreter.Evaluate(draw.Code);
        double[,] locations = interpreter.Evaluate(posterior.Code);
        double[,] scales = interpreter.Evaluate(posterior.Scale!);
        double[,] logPosterior = interpreter.Evaluate(latent.LogPosterior(posterior, draw));
        double[,] logPrior = interpreter.Evaluate(latent.LogPrior(draw.Code));

        Assert.Equal((Batch * Samples, 1), (logPosterior.GetLength(0), logPosterior.GetLength(1)));
        for (int row = 0; row < Batch * Samples; row++)
        {
            double scale(int column) => Math.Exp(scales[row / Samples, column] * (name == "Gaussian" ? 0.5 : 1));
            double expected = Enumerable.Range(0, Size).Sum(column => Log(name, codes[row, column], locations[row / Samples, column], scale(column)));
            Assert.Equal(expected, logPosterior[row, 0], 1e-12);
            Assert.Equal(Enumerable.Range(0, Size).Sum(column => Log(name, codes[row, column], 0, 1)), logPrior[row, 0], 1e-12);
        }
    }

    private static double Log(string name, double x, double location, double scale) => name == "Gaussian"
        ? Math.Log(Math.Exp(-Math.Pow((x - location) / scale, 2) / 2) / (scale * Math.Sqrt(2 * Math.PI)))
        : Math.Log(Math.Exp(-Math.Abs(x - location) / scale) / (2 * scale));
}
