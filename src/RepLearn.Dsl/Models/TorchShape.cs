using RepLearn.Numerics.Files;
using RepLearn.Runtime;

namespace RepLearn.Models;

/// <summary>
/// Whether a tensor of PyTorch's is of the kind of the layer that takes it: a number of values alone does not tell a convolution from a linear layer.
/// What the model's description does not tell, as within blocks, is not checked.
/// </summary>
internal static class TorchShape
{
    private static readonly string[] s_vectors = ["Bias", "Gain", "RunningMean", "RunningVariance"];

    /// <summary>What is wrong with a tensor; null if nothing is, or nothing can be told.</summary>
    /// <param name="tensor">The tensor, whose number of values is right.</param>
    /// <param name="names">Its name, the parameter's, and images.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="layers">The model's description, by layers.</param>
    /// <param name="layer">That of the parameter's layer, such as <c>encoder conv 4 kernel 3 stride 2 padding 1</c>.</param>
    public static string? Problem(TensorEntry tensor, TorchTensor names, ParameterInfo parameter, string[] layers, string layer)
    {
        if (Array.Exists(s_vectors, vector => parameter.Name.EndsWith(vector, StringComparison.Ordinal)))
        {
            return Unlike(tensor, names, parameter, [parameter.Length]);
        }

        if (!parameter.Name.EndsWith("Weight", StringComparison.Ordinal) || Array.Exists(layers, other => other.Contains(" block (", StringComparison.Ordinal) || other.Contains(" residual (", StringComparison.Ordinal)))
        {
            return null;
        }

        string[] words = layer.Split(' ');
        return words switch
        {
            [_, "conv" or "convTranspose", _, "kernel", var side, ..] when long.TryParse(side, out long kernel) =>
                Unlike(tensor, names, parameter, [parameter.Columns, parameter.Rows / (kernel * kernel), kernel, kernel]),
            ["encoder" or "decoder", "dense", ..] or ["latent" or "head", ..] => Unlike(tensor, names, parameter, [parameter.Columns, parameter.Rows]) ?? Unshaped(names, layers, layer),
            _ => null,
        };
    }

    private static string? Unlike(TensorEntry tensor, TorchTensor names, ParameterInfo parameter, long[] shape) => tensor.Shape.AsSpan().SequenceEqual(shape)
        ? null
        : $"{names.From} is {tensor.Describe()}, where PyTorch's shape of {parameter} is {TensorEntry.Shown(shape)}";

    // An image that a layer makes is told by the reshape that follows it.
    private static string? Unshaped(TorchTensor names, string[] layers, string layer)
    {
        int next = Array.IndexOf(layers, layer) + 1;
        return names.OutputImage is var (channels, height, width) && next < layers.Length && Array.LastIndexOf(layers, layer) == next - 1
            && layers[next].StartsWith("decoder reshape ", StringComparison.Ordinal) && layers[next] != FormattableString.Invariant($"decoder reshape {height} × {width} × {channels}")
            ? FormattableString.Invariant($"{names.From} makes an image of {channels} × {height} × {width}, channels first, but the model goes on with '{layers[next]}', channels last")
            : null;
    }
}
