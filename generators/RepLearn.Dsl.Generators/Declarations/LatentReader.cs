using System.Globalization;
using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Reads the latent's attribute.</summary>
internal static class LatentReader
{
    // The numbers of units are exact in single precision up to here.
    private const int MaxUnits = 1 << 24;

    public static LatentSpec Read(DeclarationContext context, ScalarFunctionReader functions, ModelAttribute attribute) => attribute.Name switch
    {
        "Latent.Code" => new CodeSpec(
            ArgumentReader.Size(context, attribute, "size"),
            ActivationReader.Read(context, functions, attribute),
            InitializerReader.Read(context, attribute)),
        "Latent.Gaussian" => new GaussianSpec(
            ArgumentReader.Size(context, attribute, "size"), ReadDivergence(context, attribute), InitializerReader.Read(context, attribute)),
        "Latent.Laplace" => new LaplaceSpec(
            ArgumentReader.Size(context, attribute, "size"), ReadDivergence(context, attribute), InitializerReader.Read(context, attribute)),
        "Latent.TopK" => ReadTopK(context, attribute),
        _ => throw new InvalidOperationException($"Declarations: '{attribute.Name}' is no latent."),
    };

    private static TopKSpec ReadTopK(DeclarationContext context, ModelAttribute attribute)
    {
        int size = ArgumentReader.Size(context, attribute, "size", most: MaxUnits);
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

        return new TopKSpec(size, active, ReadDeadUnits(context, attribute), InitializerReader.Read(context, attribute));
    }

    private static DeadUnitSpec ReadDeadUnits(DeclarationContext context, ModelAttribute attribute) => new(
        ArgumentReader.Size(context, attribute, "DeadAfter", missing: 1_000_000, most: MaxUnits),
        ArgumentReader.Count(context, attribute, "RevivedUnits"),
        ArgumentReader.Number(context, attribute, "RevivalWeight", NumberRange.Positive, missing: 1.0 / 32));

    private static DivergenceSpec ReadDivergence(DeclarationContext context, ModelAttribute attribute)
    {
        double freeBits = ArgumentReader.Number(context, attribute, "FreeBits", NumberRange.NotNegative, missing: 0);
        double capacity = ArgumentReader.Number(context, attribute, "Capacity", NumberRange.NotNegative, missing: 0);
        if (freeBits > 0 && capacity > 0)
        {
            context.Problems.Report(
                ModelDescriptors.FreeBitsWithCapacity,
                attribute.PlaceOf("Capacity"),
                ProblemFix.RemoveArgument,
                attribute.Name,
                ArgumentReader.Format(freeBits),
                ArgumentReader.Format(capacity));
        }

        double beta = ReadBeta(context, attribute);
        CheckProduct(context, attribute, beta, "FreeBits", freeBits);
        CheckProduct(context, attribute, beta, "Capacity", capacity);
        return new DivergenceSpec(beta, ArgumentReader.Count(context, attribute, "WarmupSteps"), freeBits, capacity);
    }

    // The loss multiplies the two: each may be in range and their product not.
    private static void CheckProduct(DeclarationContext context, ModelAttribute attribute, double beta, string argument, double value)
    {
        double largest = NumberRange.Positive.LargestFactor(context.Precision);
        if (beta <= largest && value <= largest && beta * value > largest)
        {
            context.Problems.Report(
                ModelDescriptors.NumberOutOfRange,
                attribute.PlaceOf(argument),
                argument,
                attribute.Name,
                ArgumentReader.Format(value),
                $"a number whose product with Beta, {ArgumentReader.Format(beta)}, is at most {ArgumentReader.Power(largest)} in {context.NumberType}");
        }
    }

    private static double ReadBeta(DeclarationContext context, ModelAttribute attribute)
    {
        if (attribute.Value("Beta") is 0.0)
        {
            context.Problems.Report(
                ModelDescriptors.DivergenceWithoutWeight, attribute.PlaceOf("Beta"), ProblemFix.RemoveArgument, context.ModelName, ArgumentReader.Format(Convert.ToDouble(attribute.Value("size") ?? 0, CultureInfo.InvariantCulture)));
            return 0;
        }

        return ArgumentReader.Number(context, attribute, "Beta", NumberRange.Positive, missing: 1);
    }
}
