using System.Reflection;

namespace RepLearn.Dsl.Generators.Tests.Execution;

/// <summary>Whatever a function makes of constants alone is a constant: each operation compiles and gives C#'s value.</summary>
public class ConstantFoldingTests
{
    private static readonly string[] s_constants =
    [
        "Math.Pow(2, 0.3)", "Math.Pow(-2, 3)", "Math.Exp(0.7)", "Math.Log(3)", "Math.Sqrt(2)", "Math.Tanh(0.4)", "Math.Sin(1.1)", "Math.Cos(1.1)",
        "Math.Abs(-1.5)", "Math.Max(0.5, 0.25)", "Math.Min(0.5, 0.25)", "Math.Clamp(3, 0.5, 1.5)", "-Math.Exp(0.1)", "Math.Exp(1) + Math.Exp(2)",
        "Math.Exp(1) - 1", "Math.Exp(1) * 2", "Math.Exp(1) / 3", "(Math.Exp(1) > 2 ? 0.5 : x)", "(Math.Exp(1) < 2 ? x : Math.Pow(3, 0.25))",
        "G(Math.Exp(-1))", "Math.Pow(0, 0.5) + 1", "Math.Exp(-1000) + 1", "(x > Math.Pow(2, -0.5) ? Math.Pow(2, 0.5) : Math.Log(2))",
    ];

    [Fact]
    public void AnyOperationOnConstants_GivesItsValue()
    {
        string functions = string.Concat(s_constants.Select((constant, index) => $"public static double F{index}(double x) => {constant} * x;\n"));
        string models = string.Concat(s_constants.Select((_, index) =>
            $"[Autoencoder(3, Precision = Precision.Double)] [Latent.Code(2, Custom = nameof(F{index}))] [Decoder.Dense(3)] [Likelihood.SquaredError] "
            + $"partial class Model{index} {{ {functions} static double G(double x) => Math.Sqrt(x) + x; }}\n"));
        Assembly assembly = GeneratedAssembly.Load($"using System; using RepLearn;\n{models}");
        for (int index = 0; index < s_constants.Length; index++)
        {
            using Autoencoder<double> model = assembly.Model<double>($"Model{index}");
            var function = model.GetType().GetMethod($"F{index}")!.CreateDelegate<Func<double, double>>();
            double[] sums = Sums(model, [0.3, -0.2, 0.9]);
            double[] code = model.Encode([0.3, -0.2, 0.9]);
            for (int unit = 0; unit < 2; unit++)
            {
                Assert.Equal(function(sums[unit]), code[unit], 1e-14);
            }
        }
    }

    // Before the activation: x W + b.
    private static double[] Sums(Autoencoder<double> model, double[] x)
    {
        ReadOnlySpan<double> weight = model.Parameters;
        Assert.Equal("codeWeight", model.Info.Layout[0].Name);
        ReadOnlySpan<double> bias = model.Parameters.Slice(model.Info.Layout.ToArray().Single(info => info.Name == "codeBias").Offset, 2);
        return [(x[0] * weight[0]) + (x[1] * weight[2]) + (x[2] * weight[4]) + bias[0], (x[0] * weight[1]) + (x[1] * weight[3]) + (x[2] * weight[5]) + bias[1]];
    }
}
