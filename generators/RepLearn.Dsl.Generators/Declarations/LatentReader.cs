using System.Globalization;
using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Reads the latent's attribute.</summary>
internal static class LatentReader
{
    public static LatentSpec Read(DeclarationContext context, ScalarFunctionReader functions, ModelAttribute attribute) => attribute.Name switch
    {
        "Latent.Code" => new LatentSpec(
            LatentKind.Code,
            ArgumentReader.Size(context, attribute, "size"),
            ActivationReader.Read(context, functions, attribute),
            Beta: 0,
            WarmupSteps: 0,
            FreeBits: 0,
            Capacity: 0,
            InitializerReader.Read(context, attribute)),
        "Latent.Gaussian" => ReadGaussian(context, attribute),
        _ => throw new InvalidOperationException($"Declarations: '{attribute.Name}' is no latent."),
    };

    private static LatentSpec ReadGaussian(DeclarationContext context, ModelAttribute attribute)
    {
        int size = ArgumentReader.Size(context, attribute, "size");
        double freeBits = ArgumentReader.Number(context, attribute, "FreeBits", NumberRange.NotNegative, missing: 0);
        double capacity = ArgumentReader.Number(context, attribute, "Capacity", NumberRange.NotNegative, missing: 0);
        if (freeBits > 0 && capacity > 0)
        {
            context.Problems.Report(
                ModelDescriptors.FreeBitsWithCapacity,
                attribute.PlaceOf("Capacity"),
                attribute.Name,
                ArgumentReader.Format(freeBits),
                ArgumentReader.Format(capacity));
        }

        int warmupSteps = ArgumentReader.Count(context, attribute, "WarmupSteps");
        return new LatentSpec(
            LatentKind.Gaussian,
            size,
            ActivationReader.None,
            ReadBeta(context, attribute, size),
            warmupSteps,
            freeBits,
            capacity,
            InitializerReader.Read(context, attribute));
    }

    private static double ReadBeta(DeclarationContext context, ModelAttribute attribute, int size)
    {
        if (attribute.Value("Beta") is 0.0)
        {
            context.Problems.Report(
                ModelDescriptors.DivergenceWithoutWeight, attribute.PlaceOf("Beta"), context.ModelName, size.ToString(CultureInfo.InvariantCulture));
            return 0;
        }

        return ArgumentReader.Number(context, attribute, "Beta", NumberRange.Positive, missing: 1);
    }
}
