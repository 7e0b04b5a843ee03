using System.Globalization;
using Microsoft.CodeAnalysis;
using RepLearn.Dsl.Generators.Diagnostics;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>
/// Counts layers, those of a block at each of its uses: blocks that use blocks are few lines, but as many layers as a power of two. Each block is
/// looked at once, however often it is used.
/// </summary>
internal sealed class LayerCount(CancellationToken token)
{
    /// <summary>The most layers of an encoder and decoder together; compiling takes longer than in proportion to them.</summary>
    public const int Most = 2000;

    private readonly Dictionary<INamedTypeSymbol, int> _blocks = new(SymbolEqualityComparer.Default);

    /// <summary>Reports the attribute at which there are too many, unless its own block has too many, where that is told.</summary>
    /// <param name="first">The layers of a block or of an encoder.</param>
    /// <param name="last">Those of a decoder.</param>
    /// <returns>Whether there are too many.</returns>
    public static bool Report(DeclarationContext context, List<ModelAttribute> first, List<ModelAttribute> last)
    {
        LayerCount? blocks = null;
        int sum = 0;
        for (int index = 0; index < first.Count + last.Count; index++)
        {
            ModelAttribute layer = index < first.Count ? first[index] : last[index - first.Count];
            int count = UsesBlock(layer) ? (blocks ??= new LayerCount(context.Token)).Of(layer) : 1;
            if (count > Most)
            {
                context.Problems.LeaveToCompiler();
                return true;
            }

            sum += count;
            if (sum > Most)
            {
                context.Problems.Report(ModelDescriptors.TooManyLayers, layer.PlaceOf("block"), layer.Name, context.ModelName, Most.ToString(CultureInfo.InvariantCulture));
                return true;
            }
        }

        return false;
    }

    private static bool UsesBlock(ModelAttribute layer) => layer.Kind is "Use" or "Residual";

    // The layers that an attribute stands for, not all of them where there are more than the most; one where it stands for none, because it is read too.
    private int Of(ModelAttribute layer) =>
        UsesBlock(layer) && layer.Value("block") is INamedTypeSymbol block ? Math.Max(1, Of(block.OriginalDefinition)) : 1;

    private int Of(INamedTypeSymbol block)
    {
        if (_blocks.TryGetValue(block, out int known))
        {
            return known;
        }

        // What a circle of blocks counts does not matter: it is an error of its own.
        _blocks.Add(block, 0);
        int sum = 0;
        foreach (ModelAttribute layer in BlockReader.LayersOf(block, token))
        {
            sum = Math.Min(sum + Of(layer), Most + 1);
        }

        return _blocks[block] = sum;
    }
}
