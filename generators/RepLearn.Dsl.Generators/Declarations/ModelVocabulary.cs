using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>The names of the language's attributes.</summary>
internal static class ModelVocabulary
{
    public const string Namespace = "RepLearn";

    public const string Autoencoder = "Autoencoder";

    public const string AutoencoderMetadataName = "RepLearn.AutoencoderAttribute";

    /// <summary>All attributes that mean something only beside <c>[Autoencoder]</c>.</summary>
    public static readonly ImmutableArray<string> Companions =
    [
        "Corruption.Masking", "Corruption.Gaussian", "Corruption.SaltAndPepper",
        "Encoder.Dense", "Encoder.Dropout", "Encoder.LayerNorm",
        "Latent.Code", "Latent.Gaussian",
        "Decoder.Dense", "Decoder.Tied", "Decoder.Dropout", "Decoder.LayerNorm",
        "Likelihood.Bernoulli", "Likelihood.Gaussian", "Likelihood.GaussianLearned", "Likelihood.SquaredError",
        "Regularizer.L1", "Regularizer.L2", "Regularizer.KlSparsity", "Regularizer.WeightDecay", "Regularizer.Contractive",
        "Regularizer.Custom",
    ];

    /// <summary>The members of <c>RepLearn.Activation</c>, in its order.</summary>
    public static readonly ImmutableArray<string> Activations =
        ["Identity", "Relu", "LeakyRelu", "Elu", "Gelu", "Silu", "Tanh", "Sigmoid", "Softplus"];

    /// <summary>The members of <c>RepLearn.Precision</c>, in its order.</summary>
    public static readonly ImmutableArray<string> Precisions = ["Single", "Double"];

    /// <summary>For example <c>RepLearn.Encoder+DenseAttribute</c> for <c>Encoder.Dense</c>.</summary>
    public static string MetadataNameOf(string companion) => $"{Namespace}.{companion.Replace('.', '+')}Attribute";

    /// <summary>The name by which the language knows an attribute's class, or null for any other class.</summary>
    public static string? NameOf(INamedTypeSymbol? attributeClass)
    {
        if (attributeClass is null || !attributeClass.Name.EndsWith("Attribute", StringComparison.Ordinal))
        {
            return null;
        }

        if (attributeClass.ContainingNamespace is not { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true })
        {
            return null;
        }

        string name = attributeClass.Name.Substring(0, attributeClass.Name.Length - "Attribute".Length);
        string full = attributeClass.ContainingType is { } family ? $"{family.Name}.{name}" : name;
        return full == Autoencoder || Companions.Contains(full) ? full : null;
    }
}
