using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>
/// The sizes that models get as constants, such as <c>First.LatentSize</c>, do not exist yet when declarations are read. Where a
/// declaration uses one, it is read in a copy of the compilation that declares the constants of all models, with the values that
/// their own attributes give.
/// </summary>
internal static class GeneratedConstants
{
    private const string Path = "sizes of models.g.cs";

    // A copy costs as much as reading many models, so all of a compilation share one, which goes with it.
    private static readonly ConditionalWeakTable<Compilation, Compilation> s_copies = new();

    /// <summary>Whether a member is one of the copy's alone.</summary>
    public static bool Declares(ISymbol member) => member.Locations is [{ SourceTree.FilePath: Path }, ..];

    /// <returns>The compilation itself where the model needs no such constant.</returns>
    public static Compilation Declare(Compilation compilation, INamedTypeSymbol model, CancellationToken token) =>
        MayNeed(model, token) ? s_copies.GetValue(compilation, whole => Copy(whole, token)) : compilation;

    // Only names in arguments without a value, and functions that name a size.
    private static bool MayNeed(INamedTypeSymbol model, CancellationToken token) =>
        HasOpenArgument(model, [], token) || GeneratedConstantUses.Scalars(model, token).Exists(NamesSize);

    private static bool NamesSize(MemberDeclarationSyntax member) => GeneratedConstantUses.Names(member).Any();

    // Of a model's attributes, or of those of the blocks that it uses.
    private static bool HasOpenArgument(INamedTypeSymbol type, List<ISymbol> seen, CancellationToken token)
    {
        seen.Add(type.OriginalDefinition);
        foreach (ModelAttribute attribute in AttributeOrder.Collect(type, token))
        {
            if ((!attribute.IsComplete && HasName(attribute))
                || (attribute.Value("block") is INamedTypeSymbol block && !seen.Contains(block.OriginalDefinition) && HasOpenArgument(block.OriginalDefinition, seen, token)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasName(ModelAttribute attribute) =>
        attribute.Syntax.ArgumentList?.DescendantNodes().Any(node => node is IdentifierNameSyntax) == true;

    private static Compilation Copy(Compilation compilation, CancellationToken token)
    {
        TypeDeclarationSyntax[] models = DeclaredModels(compilation, token);
        var sizes = new Dictionary<(TypeDeclarationSyntax Model, string Constant), int>();
        List<TypeDeclarationSyntax> open = [.. models];
        Compilation copy = compilation;

        // Each round gives the constants that depend on those of the round before.
        for (int known = -1; known < sizes.Count;)
        {
            known = sizes.Count;
            open.RemoveAll(model => AddSizes(model, copy, sizes, token));
            if (known < sizes.Count)
            {
                string text = string.Concat(models.Select(model => Text(model, compilation, sizes, token)));
                copy = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)models[0].SyntaxTree.Options, Path, Encoding.UTF8, token));
            }
        }

        return copy;
    }

    // Found by the written names of their attributes, which may be aliases.
    private static TypeDeclarationSyntax[] DeclaredModels(Compilation compilation, CancellationToken token)
    {
        SyntaxNode[] nodes =
        [
            .. compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot(token)
                .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
                .Where(node => node is UsingDirectiveSyntax { Alias: not null } or TypeDeclarationSyntax { AttributeLists.Count: > 0 })),
        ];
        var names = new HashSet<string>(ModelVocabulary.Models.SelectMany(name => new[] { name, $"{name}Attribute" }), StringComparer.Ordinal);
        foreach (UsingDirectiveSyntax alias in nodes.OfType<UsingDirectiveSyntax>().Where(alias => names.Contains(LastOf(alias.NamespaceOrType))))
        {
            names.Add(alias.Alias!.Name.Identifier.ValueText);
        }

        return [.. nodes.OfType<TypeDeclarationSyntax>().Where(type => type.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => names.Contains(LastOf(attribute.Name))))];
    }

    private static string LastOf(TypeSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    // What the generated part will say; of a model with an error, what its skeleton will. Whether nothing is left to find.
    private static bool AddSizes(
        TypeDeclarationSyntax declaration, Compilation compilation, Dictionary<(TypeDeclarationSyntax, string), int> sizes, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        if (compilation.GetSemanticModel(declaration.SyntaxTree).GetDeclaredSymbol(declaration, token) is not INamedTypeSymbol model)
        {
            return true;
        }

        List<ModelAttribute> attributes = AttributeOrder.Collect(model, token);
        bool isWhole = true;
        foreach (ModelSize size in ModelVocabulary.Sizes.Where(size => attributes.Exists(attribute => size.IsOf(attribute.Name))))
        {
            ModelAttribute[] declaring = [.. attributes.Where(attribute => size.DeclaredBy(attribute.Name))];
            if (model.GetMembers(size.Constant).Any(member => !Declares(member)) || declaring.Length != 1)
            {
                continue;
            }

            if (declaring[0].SizeOf(size.Argument) is not null)
            {
                sizes[(declaration, size.Constant)] = SkeletonReader.Size(declaring[0], size.Argument);
            }
            else
            {
                isWhole = false;
            }
        }

        return isWhole;
    }

    private static string Text(
        TypeDeclarationSyntax declaration, Compilation compilation, Dictionary<(TypeDeclarationSyntax, string), int> sizes, CancellationToken token)
    {
        string constants = string.Concat(ModelVocabulary.Sizes.Select(size => size.Constant).Distinct()
            .Where(constant => sizes.ContainsKey((declaration, constant)))
            .Select(constant => $"public const int {constant} = {sizes[(declaration, constant)].ToString(CultureInfo.InvariantCulture)}; "));
        if (constants.Length == 0 || compilation.GetSemanticModel(declaration.SyntaxTree).GetDeclaredSymbol(declaration, token) is not INamedTypeSymbol model)
        {
            return "";
        }

        string text = constants;
        for (INamedTypeSymbol? type = model; type is not null; type = type.ContainingType)
        {
            if (type.Arity > 0 || type.IsFileLocal)
            {
                return "";
            }

            text = $"partial {CSharpNames.TypeKeyword(type)} {CSharpNames.Identifier(type.Name)} {{ {text}}} ";
        }

        string @namespace = CSharpNames.Namespace(model.ContainingNamespace);
        return (@namespace.Length == 0 ? text : $"namespace {@namespace} {{ {text}}}") + "\n";
    }
}
