using RepLearn.Tests.Dsl.Gradients.Models;
using Xunit;

namespace RepLearn.Tests.Dsl.Gradients;

// float against double: the same declaration, parameters and batch.
public sealed class PrecisionTests
{
    private const double Tolerance = 1e-4;

    private static readonly Dictionary<string, (Func<Autoencoder<float>> Single, Func<Autoencoder<double>> Double)> s_pairs = new(StringComparer.Ordinal)
    {
        [nameof(IdentitySingle)] = (() => new IdentitySingle(1), () => new IdentityDouble(1)),
        [nameof(ReluSingle)] = (() => new ReluSingle(1), () => new ReluDouble(1)),
        [nameof(LeakyReluSingle)] = (() => new LeakyReluSingle(1), () => new LeakyReluDouble(1)),
        [nameof(EluSingle)] = (() => new EluSingle(1), () => new EluDouble(1)),
        [nameof(GeluSingle)] = (() => new GeluSingle(1), () => new GeluDouble(1)),
        [nameof(SiluSingle)] = (() => new SiluSingle(1), () => new SiluDouble(1)),
        [nameof(TanhSingle)] = (() => new TanhSingle(1), () => new TanhDouble(1)),
        [nameof(SigmoidSingle)] = (() => new SigmoidSingle(1), () => new SigmoidDouble(1)),
        [nameof(SoftplusSingle)] = (() => new SoftplusSingle(1), () => new SoftplusDouble(1)),
        [nameof(BernoulliSingle)] = (() => new BernoulliSingle(1), () => new BernoulliDouble(1)),
        [nameof(LearnedSigmaSingle)] = (() => new LearnedSigmaSingle(1), () => new LearnedSigmaDouble(1)),
        [nameof(KlSparseSingle)] = (() => new KlSparseSingle(1), () => new KlSparseDouble(1)),
        [nameof(ContractiveOnceSingle)] = (() => new ContractiveOnceSingle(1), () => new ContractiveOnceDouble(1)),
        [nameof(ContractiveDeepSingle)] = (() => new ContractiveDeepSingle(1), () => new ContractiveDeepDouble(1)),
        [nameof(CustomSingle)] = (() => new CustomSingle(1), () => new CustomDouble(1)),
    };

    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (string name in s_pairs.Keys)
            {
                cases.Add(name, 3);
                cases.Add(name, 128);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Single_AgreesWithDouble(string name, int rows)
    {
        using Autoencoder<float> single = s_pairs[name].Single();
        using Autoencoder<double> precise = s_pairs[name].Double();
        double[] batch = GradientCheck.Draw(precise, rows, new Random(3));
        float[] batchSingle = Array.ConvertAll(batch, value => (float)value);

        // Both take the rounded numbers, so that only arithmetic differs.
        for (int index = 0; index < batch.Length; index++)
        {
            batch[index] = batchSingle[index];
        }

        for (int index = 0; index < precise.Parameters.Length; index++)
        {
            single.Parameters[index] = (float)precise.Parameters[index];
            precise.Parameters[index] = single.Parameters[index];
        }

        Losses expected = precise.Backward(batch, default);
        Losses actual = single.Backward(batchSingle, default);

        foreach (string term in expected.Names)
        {
            Assert.True(Math.Abs(actual[term] - expected[term]) <= Tolerance * Math.Abs(expected[term]), $"{term}: expected {expected[term]:R}, but got {actual[term]:R}.");
        }

        foreach (ParameterInfo parameter in precise.Info.Layout)
        {
            double[] gradient = precise.Gradients.Slice(parameter.Offset, parameter.Length).ToArray();
            double scale = gradient.Max(Math.Abs);
            for (int index = 0; index < gradient.Length; index++)
            {
                double value = single.Gradients[parameter.Offset + index];
                Assert.True(Math.Abs(value - gradient[index]) <= Tolerance * scale, $"{parameter.Name}[{index}]: expected {gradient[index]:R}, but got {value:R}; the scale is {scale:R}.");
            }
        }
    }
}
