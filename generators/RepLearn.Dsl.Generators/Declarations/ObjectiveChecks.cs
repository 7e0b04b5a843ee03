using System.Globalization;
using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Checks that the loss fits the network: outputs, code, and the names of the terms.</summary>
internal static class ObjectiveChecks
{
    /// <summary>As many as <c>RepLearn.Losses</c> holds.</summary>
    public const int MaxLossTerms = 16;

    public static void Check(DeclarationContext context, ModelParts parts, ModelSpec spec)
    {
        CheckOutputs(context, parts, spec);
        if (spec.Likelihood.Domain is { Group: > 0 and var classes } && spec.Output.Size % classes != 0)
        {
            ReportGroups(context, parts, spec, classes);
        }

        if (parts.Regularizer("TotalCorrelation") is { } correlation && spec.Latent is not GaussianSpec { Covariance: CovarianceKind.Diagonal, Size: > 1 })
        {
            ReportCorrelation(context, parts, spec, correlation);
        }

        if (spec.Prior is { } prior)
        {
            PriorChecks.Check(context, parts, spec, prior);
        }

        if (parts.Objective is { } objective)
        {
            ImportanceChecks.Check(context, parts, spec, objective);
        }

        if (spec.Latent.IsSparse && !spec.IsLinear)
        {
            CheckRevival(context, parts, spec);
        }

        if (spec is { Target: not null, Corruption.Emphasis: not 1 })
        {
            context.Problems.Report(ModelDescriptors.EmphasisWithTarget, parts.Corruption!.PlaceOf("Emphasis"), parts.Corruption.Name, context.ModelName);
        }

        if (spec.Regularizers.Count > 0)
        {
            CheckSparsity(context, parts, spec);
            CheckQuantized(context, parts, spec);
            CheckTerms(context, parts, spec);
        }
    }

    private static void ReportGroups(DeclarationContext context, ModelParts parts, ModelSpec spec, int classes) => context.Problems.Report(
        ModelDescriptors.GroupsDoNotFit,
        parts.Likelihood!.PlaceOf("classes"),
        classes.ToString(CultureInfo.InvariantCulture),
        context.ModelName,
        spec.Output.Size.ToString(CultureInfo.InvariantCulture),
        spec.Target is null ? "an example" : "a target",
        spec.Target is null ? "input" : "target");

    private static void ReportCorrelation(DeclarationContext context, ModelParts parts, ModelSpec spec, ModelAttribute correlation)
    {
        string size = Math.Max(2, spec.Latent.Size).ToString(CultureInfo.InvariantCulture);
        string what = spec.Latent is GaussianSpec { Covariance: CovarianceKind.Diagonal } ? $"{spec.Latent.Description} of a single value" : spec.Latent.Description;
        context.Problems.Report(ModelDescriptors.NoTotalCorrelation, correlation.Place, correlation.Name, parts.Latent!.Name, what, size);
    }

    private static void CheckOutputs(DeclarationContext context, ModelParts parts, ModelSpec spec)
    {
        int last = spec.Decoder.Count - 1;
        while (last >= 0 && !(spec.Decoder[last].HasParameters || spec.Decoder[last] is BlockSpec { IsResidual: true }))
        {
            last--;
        }

        // Of layers without parameters alone there are no limits but the code's.
        if (last >= 0 && (spec.Decoder[last] is BlockSpec || spec.Decoder[last].LastActivation.Kind != ActivationKind.Identity)
            && spec.Likelihood.Outputs is { } outputs)
        {
            CheckLimits(context, parts, parts.Decoder[last], spec, outputs);
        }
    }

    private static void CheckLimits(DeclarationContext context, ModelParts parts, ModelAttribute last, ModelSpec spec, OutputMeaning outputs)
    {
        if (OutputLimits.Of(spec) is not { } limits)
        {
            return;
        }

        bool isBlock = last.Kind is "Use" or "Residual";
        context.Problems.Report(
            ModelDescriptors.OutputsLimited,
            last.PlaceOf(isBlock ? "block" : last.IsWritten("Custom") ? "Custom" : "activation"),
            isBlock ? null : ProblemFix.RemoveArgument,
            parts.Likelihood!.Name,
            outputs.Name,
            last.Kind == "Residual" ? $"[{last.Name}], whose two parts have limits," : limits.Activation,
            limits.Text(output => output),
            outputs.Quantity,
            limits.Text(outputs.ToQuantity));
    }

    private static void CheckSparsity(DeclarationContext context, ModelParts parts, ModelSpec spec)
    {
        if (spec.Latent is CodeSpec { Activation.Kind: ActivationKind.Sigmoid })
        {
            return;
        }

        foreach (ModelAttribute sparsity in parts.Regularizers.Where(regularizer => regularizer.Name == "Regularizer.KlSparsity"))
        {
            context.Problems.Report(
                ModelDescriptors.SparsityNeedsSigmoid, sparsity.Place, spec.Latent.Description, spec.Latent.Size.ToString(CultureInfo.InvariantCulture));
        }
    }

    // Of any other code the prior, or a normal distribution that it can be drawn to, has the same kind of values.
    private static void CheckQuantized(DeclarationContext context, ModelParts parts, ModelSpec spec)
    {
        if (spec.Latent is not VectorQuantizedSpec)
        {
            return;
        }

        if (parts.Regularizer("Mmd") is { } discrepancy)
        {
            context.Problems.Report(ModelDescriptors.QuantizedDiscrepancy, discrepancy.Place, context.ModelName);
        }

        if (parts.Regularizer("Orthogonal") is { } orthogonal)
        {
            context.Problems.Report(ModelDescriptors.NoCodeWeights, orthogonal.Place, orthogonal.Name, parts.Latent!.Name);
        }
    }

    private static void CheckRevival(DeclarationContext context, ModelParts parts, ModelSpec spec)
    {
        if (spec.Latent is SparseCodeSpec { Dead.Revived: > 0 })
        {
            context.Problems.Report(ModelDescriptors.NothingToRevive, parts.Latent!.PlaceOf("RevivedUnits"), parts.Latent.Name);
        }
    }

    private static void CheckTerms(DeclarationContext context, ModelParts parts, ModelSpec spec)
    {
        bool isWeighted = spec.Samples > 1;
        var names = new HashSet<string>(StringComparer.Ordinal) { isWeighted ? BoundTerm.Name : "reconstruction" };
        if (!isWeighted && spec.Latent.Divergence is not null)
        {
            names.Add("kl");
        }

        foreach (LatentTerm term in spec.Latent.Terms)
        {
            names.Add(term.Name);
        }

        if (spec.Head is { } head)
        {
            names.Add(head.Term);
        }

        int first = names.Count;
        foreach (RegularizerSpec builtIn in spec.Regularizers)
        {
            if (builtIn is not CustomPenaltySpec)
            {
                names.Add(builtIn.Term);
            }
        }

        var metrics = new HashSet<string>(
            [.. spec.Regularizers.SelectMany(regularizer => regularizer.Metrics), .. spec.Head?.Metrics ?? [], .. spec.Latent.Terms.SelectMany(term => term.Metrics), .. spec.Latent.Metrics, .. isWeighted ? BoundTerm.Metrics : EquatableArray<string>.Empty], StringComparer.Ordinal);
        var penalties = new HashSet<string>(StringComparer.Ordinal);
        for (int index = 0; index < spec.Regularizers.Count; index++)
        {
            ModelAttribute attribute = parts.Regularizers[index];
            string name = spec.Regularizers[index].Term;
            if (spec.Regularizers[index] is CustomPenaltySpec && (!names.Add(name) || metrics.Contains(name)))
            {
                string advice = penalties.Contains(name) ? "add the weights and give the penalty once" : "rename the method";
                context.Problems.Report(ModelDescriptors.LossNameTaken, attribute.PlaceOf("penalty"), context.ModelName, name, advice);
            }

            penalties.Add(name);
            if (first + index == MaxLossTerms)
            {
                context.Problems.Report(
                    ModelDescriptors.TooManyLossTerms,
                    attribute.Place,
                    attribute.Name,
                    (MaxLossTerms + 1).ToString(CultureInfo.InvariantCulture),
                    context.ModelName,
                    MaxLossTerms.ToString(CultureInfo.InvariantCulture));
            }
        }
    }
}
