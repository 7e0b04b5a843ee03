using System.Globalization;
using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Reads the attributes of the latent and of its prior.</summary>
internal static class LatentReader
{
    // A factor of 8,386,560 values per example.
    private const int MostFull = 4096;

    public static LatentSpec Read(DeclarationContext context, ScalarFunctionReader functions, ModelAttribute attribute) => attribute.Name switch
    {
        "Latent.Code" => new CodeSpec(
            ArgumentReader.Size(context, attribute, "size"),
            ActivationReader.Read(context, functions, attribute),
            InitializerReader.Read(context, attribute)),
        "Latent.Gaussian" => ReadGaussian(context, attribute),
        "Latent.Laplace" => new LaplaceSpec(
            ArgumentReader.Size(context, attribute, "size"), ReadDivergence(context, attribute), InitializerReader.Read(context, attribute)),
        _ => throw new InvalidOperationException($"Declarations: '{attribute.Name}' is no latent."),
    };

    private static GaussianSpec ReadGaussian(DeclarationContext context, ModelAttribute attribute)
    {
        bool isFull = ArgumentReader.Member(context, attribute, "Covariance", "Covariance", ModelVocabulary.Covariances) == 1;
        int size = isFull ? ArgumentReader.Size(context, attribute, "size", least: 2, most: MostFull) : ArgumentReader.Size(context, attribute, "size");
        return new GaussianSpec(size, ReadDivergence(context, attribute), InitializerReader.Read(context, attribute), isFull);
    }

    public static PriorSpec ReadPrior(DeclarationContext context, ModelAttribute attribute) => attribute.Name switch
    {
        "Prior.Mixture" => new MixtureSpec(ArgumentReader.Size(context, attribute, "components", least: 2)),
        "Prior.Vamp" => new VampSpec(ArgumentReader.Size(context, attribute, "pseudoInputs", least: 2), attribute.Value("LearnedWeights") is true),
        _ => throw new InvalidOperationException($"Declarations: '{attribute.Name}' is no prior."),
    };

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
