using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>The names of the language's attributes.</summary>
internal static class ModelVocabulary
{
    public const string Namespace = "RepLearn";

    public const string Autoencoder = "Autoencoder";

    /// <summary>The attributes that declare an embedding.</summary>
    public static readonly ImmutableArray<string> Embeddings = Names("SkipGram Cbow");

    /// <summary>The attributes that declare a model.</summary>
    public static readonly ImmutableArray<string> Models = Names("Autoencoder SkipGram Cbow");

    /// <summary>All attributes that mean something only beside one of <see cref="Embeddings"/>.</summary>
    public static readonly ImmutableArray<string> EmbeddingCompanions = Names("NegativeSampling HierarchicalSoftmax Subsampling Subwords");

    /// <summary>All attributes that mean something only beside <c>[Autoencoder]</c>.</summary>
    public static readonly ImmutableArray<string> AutoencoderCompanions = Names("""
        Corruption.Masking Corruption.Gaussian Corruption.SaltAndPepper
        Encoder.Dense Encoder.Conv Encoder.Dropout Encoder.LayerNorm Encoder.BatchNorm Encoder.GroupNorm
        Encoder.MaxPool Encoder.AveragePool Encoder.Upsample Encoder.Flatten Encoder.Use Encoder.Residual
        Latent.Code Latent.Gaussian Latent.Laplace Latent.VonMisesFisher Latent.Concrete Latent.VectorQuantized Latent.TopK Latent.BatchTopK Latent.JumpRelu
        Latent.Gated Latent.Matryoshka
        Prior.Mixture Prior.Vamp
        Decoder.Dense Decoder.Tied Decoder.Conv Decoder.ConvTranspose Decoder.Reshape Decoder.Dropout Decoder.LayerNorm Decoder.BatchNorm Decoder.GroupNorm
        Decoder.MaxPool Decoder.AveragePool Decoder.Upsample Decoder.Flatten Decoder.Use Decoder.Residual
        Likelihood.Bernoulli Likelihood.Gaussian Likelihood.GaussianLearned Likelihood.Laplace Likelihood.Poisson Likelihood.Categorical Likelihood.Huber
        Likelihood.SquaredError
        Regularizer.L1 Regularizer.L2 Regularizer.KlSparsity Regularizer.Mmd Regularizer.TotalCorrelation Regularizer.WeightDecay Regularizer.Contractive
        Regularizer.Orthogonal Regularizer.Custom
        Head.Softmax Head.Linear Condition Target Objective.Importance
        Budget
        """);

    /// <summary>All attributes that mean something only beside one that declares a model.</summary>
    public static readonly ImmutableArray<string> Companions = AutoencoderCompanions.AddRange(EmbeddingCompanions);

    /// <summary>The attributes of blocks, whose layers models use.</summary>
    public static readonly ImmutableArray<string> BlockLayers = Names("""
        Layer.Dense Layer.Conv Layer.ConvTranspose Layer.MaxPool Layer.AveragePool Layer.Upsample Layer.Reshape Layer.Flatten
        Layer.Dropout Layer.LayerNorm Layer.BatchNorm Layer.GroupNorm Layer.Use Layer.Residual
        """);

    // Names from this length on are still recognised, and no others, with two letters wrong.
    private const int LongName = 8;

    private static readonly ImmutableArray<string> All = Models.AddRange(Companions).AddRange(BlockLayers);

    /// <summary>The members of <c>RepLearn.Activation</c>, in its order.</summary>
    public static readonly ImmutableArray<string> Activations = Names("Identity Relu LeakyRelu Elu Gelu Silu Tanh Sigmoid Softplus");

    /// <summary>The members of <c>RepLearn.Initializer</c>, in its order.</summary>
    public static readonly ImmutableArray<string> Initializers = Names("Default FanInUniform He Glorot Orthogonal");

    /// <summary>The members of <c>RepLearn.Covariance</c>, in its order.</summary>
    public static readonly ImmutableArray<string> Covariances = Names("Diagonal Full LowRank");

    /// <summary>The members of <c>RepLearn.Precision</c>, in its order.</summary>
    public static readonly ImmutableArray<string> Precisions = Names("Single Double");

    /// <summary>The sizes that models have as constants, and that other declarations may therefore use.</summary>
    public static ImmutableArray<ModelSize> Sizes => ModelSize.All;

    // One text is one instruction at the compiler's start, where each element of an array is several.
    private static ImmutableArray<string> Names(string text) => ImmutableArray.Create(text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    /// <summary>For example <c>RepLearn.Encoder+DenseAttribute</c> for <c>Encoder.Dense</c>.</summary>
    public static string MetadataNameOf(string attribute) => $"{Namespace}.{attribute.Replace('.', '+')}Attribute";

    /// <summary>The kind of model that an attribute belongs to, for messages.</summary>
    public static string KindOf(string attribute) =>
        BlockLayers.Contains(attribute) ? "blocks"
        : EmbeddingCompanions.Contains(attribute) || Embeddings.Contains(attribute) ? "embeddings"
        : "autoencoders";

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
        return All.Contains(full) ? full : null;
    }

    /// <summary>The last part of an attribute's name as it is written, without the word that all names of attributes may end with.</summary>
    public static string LastPart(NameSyntax written)
    {
        const string Suffix = "Attribute";
        NameSyntax last = written switch
        {
            QualifiedNameSyntax qualified => qualified.Right,
            AliasQualifiedNameSyntax qualified => qualified.Name,
            _ => written,
        };
        string name = ((SimpleNameSyntax)last).Identifier.ValueText;
        return name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
    }

    /// <summary>Whether a name of the language ends with this, alone or after its family.</summary>
    public static bool EndsOne(string last)
    {
        foreach (string name in All)
        {
            if (name.EndsWith(last, StringComparison.Ordinal) && (name.Length == last.Length || name[name.Length - last.Length - 1] == '.'))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The name of the language that an attribute ends with as it is written, whatever it binds to; else null.</summary>
    public static string? NameOf(NameSyntax written) => Endings(written).FirstOrDefault(All.Contains);

    /// <summary>Whether this is a name of the language.</summary>
    public static bool Has(string name) => All.Contains(name);

    /// <summary>Whether an attribute ends with a name of the language, or with one in which a letter, in a long name two, is wrong, missing or too many.</summary>
    public static bool IsNearlyOne(NameSyntax written) =>
        Endings(written).Any(ending => All.Any(name => EditDistance.IsAtMost(name, ending, name.Length < LongName ? 1 : 2)));

    // The last name, and the last two.
    private static IEnumerable<string> Endings(NameSyntax written)
    {
        string[] parts = [.. written.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Select(part => part.Identifier.ValueText)];
        string last = LastPart(written);
        return parts.Length == 1 ? [last] : [last, $"{parts[parts.Length - 2]}.{last}"];
    }
}

/// <summary>A constant of a generated model that an argument of its declaration gives.</summary>
/// <param name="Model">The attribute that declares such a model.</param>
/// <param name="Attribute">The attribute with the argument, or the family of those of which the model has one.</param>
internal sealed record ModelSize(string Constant, string Model, string Attribute, string Argument)
{
    public static readonly ImmutableArray<ModelSize> All =
    [
        new("InputSize", ModelVocabulary.Autoencoder, ModelVocabulary.Autoencoder, "inputSize"),
        new("LatentSize", ModelVocabulary.Autoencoder, "Latent", "size"),
        new("Dimension", "SkipGram", "SkipGram", "dimension"),
        new("Dimension", "Cbow", "Cbow", "dimension"),
    ];

    public bool IsOf(string model) => model == Model;

    public bool DeclaredBy(string attribute) => attribute == Attribute || attribute.StartsWith(Attribute + ".", StringComparison.Ordinal);
}
