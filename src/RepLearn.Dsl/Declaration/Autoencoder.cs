namespace RepLearn;

/// <summary>The floating-point type of a model's parameters, batches and arithmetic.</summary>
public enum Precision
{
    /// <summary><see cref="float"/>, for training and use.</summary>
    Single,

    /// <summary><see cref="double"/>, to check gradients and for small, exact work.</summary>
    Double,
}

/// <summary>
/// Declares a model that rebuilds its input from a code. The attributes that follow on the same declaration are its
/// layers and losses, in the network's order.
/// </summary>
/// <param name="inputSize">
/// Values in one example, from 1 up to where the model has 1,073,741,823 parameters. Like every size in a declaration it may be a constant of another model, such as
/// <c>First.LatentSize</c>, which stacks this model on the codes of that one.
/// </param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AutoencoderAttribute(int inputSize) : Attribute
{
    /// <summary>
    /// A model of images. An example's image is a row of <c>height · width · channels</c> values: line by line, each line pixel by pixel,
    /// with the channels of a pixel next to each other.
    /// </summary>
    /// <param name="height">Lines of an image, from 1 up to where an image has 1,073,741,823 values.</param>
    /// <param name="width">Pixels in a line, from 1 up to where an image has 1,073,741,823 values.</param>
    /// <param name="channels">Values per pixel, such as 1 for grey and 3 for colour, from 1 up to where an image has 1,073,741,823 values.</param>
    public AutoencoderAttribute(int height, int width, int channels)
        : this(height * width * channels) => (Height, Width, Channels) = (height, width, channels);

    /// <summary>Lines of an image; 0 if examples are no images.</summary>
    public int Height { get; }

    /// <summary>Pixels in a line of an image; 0 if examples are no images.</summary>
    public int Width { get; }

    /// <summary>Values per pixel of an image; 0 if examples are no images.</summary>
    public int Channels { get; }

    /// <summary>Values in one example.</summary>
    public int InputSize { get; } = inputSize;

    /// <summary>The type of parameters and arithmetic; <see cref="Precision.Single"/> if not given.</summary>
    public Precision Precision { get; set; }

    /// <summary>How the weights and biases of layers that do not say so themselves are drawn.</summary>
    public Initializer Initializer { get; set; }
}
