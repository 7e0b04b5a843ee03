using System.Globalization;
using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Reads the attributes of the latent and of its prior.</summary>
internal static class LatentReader
{
    // A factor of 8,386,560 values per example.
    private const int MostFull = 4096;

    // Each column of the factor is made orthogonal to those before it, by code of its own.
    private const int HighestRank = 8;

    public static LatentSpec Read(DeclarationContext context, ScalarFunctionReader functions, ModelAttribute attribute) => attribute.Name switch
    {
        "Latent.Code" => ReadCode(context, functions, attribute),
        "Latent.Gaussian" => ReadGaussian(context, attribute),
        "Latent.Laplace" => ReadLaplace(context, attribute),
        "Latent.VonMisesFisher" => ReadDirections(context, attribute),
        "Latent.Concrete" => ReadConcrete(context, attribute),
        "Latent.VectorQuantized" => ReadQuantized(context, attribute),
        _ => SparseLatentReader.Read(context, attribute),
    };

    private static LatentSpec ReadCode(DeclarationContext context, ScalarFunctionReader functions, ModelAttribute attribute) => new CodeSpec(
        ArgumentReader.Size(context, attribute, "size"), ActivationReader.Read(context, functions, attribute), InitializerReader.Read(context, attribute));

    private static LatentSpec ReadLaplace(DeclarationContext context, ModelAttribute attribute) => new LaplaceSpec(
        ArgumentReader.Size(context, attribute, "size"), ReadDivergence(context, attribute), InitializerReader.Read(context, attribute));

    private static LatentSpec ReadDirections(DeclarationContext context, ModelAttribute attribute) => new VonMisesFisherSpec(
        ArgumentReader.Size(context, attribute, "size", least: 2), ReadDivergence(context, attribute), InitializerReader.Read(context, attribute));

    private static LatentSpec ReadGaussian(DeclarationContext context, ModelAttribute attribute)
    {
        var covariance = (CovarianceKind)ArgumentReader.Member(context, attribute, "Covariance", "Covariance", ModelVocabulary.Covariances);
        int size = covariance switch
        {
            CovarianceKind.Full => ArgumentReader.Size(context, attribute, "size", least: 2, most: MostFull),
            CovarianceKind.LowRank => ArgumentReader.Size(context, attribute, "size", least: 2),
            _ => ArgumentReader.Size(context, attribute, "size"),
        };
        return new GaussianSpec(size, ReadDivergence(context, attribute), InitializerReader.Read(context, attribute), covariance, ReadRank(context, attribute, covariance, size));
    }

    private static int ReadRank(DeclarationContext context, ModelAttribute attribute, CovarianceKind covariance, int size)
    {
        if (covariance == CovarianceKind.LowRank)
        {
            return ArgumentReader.Size(context, attribute, "Rank", missing: 1, most: Math.Max(1, Math.Min(size - 1, HighestRank)));
        }

        if (attribute.IsWritten("Rank"))
        {
            context.Problems.Report(ModelDescriptors.OptionAlone, attribute.PlaceOf("Rank"), "Rank", attribute.Name, "Covariance.LowRank");
        }

        return 0;
    }

    public static PriorSpec ReadPrior(DeclarationContext context, ModelAttribute attribute) => attribute.Name switch
    {
        "Prior.Mixture" => new MixtureSpec(ArgumentReader.Size(context, attribute, "components", least: 2)),
        "Prior.Vamp" => new VampSpec(ArgumentReader.Size(context, attribute, "pseudoInputs", least: 2), attribute.Value("LearnedWeights") is true),
        _ => throw new InvalidOperationException($"Declarations: '{attribute.Name}' is no prior."),
    };

    // Numbers of codes are exact in single precision.
    private const int MostCodes = 1 << 24;

    private static LatentSpec ReadQuantized(DeclarationContext context, ModelAttribute attribute)
    {
        int codes = ArgumentReader.Size(context, attribute, "codes", least: 2, most: MostCodes);
        int dimension = ArgumentReader.Size(context, attribute, "dimension");
        double commitment = ArgumentReader.Number(context, attribute, "Commitment", NumberRange.Positive, missing: 0.25);
        double decay = ArgumentReader.Number(context, attribute, "Decay", NumberRange.BetweenZeroAndOne, missing: 0.99);
        double revival = ArgumentReader.Number(context, attribute, "Revival", NumberRange.BelowOne, missing: 0.1);
        bool isLearned = attribute.Value("ByGradient") is true;
        foreach (string unused in new[] { "Decay", "Revival" }.Where(argument => isLearned && attribute.IsWritten(argument)))
        {
            context.Problems.Report(ModelDescriptors.NoMovingCodebook, attribute.PlaceOf(unused), unused, attribute.Name);
        }

        return new VectorQuantizedSpec(0, codes, dimension, commitment, isLearned ? new LearnedCodebookSpec() : new MovingCodebookSpec(decay, revival));
    }

    private static LatentSpec ReadConcrete(DeclarationContext context, ModelAttribute attribute)
    {
        int variables = ArgumentReader.Size(context, attribute, "variables");
        int classes = ArgumentReader.Size(context, attribute, "classes", least: 2);
        if ((long)variables * classes > NetworkShape.MaxNoise && variables > 0 && classes > 0)
        {
            context.Problems.Report(
                ModelDescriptors.NumberOutOfRange, attribute.PlaceOf("classes"), "Variables times classes", attribute.Name,
                ((long)variables * classes).ToString(CultureInfo.InvariantCulture),
                $"at most {NetworkShape.MaxNoise.ToString(CultureInfo.InvariantCulture)}, as many as an example has random numbers of one kind");
        }

        double temperature = ArgumentReader.Number(context, attribute, "Temperature", NumberRange.Temperature, missing: 1);
        double final = attribute.IsWritten("FinalTemperature")
            ? ArgumentReader.Number(context, attribute, "FinalTemperature", NumberRange.Temperature)
            : temperature;
        int steps = ArgumentReader.Count(context, attribute, "AnnealingSteps");
        if (attribute.IsWritten("FinalTemperature") != attribute.IsWritten("AnnealingSteps"))
        {
            (string given, string missing) = attribute.IsWritten("FinalTemperature") ? ("FinalTemperature", "AnnealingSteps") : ("AnnealingSteps", "FinalTemperature");
            context.Problems.Report(ModelDescriptors.OptionAlone, attribute.PlaceOf(given), given, attribute.Name, missing);
        }

        DivergenceSpec divergence = ReadDivergence(context, attribute);
        return new ConcreteSpec(
            variables, classes, divergence, temperature, final, steps, attribute.Value("Hard") is true, InitializerReader.Read(context, attribute));
    }

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
                ModelDescriptors.DivergenceWithoutWeight, attribute.PlaceOf("Beta"), ProblemFix.RemoveArgument, context.ModelName, ArgumentReader.Format(Convert.ToDouble(attribute.SizeOf("size") ?? 0, CultureInfo.InvariantCulture)));
            return 0;
        }

        return ArgumentReader.Number(context, attribute, "Beta", NumberRange.Positive, missing: 1);
    }
}
