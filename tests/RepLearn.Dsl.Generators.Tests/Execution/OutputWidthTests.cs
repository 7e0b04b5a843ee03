using System.Numerics;
using System.Reflection;
using System.Text;
using RepLearn.Dsl.Generators.Planning;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Tests.Execution;

/// <summary>
/// Outputs of every width, of every activation and both precisions, are for many rows what they are row by row. What
/// depends on the width is where a row begins: that is checked for all of them, and models of every width, and of the
/// narrowest with every activation, are run.
/// </summary>
public class OutputWidthTests
{
    private static readonly int[] s_widths = [.. Enumerable.Range(1, 33), 47, 48, 49];

    // The last one is a function of the model's own.
    private static readonly string[] s_activations = [.. Enum.GetNames<Activation>(), "Custom"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ManyRows_GiveWhatRowByRowCallsGive(bool isDouble)
    {
        if (isDouble)
        {
            CheckAll<double>(1e-12);
        }
        else
        {
            CheckAll<float>(2e-5);
        }
    }

    [Fact]
    public void AnOutputsRow_BeginsWhereItsReaderExpectsIt()
    {
        foreach (string activation in s_activations)
        {
            ModelSpec spec = GeneratorTestDriver.Run($"using RepLearn;\n{Declaration(2, 2, activation, isDouble: false)}").Spec;
            foreach (int width in s_widths)
            {
                ModelSpec wide = spec with
                {
                    InputSize = width,
                    Latent = spec.Latent with { Size = Other(width) },
                    Decoder = EquatableArray<LayerSpec>.From([((DenseSpec)spec.Decoder[0]) with { Units = width }]),
                };
                foreach (Plan plan in ModelCompiler.Stages(wide).Plans)
                {
                    foreach (RowsOutput output in plan.Program.Outputs.OfType<RowsOutput>())
                    {
                        Storage place = plan.Storage[output.Node];
                        Assert.True(
                            place.Kind == StorageKind.Saved && place.Stride == StoragePlanning.Padded(output.Node.Shape.Columns) && place.Offset % 16 == 0,
                            $"{plan.Program.Name} of {activation}, {width} to {Other(width)}: {place}");
                    }
                }
            }
        }
    }

    private static void CheckAll<T>(double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool isDouble = typeof(T) == typeof(double);
        var source = new StringBuilder("using RepLearn;\n");
        var coded = new List<string>();
        var sampled = new List<string>();
        for (int index = 0; index < s_widths.Length; index++)
        {
            int width = s_widths[index];
            for (int activation = 0; activation < s_activations.Length; activation++)
            {
                if (width == 1 || index % s_activations.Length == activation)
                {
                    coded.Add($"Coded{width}{s_activations[activation]}");
                    source.Append($"{Declaration(width, Other(width), s_activations[activation], isDouble, coded[^1])}\n");
                }
            }
        }

        foreach (int width in new[] { 1, 2, 17 })
        {
            sampled.Add($"Sampled{width}");
            source.Append($"[Autoencoder({width}{Precision(isDouble)})] [Latent.Gaussian({Other(width)})] [Decoder.Dense({width})] [Likelihood.Bernoulli] partial class {sampled[^1]};\n");
        }

        // An example of one value, of each activation.
        foreach (string activation in s_activations)
        {
            coded.Add($"Narrow{activation}");
            source.Append($"{Declaration(3, 1, activation, isDouble, coded[^1])}\n");
        }

        Assembly assembly = GeneratedAssembly.Load(source.ToString());
        foreach (string name in coded.Concat(sampled))
        {
            using Autoencoder<T> model = assembly.Model<T>(name);
            new RowByRow<T>(model, tolerance).CheckOutputs();
        }

        foreach (string name in coded.Where((_, index) => index % 9 == 0))
        {
            using Autoencoder<T> model = assembly.Model<T>(name);
            new RowByRow<T>(model, tolerance).CheckLosses();
        }

        foreach (string name in sampled)
        {
            using Autoencoder<T> model = assembly.Model<T>(name);
            new RowByRow<T>(model, tolerance).CheckSamples();
        }
    }

    // Each width is a code's once and an example's once.
    private static int Other(int width) => s_widths[((7 * Array.IndexOf(s_widths, width)) + 3) % s_widths.Length];

    private static string Declaration(int code, int example, string activation, bool isDouble, string name = "Model")
    {
        string function = activation == "Custom" ? "Custom = nameof(F)" : $"Activation.{activation}";
        string number = isDouble ? "double" : "float";
        return $"[Autoencoder({example}{Precision(isDouble)})] [Latent.Code({code}, {function})] [Decoder.Dense({example}, {function})] [Likelihood.SquaredError] "
            + $"partial class {name} {{ static {number} F({number} x) => x / (1 + System.Math.Abs(x)); }}";
    }

    private static string Precision(bool isDouble) => isDouble ? ", Precision = Precision.Double" : string.Empty;
}
