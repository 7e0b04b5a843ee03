using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>A part of a type with an attribute that may be one of the language's.</summary>
internal sealed class AttributedType(INamedTypeSymbol type, TypeDeclarationSyntax node, Compilation compilation)
{
    public readonly INamedTypeSymbol Type = type;
    public readonly TypeDeclarationSyntax Node = node;
    public readonly Compilation Compilation = compilation;
}

/// <summary>The types of one file that have attributes, by what the text alone shows: the last part of an attribute's name.</summary>
internal sealed class AttributedTypes
{
    /// <summary>Names that this file gives to types for the whole project.</summary>
    public readonly List<string> GlobalAliases = [];

    // With a name of the language, or the file's own name for a type.
    private readonly List<TypeDeclarationSyntax> _named = [];
    private readonly List<TypeDeclarationSyntax> _others = [];

    public AttributedTypes(SyntaxNode root)
    {
        var aliases = new List<string>();
        foreach (SyntaxNode node in root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
        {
            if (node is UsingDirectiveSyntax { Alias.Name.Identifier.ValueText: var alias } directive)
            {
                (directive.GlobalKeyword.RawKind == 0 ? aliases : GlobalAliases).Add(alias);
            }
            else if (node is TypeDeclarationSyntax { AttributeLists.Count: > 0 } type)
            {
                (HasName(type, aliases) ? _named : _others).Add(type);
            }
        }
    }

    /// <summary>Those that may have an attribute of the language.</summary>
    /// <param name="global">The project's own names for types.</param>
    public List<TypeDeclarationSyntax> With(List<string> global)
    {
        if (global.Count == 0)
        {
            return _named;
        }

        var types = new List<TypeDeclarationSyntax>(_named);
        foreach (TypeDeclarationSyntax type in _others)
        {
            if (HasName(type, global))
            {
                types.Add(type);
            }
        }

        return types;
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
}
