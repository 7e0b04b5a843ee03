using System.Globalization;
using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Checks that a learned prior fits the latent, its options and the encoder.</summary>
internal static class PriorChecks
{
    public static void Check(DeclarationContext context, ModelParts parts, ModelSpec spec, PriorSpec prior)
    {
        ModelAttribute attribute = parts.Prior!;
        ModelAttribute latent = parts.Latent!;
        string needed = prior is VampSpec ? "a normal distribution with a diagonal covariance" : "a normal distribution";
        if (spec.Latent is not GaussianSpec gaussian || (gaussian.Covariance != CovarianceKind.Diagonal && prior is VampSpec))
        {
            context.Problems.Report(
                ModelDescriptors.PriorOfAnotherLatent,
                attribute.Place,
                ProblemFix.RemoveAttribute,
                attribute.Name,
                needed,
                latent.Name,
                spec.Latent.Description,
                spec.Latent.Size.ToString(CultureInfo.InvariantCulture));
            return;
        }

        foreach ((string option, double value) in new[] { ("FreeBits", gaussian.Options.FreeBits), ("Capacity", gaussian.Options.Capacity) })
        {
            if (value > 0)
            {
                context.Problems.Report(ModelDescriptors.DivergenceIsSampled, latent.PlaceOf(option), option, attribute.Name);
            }
        }

        if (prior is VampSpec && parts.Condition is { } condition)
        {
            context.Problems.Report(
                ModelDescriptors.PseudoInputsAreNoBatch, condition.Place, condition.Name, "is a part of what the encoder gets", attribute.Name, "have none", "use [Prior.Mixture]");
        }

        for (int index = 0; prior is VampSpec && index < spec.Encoder.Count; index++)
        {
            if (Obstacle(spec.Encoder[index]) is var (what, advice))
            {
                ModelAttribute layer = parts.Encoder[index];
                context.Problems.Report(ModelDescriptors.PseudoInputsAreNoBatch, layer.Place, layer.Name, what, attribute.Name, "are no batch of examples", advice);
            }
        }
    }

    private static (string What, string Advice)? Obstacle(LayerSpec layer) => layer switch
    {
        BatchNormSpec => ("normalises by a batch's mean and variance", "use [Encoder.LayerNorm] or [Encoder.GroupNorm]"),
        BlockSpec block => block.Layers.Select(Obstacle).FirstOrDefault(obstacle => obstacle is not null),
        _ => null,
    };
}
