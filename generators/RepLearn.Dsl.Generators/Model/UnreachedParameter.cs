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
    Prior,
    Decoder,
    Likelihood,
    Head,
    Regularizer,
}

/// <summary>One part of a declaration, such as a layer.</summary>
/// <param name="Index">Its number in the list of its place; 0 for the latent and the likelihood.</param>
internal sealed record SpecPart(SpecPlace Place, int Index = 0);

/// <summary>A derivative that training needs and that does not exist, or is not supported.</summary>
/// <param name="Part">The part whose value it is of; null where that is none in particular.</param>
/// <param name="Penalty">The penalty that needs it; null for the loss itself.</param>
/// <param name="Reason">Why there is none, after "but".</param>
internal sealed record MissingDerivative(SpecPart? Part, SpecPart? Penalty, string Reason);
