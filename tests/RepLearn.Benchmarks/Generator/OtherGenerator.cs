using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace RepLearn.Benchmarks.Generator;

/// <summary>A generator as most are, which finds classes by an attribute and adds a part to each: it warms the compiler, not ours.</summary>
internal sealed class OtherGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<(string Name, string? Message)> found = context.SyntaxProvider.ForAttributeWithMetadataName(
            typeof(ObsoleteAttribute).FullName!,
            static (_, _) => true,
            static (target, _) => (target.TargetSymbol.Name, target.Attributes[0].ConstructorArguments[0].Value as string));
        context.RegisterSourceOutput(found, static (output, type) => output.AddSource(
            $"{type.Name}.g.cs",
            SourceText.From($$"""partial class {{type.Name}} { public const string Message = "{{type.Message}}"; }""", Encoding.UTF8)));
        context.RegisterSourceOutput(found.Collect(), static (_, _) => { });
    }
}
