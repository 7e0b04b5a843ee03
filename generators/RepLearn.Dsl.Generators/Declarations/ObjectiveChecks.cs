using System.Globalization;
using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Checks that the loss fits the network: logits, code, and the names of the terms.</summary>
internal static class ObjectiveChecks
{
    /// <summary>As many as <c>RepLearn.Losses</c> holds.</summary>
    public const int MaxLossTerms = 16;

    // The metrics of a sparse code.
    private static readonly string[] s_usage = ["activeUnits", "deadUnits", "deadUnitError"];

    public static void Check(DeclarationContext context, ModelParts parts, ModelSpec spec)
    {
        CheckLogits(context, parts, spec);
        CheckSparsity(context, parts, spec);
        PriorChecks.Check(context, parts, spec);
        CheckDiscrepancy(context, parts, spec);
        CheckRevival(context, parts, spec);
        CheckTerms(context, parts, spec);
    }

    private static void CheckLogits(DeclarationContext context, ModelParts parts, ModelSpec spec)
    {
        if (spec.Likelihood is not BernoulliSpec)
        {
            return;
        }

        int last = spec.Decoder.Count - 1;
        while (last >= 0 && !spec.Decoder[last].HasParameters)
        {
            last--;
        }

        // Of blocks without parameters alone.
        if (last < 0)
        {
            return;
        }

        ActivationSpec activation = spec.Decoder[last].LastActivation;
        (string Logits, string Probabilities)? limits = activation.Kind switch
        {
            ActivationKind.Sigmoid => ("between 0 and 1", "between 0.5 and 0.73"),
            ActivationKind.Tanh => ("between -1 and 1", "between 0.27 and 0.73"),
            ActivationKind.Relu or ActivationKind.Softplus => ("at 0 or more", "at 0.5 or more"),
            ActivationKind.Elu => ("above -1", "above 0.27"),
            ActivationKind.Gelu => ("above -0.17", "above 0.45"),
            ActivationKind.Silu => ("above -0.28", "above 0.43"),
            ActivationKind.Identity or ActivationKind.LeakyRelu => null,
            ActivationKind.Custom => LimitsOf(spec.Functions.First(function => function.Name == activation.Custom).Body),
            _ => throw new InvalidOperationException($"Declarations: unknown activation {activation.Kind}."),
        };
        if (limits is { } found)
        {
            context.Problems.Report(
                ModelDescriptors.LogitsLimited,
                parts.Decoder[last].PlaceOf(activation.Custom is null ? "activation" : "Custom"),
                ProblemFix.RemoveArgument,
                activation.Custom ?? activation.Kind.ToString(),
                found.Logits,
                found.Probabilities);
        }
    }

    // A function that a user wrote is held to what the language's own are: a logit that ends at 1, as tanh does, leaves probabilities
    // above 0.27, or below 0.73. One that ends far from 0, such as 10 tanh(x / 10), is a bound that is meant.
    private static (string Logits, string Probabilities)? LimitsOf(ScalarExpression function)
    {
        const double nearest = 1 + 1e-6;
        (double least, double most) = FunctionSampling.Range(function);
        Func<Func<double, double>, string>? text =
            least >= -nearest && most <= nearest ? of => $"between {Text(of(least))} and {Text(of(most))}"
            : least >= -nearest ? of => $"at {Text(of(least))} or more"
            : most <= nearest ? of => $"at {Text(of(most))} or less"
            : null;
        return text is null ? null : (text(logit => logit), text(logit => 1 / (1 + Math.Exp(-logit))));

        static string Text(double number) => (Math.Round(number, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);
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
    private static void CheckDiscrepancy(DeclarationContext context, ModelParts parts, ModelSpec spec)
    {
        if (spec.Latent is VectorQuantizedSpec && parts.Regularizers.FirstOrDefault(regularizer => regularizer.Name == "Regularizer.Mmd") is { } discrepancy)
        {
            context.Problems.Report(ModelDescriptors.QuantizedDiscrepancy, discrepancy.Place, context.ModelName);
        }
    }

    private static void CheckRevival(DeclarationContext context, ModelParts parts, ModelSpec spec)
    {
        if (spec is { Latent: SparseCodeSpec { Dead.Revived: > 0 }, IsCentred: false })
        {
            context.Problems.Report(ModelDescriptors.NothingToRevive, parts.Latent!.PlaceOf("RevivedUnits"), parts.Latent.Name);
        }
    }

    private static void CheckTerms(DeclarationContext context, ModelParts parts, ModelSpec spec)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { "reconstruction" };
        if (spec.Latent.Divergence is not null)
        {
            names.Add("kl");
        }

        foreach (LatentTerm term in spec.Latent.Terms)
        {
            names.Add(term.Name);
        }

        if (spec.Latent is SparseCodeSpec { Dead.Revived: > 0 })
        {
            names.Add("revival");
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
            [.. spec.Regularizers.Select(regularizer => regularizer.Metric), .. spec.Head?.Metrics ?? [], .. spec.Latent.Terms.SelectMany(term => term.Metrics), .. spec.Latent is SparseCodeSpec ? s_usage : []], StringComparer.Ordinal);
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
