using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>
/// Finds types that are no models but have attributes with names of the language. The compiler's own search is for one attribute: its dozen nodes in
/// the pipeline for each of eighty names took ten milliseconds of a start, and part of that at every keystroke.
/// </summary>
internal sealed class StrayTypes
{
    // What a file's text shows is the same until it is edited; only what it means is asked again.
    private readonly ConditionalWeakTable<SyntaxTree, AttributedTypes> _files = new();

    private StrayTypes()
    {
    }

    /// <summary>What is wrong with each, and what stands for it.</summary>
    public static IncrementalValuesProvider<DeclarationReading> Readings(IncrementalGeneratorInitializationContext context) =>
        context.CompilationProvider.SelectMany(new StrayTypes().Read);

    private List<DeclarationReading> Read(Compilation compilation, CancellationToken token)
    {
        var files = new List<AttributedTypes>();
        var aliases = new List<string>();
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            token.ThrowIfCancellationRequested();
            AttributedTypes file = _files.GetValue(tree, TypesOf);
            files.Add(file);
            aliases.AddRange(file.GlobalAliases);
        }

        var readings = new List<DeclarationReading>();
        foreach (AttributedTypes file in files)
        {
            foreach (TypeDeclarationSyntax node in file.With(aliases))
            {
                if (compilation.GetSemanticModel(node.SyntaxTree).GetDeclaredSymbol(node, token) is INamedTypeSymbol type
                    && StrayAttributeReader.Read(new AttributedType(type, node, compilation), token) is { } reading)
                {
                    readings.Add(reading);
                }
            }
        }

        return readings;
    }

    private static AttributedTypes TypesOf(SyntaxTree tree) => new(tree.GetRoot());
}
