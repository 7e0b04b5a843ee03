namespace RepLearn.Dsl.Generators.Model;

/// <summary>A parameter that no gradient reaches, and the attribute that declared it.</summary>
/// <param name="Place">Which list of the spec owns it.</param>
/// <param name="LayerIndex">Index in that list; 0 where there is only one.</param>
internal sealed record UnreachedParameter(string Name, SpecPlace Place, int LayerIndex);

/// <summary>A part of a model's declaration.</summary>
internal enum SpecPlace
{
    Encoder,
    Latent,
    Decoder,
    Likelihood,
    Head,
}
