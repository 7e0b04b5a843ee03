using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Checks that an importance-weighted model has densities, and nothing that is no part of its bound.</summary>
internal static class ImportanceChecks
{
    /// <param name="objective">The attribute that asks for it.</param>
    public static void Check(DeclarationContext context, ModelParts parts, ModelSpec spec, ModelAttribute objective)
    {
        if (!spec.Latent.HasDensities)
        {
            NoDensity($"[{parts.Latent!.Name}]", "[Latent.Gaussian]");
        }

        if (!spec.Likelihood.IsDensity)
        {
            NoDensity($"[{parts.Likelihood!.Name}]", "[Likelihood.Gaussian]");
        }

        DivergenceSpec plain = new(Beta: 1, WarmupSteps: 0, FreeBits: 0, Capacity: 0);
        DivergenceSpec options = spec.Latent.Divergence ?? plain;
        Excluded(parts.Latent!, "Beta", options.Beta != plain.Beta);
        Excluded(parts.Latent!, "WarmupSteps", options.WarmupSteps != plain.WarmupSteps);
        Excluded(parts.Latent!, "FreeBits", options.FreeBits != plain.FreeBits);
        Excluded(parts.Latent!, "Capacity", options.Capacity != plain.Capacity);
        if (parts.Corruption is { } corruption)
        {
            Excluded(corruption, "Emphasis", spec.Corruption!.Emphasis != 1);
        }

        foreach (ModelAttribute regularizer in parts.Regularizers.Where(regularizer => regularizer.Name is "Regularizer.Mmd" or "Regularizer.TotalCorrelation"))
        {
            context.Problems.Report(ModelDescriptors.NoPartOfTheBound, regularizer.Place, objective.Name, $"[{regularizer.Name}]", "the divergence of all codes");
        }

        void NoDensity(string part, string advice) =>
            context.Problems.Report(ModelDescriptors.ImportanceWithoutDensity, objective.Place, objective.Name, part, advice);

        void Excluded(ModelAttribute attribute, string argument, bool isGiven)
        {
            if (isGiven)
            {
                string what = attribute == parts.Latent ? "the divergence" : "the reconstruction";
                context.Problems.Report(ModelDescriptors.NoPartOfTheBound, attribute.PlaceOf(argument), objective.Name, $"{argument} of [{attribute.Name}]", what);
            }
        }
    }
}
