using System.Globalization;
using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Reads the attributes of sparse dictionaries.</summary>
internal static class SparseLatentReader
{
    // The numbers of units are exact in single precision up to here.
    private const int MaxUnits = 1 << 24;

    // Times as many units as are active on average: more of them are active in hardly any example.
    private const int ActiveRange = 4;

    private const int DefaultMostActive = 512;

    public static LatentSpec Read(DeclarationContext context, ModelAttribute attribute) => attribute.Name switch
    {
        "Latent.TopK" => TopK(context, attribute),
        "Latent.BatchTopK" => BatchTopK(context, attribute),
        "Latent.JumpRelu" => JumpRelu(context, attribute),
        _ => throw new InvalidOperationException($"Declarations: '{attribute.Name}' is no latent."),
    };

    private static TopKSpec TopK(DeclarationContext context, ModelAttribute attribute)
    {
        int size = Units(context, attribute);
        return new TopKSpec(size, Active(context, attribute, size), DeadUnits(context, attribute), InitializerReader.Read(context, attribute));
    }

    private static BatchTopKSpec BatchTopK(DeclarationContext context, ModelAttribute attribute)
    {
        int size = Units(context, attribute);
        int active = Active(context, attribute, size);
        int most = ArgumentReader.Size(context, attribute, "MostActive", Math.Min(size, ActiveRange * active), least: Math.Min(active + 1, Math.Max(size, 1)), most: Math.Max(size, 1));
        return new BatchTopKSpec(size, active, most, DeadUnits(context, attribute), InitializerReader.Read(context, attribute));
    }

    private static JumpReluSpec JumpRelu(DeclarationContext context, ModelAttribute attribute)
    {
        int size = Units(context, attribute);
        return new JumpReluSpec(
            size,
            ArgumentReader.Number(context, attribute, "sparsity", NumberRange.Positive),
            ArgumentReader.Size(context, attribute, "MostActive", Math.Min(size, DefaultMostActive), most: Math.Max(size, 1)),
            ArgumentReader.Number(context, attribute, "Threshold", NumberRange.Positive, missing: 0.001),
            ArgumentReader.Number(context, attribute, "Bandwidth", NumberRange.Positive, missing: 0.001),
            DeadUnits(context, attribute),
            InitializerReader.Read(context, attribute));
    }

    private static int Units(DeclarationContext context, ModelAttribute attribute) => ArgumentReader.Size(context, attribute, "size", most: MaxUnits);

    private static int Active(DeclarationContext context, ModelAttribute attribute, int size)
    {
        int active = ArgumentReader.Size(context, attribute, "k");
        if (size >= 1 && active >= size)
        {
            context.Problems.Report(
                ModelDescriptors.NothingIsSparse,
                attribute.PlaceOf("k"),
                attribute.Name,
                active.ToString(CultureInfo.InvariantCulture),
                size.ToString(CultureInfo.InvariantCulture));
        }

        return active;
    }

    private static DeadUnitSpec DeadUnits(DeclarationContext context, ModelAttribute attribute) => new(
        ArgumentReader.Size(context, attribute, "DeadAfter", missing: 1_000_000, most: MaxUnits),
        ArgumentReader.Count(context, attribute, "RevivedUnits"),
        ArgumentReader.Number(context, attribute, "RevivalWeight", NumberRange.Positive, missing: 1.0 / 32));
}
