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

    // Each is a reconstruction.
    private const int MostPrefixes = 16;

    public static LatentSpec Read(DeclarationContext context, ModelAttribute attribute) => attribute.Name switch
    {
        "Latent.TopK" => TopK(context, attribute),
        "Latent.BatchTopK" => BatchTopK(context, attribute),
        "Latent.JumpRelu" => JumpRelu(context, attribute),
        "Latent.Gated" => Gated(context, attribute),
        "Latent.Matryoshka" => Matryoshka(context, attribute),
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
        int most = ArgumentReader.Size(
            context, attribute, "MostActive", Math.Max(1, Math.Min(size, ActiveRange * active)), least: Math.Min(active + 1, Math.Max(size, 1)), most: Math.Max(size, 1));
        return new BatchTopKSpec(size, active, most, DeadUnits(context, attribute), InitializerReader.Read(context, attribute));
    }

    // A dictionary of one of these two kinds, of which the first units are dictionaries too.
    private static SparseCodeSpec Matryoshka(DeclarationContext context, ModelAttribute attribute)
    {
        bool isPerExample = attribute.Value("PerExample") is true;
        if (isPerExample && attribute.IsWritten("MostActive"))
        {
            ArgumentReader.Report(context, attribute, "MostActive", Format((int)attribute.Value("MostActive")!), "none beside PerExample, with which k units are active in each example");
        }

        SparseCodeSpec dictionary = isPerExample ? TopK(context, attribute) : BatchTopK(context, attribute);
        return dictionary with { Prefixes = Prefixes(context, attribute, dictionary.Size) };
    }

    private static JumpReluSpec JumpRelu(DeclarationContext context, ModelAttribute attribute)
    {
        int size = Units(context, attribute);
        return new JumpReluSpec(
            size,
            ArgumentReader.Number(context, attribute, "sparsity", NumberRange.Positive),
            MostActive(context, attribute, size),
            ArgumentReader.Number(context, attribute, "Threshold", NumberRange.Positive, missing: 0.001),
            ArgumentReader.Number(context, attribute, "Bandwidth", NumberRange.Positive, missing: 0.001),
            DeadUnits(context, attribute),
            InitializerReader.Read(context, attribute));
    }

    private static GatedSpec Gated(DeclarationContext context, ModelAttribute attribute)
    {
        int size = Units(context, attribute);
        return new GatedSpec(
            size,
            ArgumentReader.Number(context, attribute, "sparsity", NumberRange.Positive),
            MostActive(context, attribute, size),
            DeadUnits(context, attribute),
            InitializerReader.Read(context, attribute));
    }

    private static EquatableArray<int> Prefixes(DeclarationContext context, ModelAttribute attribute, int size)
    {
        const string argument = "Prefixes";
        int[] prefixes = [.. attribute.Values(argument).Cast<int>()];
        bool isAscending = prefixes.Zip(prefixes.Skip(1), (left, right) => left < right).All(isLess => isLess);
        if (prefixes.Length is 0 or > MostPrefixes)
        {
            string count = prefixes.Length == 0 ? "empty" : $"a list of {Format(prefixes.Length)} numbers";
            ArgumentReader.ReportList(context, attribute, argument, count, $"from 1 to {Format(MostPrefixes)} numbers of first units, as new[] {{ 256, 1024 }}");
        }
        else if (size >= 1 && (!isAscending || prefixes[0] < 1 || prefixes[prefixes.Length - 1] >= size))
        {
            ArgumentReader.Report(
                context, attribute, argument, string.Join(", ", prefixes.Select(Format)), $"ascending numbers from 1 to below the size, {Format(size)}");
        }

        return new EquatableArray<int>(prefixes);
    }

    private static string Format(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Units(DeclarationContext context, ModelAttribute attribute) => ArgumentReader.Size(context, attribute, "size", most: MaxUnits);

    // Of no units no more is told than that.
    private static int MostActive(DeclarationContext context, ModelAttribute attribute, int size) =>
        ArgumentReader.Size(context, attribute, "MostActive", Math.Max(1, Math.Min(size, DefaultMostActive)), most: Math.Max(size, 1));

    private static int Active(DeclarationContext context, ModelAttribute attribute, int size)
    {
        int active = ArgumentReader.Size(context, attribute, "k");
        if (size >= 1 && active >= size)
        {
            context.Problems.Report(
                ModelDescriptors.NothingIsSparse,
                attribute.PlaceOf("k"),
                attribute.Name,
                Format(active),
                Format(size));
        }

        return active;
    }

    private static DeadUnitSpec DeadUnits(DeclarationContext context, ModelAttribute attribute) => new(
        ArgumentReader.Size(context, attribute, "DeadAfter", missing: 1_000_000, most: MaxUnits),
        ArgumentReader.Count(context, attribute, "RevivedUnits"),
        ArgumentReader.Number(context, attribute, "RevivalWeight", NumberRange.Positive, missing: 1.0 / 32));
}
