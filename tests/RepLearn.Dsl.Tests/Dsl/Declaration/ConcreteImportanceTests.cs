using RepLearn.Numerics.Random;
using Xunit;

namespace RepLearn.Tests.Dsl.Declaration;

/// <summary>Bounds of categorical codes: relaxed draws by Maddison's density in training, one-hot draws by their probabilities in tests.</summary>
public class ConcreteImportanceTests
{
    private const int Samples = 3;
    private const double Temperature = 0.6;
    private static readonly double[] s_logits = [0, 1, -1, 0.5, 2, 0, 0, -2];
    private static readonly NoiseKey s_key = new(4, 2);

    // (n − 1)! τ^(n−1) Π (π_k z_k^(−τ−1)) / (Σ π_k z_k^−τ)ⁿ of each variable (Maddison et al. 2017, eq. 10), and that with equal π as the prior
    [Fact]
    public void InTraining_WeightsAreRatiosOfRelaxedDensities()
    {
        using WeightedClasses model = Filled(new WeightedClasses(1));
        double x = 1.3;
        double[] logarithms = [.. Enumerable.Range(0, Samples).Select(draw =>
        {
            var uniform = new double[8];
            Noise.Uniform<double>(s_key, 0, draw, uniform);
            double logarithm = 0;
            double output = 0;
            for (int variable = 0; variable < 2; variable++)
            {
                double[] logits = s_logits[(4 * variable)..(4 * (variable + 1))];
                double[] exponentials = [.. logits.Select((logit, place) => Math.Exp((logit - Math.Log(-Math.Log(uniform[(4 * variable) + place]))) / Temperature))];
                double[] z = [.. exponentials.Select(value => value / exponentials.Sum())];
                output += z.Select((value, place) => value * Weight((4 * variable) + place)).Sum();
                logarithm += LogRelaxed(z, [0, 0, 0, 0]) - LogRelaxed(z, logits);
            }

            return logarithm + LogLikelihood(x, output);
        })];
        Losses losses = model.Backward([x], s_key);

        Assert.Equal(["bound"], losses.Names.ToArray());
        Assert.Equal(-Math.Log(logarithms.Average(Math.Exp)), losses["bound"], 1e-10);
    }

    // 16 codes, each with the prior 1/16: the bound of many draws reaches their sum, within what the variance of a weight admits, which is a sum over the
    // codes too; with one draw it is below by a divergence.
    [Fact]
    public void LogLikelihood_ReachesTheSumOverAllCodes()
    {
        const int many = 400_000;
        using WeightedClasses model = Filled(new WeightedClasses(1));
        double[] data = [0.3, 1.3, 2.1];
        double[] estimates = model.LogLikelihood(data, many, seed: 3);
        double mean = 0;
        for (int row = 0; row < data.Length; row++)
        {
            double sum = 0;
            double square = 0;
            for (int code = 0; code < 16; code++)
            {
                (int first, int second) = (code % 4, 4 + (code / 4));
                double joint = Math.Exp(LogLikelihood(data[row], Weight(first) + Weight(second))) / 16;
                sum += joint;
                square += joint * joint / (Probability(first) * Probability(second));
            }

            double error = Math.Sqrt(((square / (sum * sum)) - 1) / many);
            Assert.Equal(Math.Log(sum), estimates[row], 4 * error);
            Assert.InRange(error, 0, 0.02);
            mean += Math.Log(sum) / data.Length;
        }

        double one = Enumerable.Range(0, 300).Average(seed => model.LogLikelihood(data, 1, (ulong)seed).Average());
        Assert.True(one < mean - 0.1, $"{one} with one draw, {mean} exactly.");
    }

    // A bound tested with one-hot draws is the mean of the same weights.
    [Fact]
    public void InTests_WeightsAreRatiosOfProbabilities()
    {
        using WeightedClasses model = Filled(new WeightedClasses(1));
        double bound = Enumerable.Range(0, 20_000).Average(draw => model.Test([1.3], new NoiseKey(6, (ulong)draw))["bound"]);
        double estimate = -Enumerable.Range(0, 20_000).Average(seed => model.LogLikelihood([1.3], Samples, (ulong)seed)[0]);
        Assert.Equal(estimate, bound, 0.02);
    }

    // A class whose value rounds to 0 has weights all the same.
    [Fact]
    public void SharpDraws_HaveFiniteWeights()
    {
        using SharpClasses model = Filled(new SharpClasses(1));
        Losses losses = model.Backward([0.3f, 1.3f], s_key);
        Assert.InRange(losses["bound"], 0, 100);
        Assert.All(model.Gradients.ToArray(), gradient => Assert.True(float.IsFinite(gradient)));
    }

    private static double LogRelaxed(double[] z, double[] logits)
    {
        double sum = logits.Select((logit, place) => Math.Exp(logit) * Math.Pow(z[place], -Temperature)).Sum();
        double product = logits.Select((logit, place) => logit - ((Temperature + 1) * Math.Log(z[place]))).Sum();
        return Math.Log(6) + (3 * Math.Log(Temperature)) + product - (4 * Math.Log(sum));
    }

    private static double LogLikelihood(double x, double mean) => -0.5 * (Math.Pow(x - mean, 2) + Math.Log(2 * Math.PI));

    private static double Weight(int place) => Math.Sin(1 + place);

    private static double Probability(int place) => Math.Exp(s_logits[place]) / s_logits.Skip(place / 4 * 4).Take(4).Sum(Math.Exp);

    // Logits that do not depend on the input.
    private static TModel Filled<TModel>(TModel model)
        where TModel : class
    {
        void fill<T>(Autoencoder<T> autoencoder)
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            autoencoder.Parameters.Clear();
            foreach (ParameterInfo parameter in autoencoder.Info.Layout)
            {
                for (int place = 0; place < parameter.Length; place++)
                {
                    double value = parameter.Name switch { "logitsBias" => s_logits[place], "decoder1Weight" => Weight(place), _ => 0 };
                    autoencoder.Parameters[parameter.Offset + place] = T.CreateChecked(value);
                }
            }
        }

        if (model is Autoencoder<double> wide)
        {
            fill(wide);
        }
        else
        {
            fill((Autoencoder<float>)(object)model);
        }

        return model;
    }
}

[Autoencoder(1, Precision = Precision.Double)]
[Latent.Concrete(2, 4, Temperature = 0.6)]
[Decoder.Dense(1)]
[Likelihood.Gaussian]
[Objective.Importance(3)]
internal sealed partial class WeightedClasses;

[Autoencoder(1)]
[Latent.Concrete(2, 4, Temperature = 0.001)]
[Decoder.Dense(1)]
[Likelihood.Gaussian]
[Objective.Importance(3)]
internal sealed partial class SharpClasses;
