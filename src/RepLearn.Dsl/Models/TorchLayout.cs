using RepLearn.Numerics.Files;
using RepLearn.Runtime;

namespace RepLearn.Models;

/// <summary>Where a value of a PyTorch tensor lies in a parameter.</summary>
internal static class TorchLayout
{
    /// <summary>The shape <c>[rows, columns]</c> that a tensor has here; null where it is none that a layer has.</summary>
    /// <remarks>
    /// <c>Linear</c> <c>[out, in]</c> is transposed; <c>Conv2d</c> <c>[out, in, h, w]</c> and <c>ConvTranspose2d</c> <c>[in, out, h, w]</c> have a row per
    /// place in the window and channel of the second length, lines first, and a column per channel of the first; a vector is a row.
    /// </remarks>
    public static (long Rows, long Columns)? ShapeOf(long[] shape) => shape switch
    {
        [var length] => (1, length),
        [var outputs, var inputs] => (inputs, outputs),
        [var first, var second, var height, var width] => (height * width * second, first),
        _ => null,
    };

    /// <summary>What is wrong with an image of a layer; null if nothing is.</summary>
    public static string? Problem(TensorEntry tensor, TorchTensor layer)
    {
        long[] shape = tensor.Shape;
        return Problem(layer, layer.InputImage) ?? Problem(layer, layer.OutputImage) ?? (layer.InputImage is { } read && (shape.Length != 2 || shape[1] != Values(read)) ? $"{layer.From} is {tensor.Describe()}, which reads no image of {Text(read)}"
            : layer.OutputImage is { } made && (shape.Length > 2 || shape[0] != Values(made)) ? $"{layer.From} is {tensor.Describe()}, which makes no image of {Text(made)}"
            : null);
    }

    private static string? Problem(TorchTensor layer, (int Channels, int Height, int Width)? image) =>
        image is { } sides && (sides.Channels < 1 || sides.Height < 1 || sides.Width < 1) ? $"an image of '{layer.From}' has sides of {Text(sides)}" : null;

    /// <summary>A parameter's shape as PyTorch has it, where the kind of its layer is not told.</summary>
    public static string Expected(ParameterInfo parameter) => parameter.Rows == 1
        ? FormattableString.Invariant($"[{parameter.Columns}], or [{parameter.Columns}, 1] of a linear layer")
        : FormattableString.Invariant($"[{parameter.Columns}, {parameter.Rows}], or of a convolution [{parameter.Columns}, …] with {parameter.Rows} values for each");

    /// <summary>An image whose values lie in another order there than here; null if they do not.</summary>
    public static (int Channels, int Height, int Width)? Moving((int Channels, int Height, int Width)? image) =>
        image is { } sides && sides.Channels > 1 && (long)sides.Height * sides.Width > 1 ? image : null;

    /// <summary>What a layer's outputs become, for people.</summary>
    public static string Made((int Channels, int Height, int Width)? image) => image is { } sides ? $"an image of {Text(sides)}, channels first" : "no image";

    /// <summary>Lays a tensor's values out as a parameter.</summary>
    public static void Copy<T>(ReadOnlySpan<T> values, long[] shape, TorchTensor layer, Span<T> parameter)
    {
        int outer = (int)shape[0];
        int inner = shape.Length > 1 ? (int)shape[1] : 1;
        int places = shape.Length == 4 ? (int)(shape[2] * shape[3]) : 1;
        for (int first = 0; first < outer; first++)
        {
            int column = Placed(first, layer.OutputImage);
            for (int second = 0; second < inner; second++)
            {
                int row = Placed(second, layer.InputImage);
                for (int place = 0; place < places; place++)
                {
                    parameter[(((place * inner) + row) * outer) + column] = values[(((first * inner) + second) * places) + place];
                }
            }
        }
    }

    // From channels first to channels last.
    private static int Placed(int value, (int Channels, int Height, int Width)? image)
    {
        if (image is not { } sides)
        {
            return value;
        }

        int pixels = sides.Height * sides.Width;
        return (value % pixels * sides.Channels) + (value / pixels);
    }

    private static long Values((int Channels, int Height, int Width) image) => (long)image.Channels * image.Height * image.Width;

    private static string Text((int Channels, int Height, int Width) image) => FormattableString.Invariant($"{image.Channels} × {image.Height} × {image.Width}");
}
