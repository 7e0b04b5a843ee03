using System.Reflection;
using CsCheck;
using RepLearn.Dsl.Generators.Tests.Execution;

namespace RepLearn.Dsl.Generators.Tests.Export;

/// <summary>Random valid declarations, in both precisions: files of ONNX compute what the models do.</summary>
public class RandomOnnxTests
{
    private const int Models = 120;

    // Others with the environment variable CsCheck_Seed.
    private static readonly string s_seed = Environment.GetEnvironmentVariable("CsCheck_Seed") ?? "b2QKO5VNyn1a";

    [Fact]
    public void RandomDeclarations_ComputeTheSameInOnnxRuntime() =>
        RandomDeclaration.Attributes.Array[Models].Sample(Check, seed: s_seed, iter: 1, threads: 1);

    private static void Check(string[] declarations)
    {
        string source = string.Join('\n', declarations.Select((attributes, index) =>
            $"{attributes} partial class Model{index} {{ {RandomDeclaration.Members} }} {Single(attributes)} partial class Single{index} {{ {Single(RandomDeclaration.Members)} }}"));
        Assembly assembly = GeneratedAssembly.Load($"using RepLearn;\n{source}");
        for (int index = 0; index < declarations.Length; index++)
        {
            using Autoencoder<double> model = assembly.Model<double>($"Model{index}", seed: (ulong)index);
            OnnxComparison.Check(model, declarations[index]);
            using Autoencoder<float> single = assembly.Model<float>($"Single{index}", seed: (ulong)index);
            OnnxComparison.Check(single, declarations[index]);
        }
    }

    private static string Single(string text) => text
        .Replace(", Precision = Precision.Double", "", StringComparison.Ordinal)
        .Replace("static double", "static float", StringComparison.Ordinal)
        .Replace("(double x)", "(float x)", StringComparison.Ordinal)
        .Replace("0.5 * System", "0.5f * System", StringComparison.Ordinal)
        .Replace("System.Math.", "System.MathF.", StringComparison.Ordinal);
}
