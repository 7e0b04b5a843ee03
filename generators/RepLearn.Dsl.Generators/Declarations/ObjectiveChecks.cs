using System.Globalization;
using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Checks that the loss fits the network: logits, code, and the names of the terms.</summary>
internal static class ObjectiveChecks
{
    /// <summary>As many as <c>RepLearn.Losses</c> holds.</summary>
    public const int MaxLossTerms = 16;

    public static void Check(DeclarationContext context, ModelParts parts, ModelSpec spec)
    {
        CheckLogits(context, parts, spec);
        CheckSparsity(context, parts, spec);
        CheckJacobian(context, parts);
        CheckTerms(context, parts, spec);
    }

    private static void CheckLogits(DeclarationContext context, ModelParts parts, ModelSpec spec)
    {
        if (spec.Likelihood is not BernoulliSpec)
        {
            return;
        }

        int last = spec.Decoder.Count - 1;
        while (!spec.Decoder[last].HasParameters)
        {
            last--;
        }

        (string Logits, string Probabilities)? limits = spec.Decoder[last].LastActivation.Kind switch
        {
            ActivationKind.Sigmoid => ("between 0 and 1", "between 0.5 and 0.73"),
            ActivationKind.Tanh => ("between -1 and 1", "between 0.27 and 0.73"),
            ActivationKind.Relu or ActivationKind.Softplus => ("at 0 or more", "at 0.5 or more"),
            ActivationKind.Elu => ("above -1", "above 0.27"),
            ActivationKind.Gelu => ("above -0.17", "above 0.45"),
            ActivationKind.Silu => ("above -0.28", "above 0.43"),
            ActivationKind.Identity or ActivationKind.LeakyRelu or ActivationKind.Custom => null,
            _ => throw new InvalidOperationException($"Declarations: unknown activation {spec.Decoder[last].LastActivation.Kind}."),
        };
        if (limits is { } found)
        {
            context.Problems.Report(
                ModelDescriptors.LogitsLimited,
                parts.Decoder[last].PlaceOf("activation"),
                spec.Decoder[last].LastActivation.Kind.ToString(),
                found.Logits,
                found.Probabilities);
        }
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

    private static void CheckJacobian(DeclarationContext context, ModelParts parts)
    {
        ModelAttribute? norm = parts.Encoder.FirstOrDefault(layer => layer.Name == "Encoder.BatchNorm");
        foreach (ModelAttribute penalty in parts.Regularizers.Where(regularizer => norm is not null && regularizer.Name == "Regularizer.Contractive"))
        {
            context.Problems.Report(ModelDescriptors.JacobianAcrossBatch, penalty.Place, penalty.Name, norm!.Name);
        }
    }

    private static void CheckTerms(DeclarationContext context, ModelParts parts, ModelSpec spec)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { "reconstruction" };
        if (spec.Latent.Divergence is not null)
        {
            names.Add("kl");
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
            [.. spec.Regularizers.Select(regularizer => regularizer.Metric), .. spec.Head?.Metrics ?? []], StringComparer.Ordinal);
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
