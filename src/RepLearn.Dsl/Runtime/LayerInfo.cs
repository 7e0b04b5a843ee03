using System.ComponentModel;

namespace RepLearn.Runtime;

/// <summary>A part of a network, for the table of a model.</summary>
/// <param name="Part">Where it is: input, encoder, latent, prior, decoder or head.</param>
/// <param name="Name">What it is, as in the architecture; empty for the input.</param>
/// <param name="Output">The shape of what it makes of an example; empty where it makes nothing of one.</param>
/// <param name="Parameters">Values of its parameters.</param>
/// <param name="MultiplyAdds">Multiply-adds per example in the losses without gradients.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record LayerInfo(string Part, string Name, string Output, long Parameters = 0, long MultiplyAdds = 0);
