using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>
/// Lowers a whole model. Every layer and loss becomes array operations; later stages know only those.
/// </summary>
internal static class ModelLowering
{
    /// <param name="rewriting">How far operations are rewritten as they are made.</param>
    public static LoweredModel Lower(ModelSpec spec, Rewriting rewriting = Rewriting.All)
    {
        var graph = new ArrayGraph(rewriting);
        var layers = new LayerLowering(graph, spec);
        var losses = new LossLowering(graph, spec, layers);

        Node input = graph.Input("input", spec.InputSize);
        (Node corrupted, Node? emphasis) = spec.Corruption is { } corruption
            ? Corrupt(graph, corruption, input, layers.NextNoiseSite())
            : (input, null);
        Node hidden = layers.Lower(SpecPlace.Encoder, spec.Encoder, corrupted, training: true);
        (Node mean, Node? logVariance) = Latent(layers, spec, hidden);
        Node latent = logVariance is null ? mean : Reparameterize(graph, mean, logVariance, layers.NextNoiseSite());
        Node output = layers.Lower(SpecPlace.Decoder, spec.Decoder, latent, training: true);

        var terms = new List<LossTerm> { losses.Reconstruction(input, output, emphasis) };
        if (logVariance is not null)
        {
            terms.Add(losses.Divergence(mean, logVariance));
        }

        terms.AddRange(spec.Regularizers.Select(regularizer => losses.Penalty(regularizer, corrupted, mean)));

        Node cleanHidden = layers.Lower(SpecPlace.Encoder, spec.Encoder, input, training: false);
        Node givenCode = graph.Input("code", spec.Latent.Size);
        Node decoded = layers.Lower(SpecPlace.Decoder, spec.Decoder, givenCode, training: false);
        if (spec.Likelihood.Kind == LikelihoodKind.Bernoulli)
        {
            decoded = graph.Apply(Op.Sigmoid, decoded);
            decoded.Name ??= "probability";
        }

        (Node code, Node? cleanLogVariance) = Latent(layers, spec, cleanHidden);
        Node? divergence = cleanLogVariance is null ? null : losses.DivergenceParts(code, cleanLogVariance);
        return new LoweredModel(graph, layers.Parameters, terms, code, decoded, divergence);
    }

    private static (Node Mean, Node? LogVariance) Latent(LayerLowering layers, ModelSpec spec, Node hidden)
    {
        LatentSpec latent = spec.Latent;
        Node mean = layers.Dense(
            latent.Kind == LatentKind.Code ? "code" : "mean", SpecPlace.Latent, 0, hidden, latent.Size, latent.Activation, mirrored: true);
        Node? logVariance = latent.Kind == LatentKind.Code
            ? null
            : layers.Dense("logVariance", SpecPlace.Latent, 0, hidden, latent.Size, latent.Activation, mirrored: false);
        return (mean, logVariance);
    }

    // z = μ + exp(½ ln σ²) ε
    private static Node Reparameterize(ArrayGraph graph, Node mean, Node logVariance, int site)
    {
        Node noise = graph.Noise(NoiseKind.Normal, "epsilon", site, mean.Shape.Columns);
        Node sigma = graph.Apply(Op.Exp, graph.Scale(logVariance, 0.5));
        sigma.Name ??= "sigma";
        Node code = graph.Add(mean, graph.Multiply(sigma, noise));
        code.Name ??= "latent";
        return code;
    }

    // When testing, the amount of noise is 0, and so is the extra weight.
    private static (Node Corrupted, Node? Emphasis) Corrupt(ArrayGraph graph, CorruptionSpec corruption, Node input, int site)
    {
        int width = input.Shape.Columns;
        Node amount = graph.Scale(graph.Training(), corruption.Amount);
        Node? emphasis = null;
        Node corrupted;
        if (corruption.Kind == CorruptionKind.Gaussian)
        {
            Node noise = graph.Noise(NoiseKind.Normal, "corruptionNoise", site, width);
            corrupted = graph.Add(input, graph.Multiply(amount, noise));
            if (corruption.Emphasis != 1)
            {
                emphasis = graph.Add(graph.One, graph.Scale(graph.Training(), corruption.Emphasis - 1));
            }
        }
        else
        {
            Node uniform = graph.Noise(NoiseKind.Uniform, "corruptionNoise", site, width);
            Node hit = graph.Subtract(amount, uniform);
            Node replacement = corruption.Kind == CorruptionKind.Masking
                ? graph.Zero
                : graph.Select(graph.Subtract(graph.Scale(amount, 0.5), uniform), graph.Zero, graph.One);
            corrupted = graph.Select(hit, replacement, input);
            if (corruption.Emphasis != 1)
            {
                emphasis = graph.Select(hit, graph.Constant(corruption.Emphasis), graph.One);
            }
        }

        corrupted.Name ??= "corrupted";
        return (corrupted, emphasis);
    }
}
