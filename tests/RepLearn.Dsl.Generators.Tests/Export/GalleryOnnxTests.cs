using System.Reflection;
using System.Text.RegularExpressions;

namespace RepLearn.Dsl.Generators.Tests.Export;

/// <summary>The models of MODELS.md in ONNX Runtime.</summary>
public class GalleryOnnxTests
{
    private static readonly string[] s_declarations = [.. Regex.Matches(File.ReadAllText(Path.Combine(GeneratorSources.Root, "MODELS.md")), "```csharp\n(.*?)```", RegexOptions.Singleline)
        .Select(match => match.Groups[1].Value.Replace("public ", "", StringComparison.Ordinal))];

    private static readonly Lazy<Assembly> s_assembly = new(() => GeneratedAssembly.Load($"using RepLearn;\n{string.Join('\n', s_declarations)}"));

    public static TheoryData<string> Models => [.. s_declarations.Select(declaration => Regex.Match(declaration, @"partial class (\w+)").Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Models))]
    public void AModel_ComputesTheSameInOnnxRuntime(string name)
    {
        using Autoencoder<float> model = s_assembly.Value.Model<float>(name);

        OnnxComparison.Check(model, name);
    }
}
