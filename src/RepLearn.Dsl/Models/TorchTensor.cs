namespace RepLearn;

/// <summary>A parameter of a PyTorch model, and the parameter that takes its values.</summary>
/// <param name="From">Its name in the state dictionary, such as <c>encoder.0.weight</c>.</param>
/// <param name="To">The parameter's name in <see cref="Runtime.ModelInfo.Layout"/>, such as <c>encoder1Weight</c>.</param>
public sealed record TorchTensor(string From, string To)
{
    /// <summary>
    /// The image whose values a linear layer reads one after the other, as channels, height and width: PyTorch flattens channels first, and this
    /// library lays them last. Null where the layer reads no image, or its values lie channels last there too. Of this number of values any other image
    /// would be taken as well.
    /// </summary>
    public (int Channels, int Height, int Width)? InputImage { get; init; }

    /// <summary>The image that a linear layer's outputs become, as <see cref="InputImage"/>; the same for its bias, and for the tensors of a normalisation in between.</summary>
    public (int Channels, int Height, int Width)? OutputImage { get; init; }

    /// <summary>Names there and here.</summary>
    public static implicit operator TorchTensor((string From, string To) names) => new(names.From, names.To);
}
