using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace RepLearn.Benchmarks.Generator;

/// <summary>The least that a generator of models can do: it finds the class and adds an empty part. What it takes is the compiler's.</summary>
internal sealed class FindingGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<string> found = context.SyntaxProvider.ForAttributeWithMetadataName(
            typeof(AutoencoderAttribute).FullName!,
            static (_, _) => true,
            static (target, _) => target.TargetSymbol.Name);
        context.RegisterSourceOutput(found, static (output, name) => output.AddSource(
            $"{name}.g.cs",
            SourceText.From($"namespace Models; partial class {name};", Encoding.UTF8)));
    }
}
