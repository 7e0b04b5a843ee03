using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>A part of a type with an attribute that may be one of the language's.</summary>
internal sealed class AttributedType(INamedTypeSymbol type, TypeDeclarationSyntax node, Compilation compilation)
{
    public readonly INamedTypeSymbol Type = type;
    public readonly TypeDeclarationSyntax Node = node;
    public readonly Compilation Compilation = compilation;
}

/// <summary>
/// Finds the types that have attributes with names of the language. The compiler's own search is for one attribute: its dozen nodes in the pipeline
/// for each of eighty names took ten milliseconds of a start, and part of that at every keystroke.
/// </summary>
internal static class AttributedTypes
{
    /// <summary>Those that are no models. A file is one value, the same until it is edited, and so are its types; only what they mean is asked again.</summary>
    public static IncrementalValuesProvider<StrayReading> Strays(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<SyntaxTree> trees = context.CompilationProvider.SelectMany(static (compilation, _) => compilation.SyntaxTrees);
        IncrementalValueProvider<EquatableArray<string>> aliases = trees
            .SelectMany(static (tree, token) => GlobalAliases(tree.GetRoot(token)))
            .Collect()
            .Select(static (all, _) => EquatableArray<string>.From(all));
        return trees
            .Combine(aliases)
            .Select(static (pair, token) => Candidates(pair.Left.GetRoot(token), pair.Right))
            .SelectMany(static (found, _) => found)
            .Combine(context.CompilationProvider)
            .Select(static (pair, token) => Read(pair.Left, pair.Right, token))
            .Where(static reading => reading is not null)!;
    }

    private static List<string> GlobalAliases(SyntaxNode root)
    {
        var aliases = new List<string>();
        foreach (UsingDirectiveSyntax directive in ((CompilationUnitSyntax)root).Usings)
        {
            if (directive is { GlobalKeyword.RawKind: not 0, Alias.Name.Identifier.ValueText: var alias })
            {
                aliases.Add(alias);
            }
        }

        return aliases;
    }

    // By the last part of an attribute's name as it is written, or the file's or the project's own name for it.
    private static List<TypeDeclarationSyntax> Candidates(SyntaxNode root, EquatableArray<string> global)
    {
        var found = new List<TypeDeclarationSyntax>();
        var aliases = new List<string>(global);
        foreach (SyntaxNode node in root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
        {
            if (node is UsingDirectiveSyntax { Alias.Name.Identifier.ValueText: var alias })
            {
                aliases.Add(alias);
            }
            else if (node is TypeDeclarationSyntax { AttributeLists.Count: > 0 } type && HasName(type, aliases))
            {
                found.Add(type);
            }
        }

        return found;
    }

    private static bool HasName(TypeDeclarationSyntax type, List<string> aliases)
    {
        foreach (AttributeListSyntax list in type.AttributeLists)
        {
            foreach (AttributeSyntax attribute in list.Attributes)
            {
                string last = ModelVocabulary.LastPart(attribute.Name);
                if (ModelVocabulary.EndsOne(last) || aliases.Contains(last))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static StrayReading? Read(TypeDeclarationSyntax node, Compilation compilation, CancellationToken token) =>
        compilation.GetSemanticModel(node.SyntaxTree).GetDeclaredSymbol(node, token) is INamedTypeSymbol type
            ? StrayAttributeReader.Read(new AttributedType(type, node, compilation), token)
            : null;
}
