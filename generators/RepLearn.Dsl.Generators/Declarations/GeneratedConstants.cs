using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>
/// The sizes that models get as constants, such as <c>First.LatentSize</c>, do not exist yet when declarations are read. Where a
/// declaration uses one, it is read in a copy of the compilation that declares the constants it depends on, with the values that
/// their own models' attributes give.
/// </summary>
internal static class GeneratedConstants
{
    private const string Path = "sizes of models.g.cs";

    /// <summary>Whether a member is one of the copy's alone.</summary>
    public static bool Declares(ISymbol member) => member.Locations is [{ SourceTree.FilePath: Path }, ..];

    /// <returns>The compilation itself where the model needs no such constant.</returns>
    public static Compilation Declare(Compilation compilation, INamedTypeSymbol model, CancellationToken token)
    {
        if (!MayNeed(model, token))
        {
            return compilation;
        }

        IReadOnlyList<TypeDeclarationSyntax> owners = new GeneratedConstantUses(compilation, token).Owners(model);
        Compilation copy = compilation;
        string before = "";

        // Each round gives the constants that depend on those of the round before.
        while (owners.Count > 0)
        {
            token.ThrowIfCancellationRequested();
            string text = string.Concat(owners.Select(owner => Text(owner, copy, token)));
            if (text == before)
            {
                break;
            }

            before = text;
            copy = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)owners[0].SyntaxTree.Options, Path, Encoding.UTF8, token));
        }

        return copy;
    }

    // Hardly any model does: only arguments without a value, and functions that name a size, make a search worth its time.
    private static bool MayNeed(INamedTypeSymbol model, CancellationToken token) =>
        AttributeOrder.Collect(model, token).Exists(attribute => !attribute.IsComplete)
        || GeneratedConstantUses.Scalars(model, token).Any(member => GeneratedConstantUses.Names(member).Any());

    private static string Text(TypeDeclarationSyntax owner, Compilation compilation, CancellationToken token)
    {
        if (compilation.GetSemanticModel(owner.SyntaxTree).GetDeclaredSymbol(owner, token) is not INamedTypeSymbol model)
        {
            return "";
        }

        List<ModelAttribute> attributes = AttributeOrder.Collect(model, token);
        string constants = string.Concat(ModelVocabulary.Sizes.Select(size => (size.Constant, Value: ValueOf(attributes, size)))
            .Where(size => size.Value is not null)
            .Select(size => $"public const int {size.Constant} = {size.Value!.Value.ToString(CultureInfo.InvariantCulture)}; "));
        string text = $"partial class {CSharpNames.Identifier(model.Name)} {{ {constants}}}";
        for (INamedTypeSymbol? outer = model.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            text = $"partial {CSharpNames.TypeKeyword(outer)} {CSharpNames.Identifier(outer.Name)} {{ {text} }}";
        }

        string @namespace = CSharpNames.Namespace(model.ContainingNamespace);
        return (@namespace.Length == 0 ? text : $"namespace {@namespace} {{ {text} }}") + "\n";
    }

    // What the generated part will say; of a model with an error, what its skeleton will.
    private static int? ValueOf(List<ModelAttribute> attributes, ModelSize size)
    {
        ModelAttribute[] declaring = attributes.FindAll(attribute => size.DeclaredBy(attribute.Name)).ToArray();
        return declaring.Length == 1 && declaring[0].Value(size.Argument) is int ? SkeletonReader.Size(declaring[0], size.Argument) : null;
    }
}
