using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Lowering;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Tests.Stages;

/// <summary>The densities of learned priors are those of mixtures by plain loops, for each row of each example.</summary>
public class PriorDensityTests
{
    private const int Batch = 3;
    private const int Samples = 4;
    private const int Size = 2;
    private const int Components = 5;

    [Theory]
    [InlineData("Mixture(5)")]
    [InlineData("Vamp(5)")]
    [InlineData("Vamp(5, LearnedWeights = true)")]
    public void DensityOfDraws_IsTheMixtures(string declaration)
    {
        ModelSpec spec = Specs.Of($"[Autoencoder(4)] [Latent.Gaussian({Size})] [Prior.{declaration}] [Decoder.Dense(4)] [Likelihood.Bernoulli]");
        var graph = new ArrayGraph();
        var layers = new LayerLowering(graph, spec, condition: null);
        var latent = new LatentLowering(graph, spec.Latent, layers, new SettingLowering(graph));
        var prior = new PriorLowering(graph, spec.Prior!, spec, layers, rows => latent.Encode(rows, ProgramMode.Test));
        Node codes = latent.Sample(latent.Encode(graph.Input("input", 4), ProgramMode.Train), ProgramMode.Train, Samples).Code;
        Node density = prior.LogDensity(codes);
        var interpreter = new GraphInterpreter(Batch, Specs.Value);
        double[,] parameter(string name) => interpreter.Evaluate(layers.Parameters.Single(parameter => parameter.Name == name).Node);
        (double[,] means, double[,] logVariances) = spec.Prior is MixtureSpec
            ? (parameter("priorMean"), parameter("priorLogVariance"))
            : (Dense(parameter("priorPseudoInput"), parameter("meanWeight"), parameter("meanBias")), Dense(parameter("priorPseudoInput"), parameter("logVarianceWeight"), parameter("logVarianceBias")));
        double[] weights = [.. Enumerable.Range(0, Components).Select(k => spec.Prior!.HasWeights ? Math.Exp(parameter("priorLogit")[0, k]) : 1)];

        double[,] values = interpreter.Evaluate(density);
        double[,] rows = interpreter.Evaluate(codes);
        Assert.Equal((Batch * Samples, 1), (values.GetLength(0), values.GetLength(1)));
        for (int row = 0; row < Batch * Samples; row++)
        {
            double mixture = Enumerable.Range(0, Components).Sum(k => weights[k] / weights.Sum() * Enumerable.Range(0, Size)
                .Select(j => Math.Exp(-Math.Pow(rows[row, j] - means[k, j], 2) / (2 * Math.Exp(logVariances[k, j]))) / Math.Sqrt(2 * Math.PI * Math.Exp(logVariances[k, j])))
                .Aggregate((left, right) => left * right));
            Assert.Equal(Math.Log(mixture), values[row, 0], 1e-12);
        }
    }

    private static double[,] Dense(double[,] logits, double[,] weight, double[,] bias)
    {
        var result = new double[Components, Size];
        for (int k = 0; k < Components; k++)
        {
            for (int j = 0; j < Size; j++)
            {
                result[k, j] = bias[0, j] + Enumerable.Range(0, 4).Sum(i => weight[i, j] / (1 + Math.Exp(-logits[k, i])));
            }
        }

        return result;
    }
}
