using Microsoft.CodeAnalysis;
using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>
/// Reads a block where it is used: a class with attributes of the family <c>Layer</c>, whose order is that of the layers. What is wrong
/// with the block itself is told where it is declared (<see cref="BlockDeclarationReader"/>), once for all uses.
/// </summary>
internal static class BlockReader
{
    /// <summary>What stands for a block that cannot be used; an error is told.</summary>
    private static readonly EquatableArray<LayerSpec> s_none = EquatableArray<LayerSpec>.Empty;

    /// <param name="use">The attribute that uses the block.</param>
    public static BlockSpec Read(DeclarationContext context, ScalarFunctionReader functions, ModelAttribute use) =>
        new(use.Kind == "Residual", ReadLayers(context, functions, use));

    /// <summary>The attributes of the block that an attribute uses, in the order of its layers; none where it uses no block.</summary>
    public static List<ModelAttribute> LayersOf(ModelAttribute use, CancellationToken token) => use.Value("block") is INamedTypeSymbol block
        ? [.. LayersOf(block, token).Select(layer => new ModelAttribute(layer.Name, layer.Data, layer.Syntax, use.Use ?? use, NameOf(use)))]
        : [];

    /// <summary>The attributes of a block in the order of its layers; none of a class that is no block.</summary>
    public static List<ModelAttribute> LayersOf(INamedTypeSymbol block, CancellationToken token) =>
        [.. AttributeOrder.Collect(block.OriginalDefinition, token).Where(attribute => attribute.Family == "Layer").OrderBy(attribute => attribute.Syntax.SpanStart)];

    /// <summary>Whether a block is another, or uses it, directly or through others.</summary>
    public static bool Reaches(INamedTypeSymbol block, INamedTypeSymbol other, CancellationToken token)
    {
        var open = new Stack<INamedTypeSymbol>([block]);
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        while (open.Count > 0)
        {
            INamedTypeSymbol next = open.Pop();
            if (SymbolEqualityComparer.Default.Equals(next, other))
            {
                return true;
            }

            if (seen.Add(next))
            {
                foreach (ModelAttribute layer in LayersOf(next, token))
                {
                    if (layer.Value("block") is INamedTypeSymbol used)
                    {
                        open.Push(used.OriginalDefinition);
                    }
                }
            }
        }

        return false;
    }

    private static EquatableArray<LayerSpec> ReadLayers(DeclarationContext context, ScalarFunctionReader functions, ModelAttribute use)
    {
        // The C# compiler tells of a class that it does not know, or that may not be used here.
        if (use.Value("block") is ITypeSymbol { TypeKind: TypeKind.Error })
        {
            context.Problems.LeaveToCompiler();
            return s_none;
        }

        var block = (use.Value("block") as INamedTypeSymbol)?.OriginalDefinition;
        List<ModelAttribute> layers = LayersOf(use, context.Token);
        if (block is null || layers.Count == 0)
        {
            string reason = use.Value("block") is null ? "is no class; name one that has layers, with typeof"
                : block is not null && block.GetAttributes().Any(data => IsLayer(data)) ? "has its layers in another assembly, where they have no order; declare it in this project"
                : "has no layers; write them on the class, such as [Layer.Dense(8)]";
            Report(context, use, reason);
            return s_none;
        }

        if (context.Blocks is [var own] && Reaches(block, own, context.Token))
        {
            Report(context, use, "uses the block that it is used by, so that there would be no end; remove one of the uses");
            return s_none;
        }

        // The block's own reading tells of a circle, of layers on several parts of the class, and of arguments.
        bool isOnOnePart = layers.TrueForAll(layer => layer.Syntax.Parent?.Parent == layers[0].Syntax.Parent?.Parent);
        if (!isOnOnePart || !layers.TrueForAll(layer => layer.IsComplete) || context.Blocks.Contains(block, SymbolEqualityComparer.Default))
        {
            context.Problems.LeaveToCompiler();
            return s_none;
        }

        DeclarationContext inner = context with { Problems = new DeclarationProblems(), Blocks = context.Blocks.Add(block) };
        LayerSpec[] read = [.. layers.Select(layer => LayerReader.Read(inner, functions, layer))];
        if (inner.Problems.HasErrors)
        {
            context.Problems.LeaveToCompiler();
            return s_none;
        }

        return new EquatableArray<LayerSpec>(read);
    }

    private static bool IsLayer(AttributeData data) =>
        ModelVocabulary.NameOf(data.AttributeClass)?.StartsWith("Layer.", StringComparison.Ordinal) == true;

    private static void Report(DeclarationContext context, ModelAttribute use, string reason) =>
        context.Problems.Report(ModelDescriptors.BlockUnusable, use.PlaceOf("block"), use.Name, NameOf(use), reason);

    /// <summary>The block as messages call it.</summary>
    public static string NameOf(ModelAttribute use) => use.Value("block") is ITypeSymbol block ? block.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) : "null";
}
