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

    // Normalisations and activations leave each value in its place.
    private static readonly string[] s_inPlace = ["decoder batchNorm", "decoder layerNorm", "decoder groupNorm"];

    /// <summary>What is wrong with a tensor's shape, or with the image that it makes; null if nothing is, or nothing can be told.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="names">Its name, the parameter's, and images.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="info">The model.</param>
    public static string? Problem(TensorEntry tensor, TorchTensor names, ParameterInfo parameter, ModelInfo info)
    {
        string[] layers = LayerText.Parts(info);
        int place = LayerText.PlaceOf(layers, parameter.Name);
        bool isTold = place >= 0 && !Array.Exists(layers[..(place + 1)], layer => layer.Contains(" block (", StringComparison.Ordinal) || layer.Contains(" residual (", StringComparison.Ordinal));
        long[]? shape = IsVector(parameter) ? [parameter.Length] : isTold ? OfWeight(parameter, layers[place]) : null;
        return (shape is not null ? !tensor.Shape.AsSpan().SequenceEqual(shape) : TorchLayout.ShapeOf(tensor.Shape) != (parameter.Rows, parameter.Columns))
            ? $"{names.From} is {tensor.Describe()}, where PyTorch's shape of {parameter} is {(shape is not null ? TensorEntry.Shown(shape) : TorchLayout.Expected(parameter))}"
            : isTold && tensor.Shape.Length <= 2 ? Unshaped(names, parameter, layers, place)
            : null;
    }

    /// <summary>What is wrong with an image that a tensor makes beside those of its layer's other tensors; null if nothing is.</summary>
    public static string? Unlike(TorchTensor names, TorchTensor[] all)
    {
        string layer = LayerOf(names.To);
        return Array.Find(all, other => other?.To is { } to && LayerOf(to) == layer && TorchLayout.Moving(other.OutputImage) != TorchLayout.Moving(names.OutputImage)) is { } unlike
            ? $"{names.From} makes {TorchLayout.Made(names.OutputImage)}, but {unlike.From}, of the same layer, {TorchLayout.Made(unlike.OutputImage)}: give both the same {nameof(TorchTensor.OutputImage)}"
            : null;
    }

    private static bool IsVector(ParameterInfo parameter) => parameter.Rows == 1 && Array.Exists(s_vectors, vector => parameter.Name.EndsWith(vector, StringComparison.Ordinal));

    private static string LayerOf(string parameter) =>
        Array.Find([.. s_vectors, "Weight"], vector => parameter.EndsWith(vector, StringComparison.Ordinal)) is { } end ? parameter[..^end.Length] : parameter;

    private static long[]? OfWeight(ParameterInfo parameter, string layer) => !parameter.Name.EndsWith("Weight", StringComparison.Ordinal) ? null : layer.Split(' ') switch
    {
        [_, "conv" or "convTranspose", _, "kernel", var side, ..] when long.TryParse(side, out long kernel) => [parameter.Columns, parameter.Rows / (kernel * kernel), kernel, kernel],
        ["encoder" or "decoder", "dense", ..] or ["latent" or "head", ..] => [parameter.Columns, parameter.Rows],
        _ => null,
    };

    // An image that a layer makes is told by the reshape that follows it. PyTorch's views have channels first.
    private static string? Unshaped(TorchTensor names, ParameterInfo parameter, string[] layers, int place)
    {
        int next = place + 1;
        while (next < layers.Length && Array.Exists(s_inPlace, layers[next].StartsWith))
        {
            next++;
        }

        if (next == layers.Length || layers[next].Split(' ') is not ["decoder", "reshape", var high, _, var wide, _, var deep]
            || !int.TryParse(high, out int height) || !int.TryParse(wide, out int width) || !int.TryParse(deep, out int channels)
            || parameter.Columns != (long)channels * height * width
            || (names.OutputImage is { } given ? given == (channels, height, width) : TorchLayout.Moving((channels, height, width)) is null))
        {
            return null;
        }

        return FormattableString.Invariant(
            $"{names.From} makes {TorchLayout.Made(names.OutputImage)}, but the model goes on with '{layers[next]}', channels last, which PyTorch has first: expected {nameof(TorchTensor.OutputImage)} = ({channels}, {height}, {width})");
    }
}
