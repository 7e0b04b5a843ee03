using System.Security.Cryptography;
using System.Text;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>
/// The declaration in one canonical line: what decides the meaning of a file of parameters. Losses' weights, corruption
/// and dropout do not; layers, activations, the latent and the likelihood do.
/// </summary>
internal static class ArchitectureText
{
    public static string Of(ModelSpec spec)
    {
        var parts = new List<string> { $"autoencoder {spec.Image?.ToString() ?? CSharpLiteral.Int(spec.InputSize)} {spec.Precision}" };
        if (spec.Condition is { } condition)
        {
            parts.Add(condition.Architecture);
        }

        if (spec.Target is { } target)
        {
            parts.Add($"target {target}");
        }

        AddLayers(parts, "encoder", spec.Encoder, spec);
        parts.Add($"latent {spec.Latent.Architecture}{Activation(spec.Latent.LastActivation, spec)}{(spec.IsCentred ? " centred" : string.Empty)}");
        if (spec.Prior is { } prior)
        {
            parts.Add($"prior {prior.Name} {CSharpLiteral.Int(prior.Components)}");
        }

        AddLayers(parts, "decoder", spec.Decoder, spec);
        parts.Add($"likelihood {spec.Likelihood.Architecture}");
        if (spec.Head is { } head)
        {
            parts.Add($"head {head.Name} {CSharpLiteral.Int(head.Outputs)}");
        }

        return string.Join("; ", parts);
    }

    public static string Fingerprint(string architecture)
    {
        using var sha = SHA256.Create();
        return BitConverter.ToString(sha.ComputeHash(Encoding.UTF8.GetBytes(architecture))).Replace("-", "").ToLowerInvariant();
    }

    /// <summary>A layer with its activations.</summary>
    public static string Layer(LayerSpec layer, ModelSpec spec) => layer.Architecture(activation => Activation(activation, spec));

    /// <summary>An activation behind its layer.</summary>
    public static string Activation(ActivationSpec activation, ModelSpec spec) => activation.Kind switch
    {
        ActivationKind.Identity => string.Empty,
        ActivationKind.Custom => $" {activation.Custom}(x) = {BodyOf(activation.Custom!, spec)}",
        _ => " " + activation.Kind,
    };

    private static string BodyOf(string function, ModelSpec spec) => spec.Functions.First(candidate => candidate.Name == function).Body.Print();

    private static void AddLayers(List<string> parts, string place, EquatableArray<LayerSpec> layers, ModelSpec spec)
    {
        foreach (LayerSpec layer in layers)
        {
            if (layer.IsInArchitecture)
            {
                parts.Add($"{place} {Layer(layer, spec)}");
            }
        }
    }
}
