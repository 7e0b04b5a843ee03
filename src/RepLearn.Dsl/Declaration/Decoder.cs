namespace RepLearn;

/// <summary>The layers between the code and the output, from the code on. The last one gives what the likelihood needs.</summary>
public static class Decoder
{
    /// <summary>A fully connected layer: <c>activation(x W + b)</c>.</summary>
    /// <param name="units">Values in the layer's output, from 1 up to where the model has 1,073,741,823 parameters.</param>
    /// <param name="activation">The function applied to each output.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class DenseAttribute(int units, Activation activation = Activation.Identity) : Attribute
    {
        /// <summary>Values in the layer's output.</summary>
        public int Units { get; } = units;

        /// <summary>The function applied to each output.</summary>
        public Activation Activation { get; } = activation;

        /// <summary>
        /// The name of a static method of the model, from one number to one number, used instead of <see cref="Activation"/>.
        /// The compiler reads its expression and differentiates it.
        /// </summary>
        public string? Custom { get; set; }

        /// <summary>How weights and biases are drawn; as <see cref="AutoencoderAttribute.Initializer"/> says if not given.</summary>
        public Initializer Initializer { get; set; }

        /// <summary>
        /// Whether each row of W, which is what one unit adds to all outputs, is scaled to the Euclidean norm 1 at the start and after each
        /// update, as in sparse dictionary learning: otherwise the code could shrink while the weights grow. A row of zeros stays zero.
        /// </summary>
        public bool UnitRows { get; set; }
    }

    /// <summary>
    /// A convolution: <c>activation(x ∗ W + b)</c>, each pixel of the output from the window of pixels around its place. The input must be an
    /// image: <c>[Decoder.Reshape]</c> makes one of a dense layer's values. The output is one of <c>⌊(n + 2 · Padding − kernel) / Stride⌋ + 1</c> pixels for
    /// <c>n</c> of the input, in height and in width. The weights have one row per place of the window (line by line) and input channel, and
    /// one column per output channel.
    /// </summary>
    /// <param name="channels">Channels of the output, from 1 up to where an image has 1,073,741,823 values.</param>
    /// <param name="kernel">Height and width of the window; from 1 up to that of the input with its padding, and at most 1,000.</param>
    /// <param name="activation">The function applied to each output.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class ConvAttribute(int channels, int kernel, Activation activation = Activation.Identity) : Attribute
    {
        /// <summary>Channels of the output.</summary>
        public int Channels { get; } = channels;

        /// <summary>Height and width of the window.</summary>
        public int Kernel { get; } = kernel;

        /// <summary>The function applied to each output.</summary>
        public Activation Activation { get; } = activation;

        /// <summary>Pixels from one place of the window to the next, in both directions, from 1 up to 2,147,483,647.</summary>
        public int Stride { get; set; } = 1;

        /// <summary>
        /// Pixels of zeros around the image; at least 0 and below the kernel. <c>⌊(kernel − 1) / 2⌋</c> if not given: with a stride of 1 and an odd
        /// kernel the output is as large as the input.
        /// </summary>
        public int Padding { get; set; } = -1;

        /// <summary>The name of a static method of the model used instead of <see cref="Activation"/>.</summary>
        public string? Custom { get; set; }

        /// <summary>How weights and biases are drawn; as <see cref="AutoencoderAttribute.Initializer"/> says if not given.</summary>
        public Initializer Initializer { get; set; }
    }

    /// <summary>
    /// A transposed convolution, which is the gradient of a convolution with respect to its input: <c>activation(x ∗ᵀ W + b)</c>. Each pixel
    /// of the input is spread over a window of the output, and overlapping windows add up. It makes images larger: of <c>Stride</c> times
    /// the input's height and width, or with a
    /// given padding of <c>(n − 1) · Stride − 2 · Padding + kernel</c> pixels for <c>n</c> of the input. The weights have one row per place
    /// of the window (line by line) and output channel, and one column per input channel.
    /// </summary>
    /// <param name="channels">Channels of the output, from 1 up to where an image has 1,073,741,823 values.</param>
    /// <param name="kernel">Height and width of the window, from 1 to 1,000.</param>
    /// <param name="activation">The function applied to each output.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class ConvTransposeAttribute(int channels, int kernel, Activation activation = Activation.Identity) : Attribute
    {
        /// <summary>Channels of the output.</summary>
        public int Channels { get; } = channels;

        /// <summary>Height and width of the window.</summary>
        public int Kernel { get; } = kernel;

        /// <summary>The function applied to each output.</summary>
        public Activation Activation { get; } = activation;

        /// <summary>Pixels of the output from one window to the next, in both directions, from 1 up to 2,147,483,647.</summary>
        public int Stride { get; set; } = 1;

        /// <summary>
        /// Pixels that are cut from each side of the output; at least 0 and below the kernel. If not given, the number at which the output
        /// has <see cref="Stride"/> times the input's size: half of kernel − <see cref="Stride"/> at each side. Where that is odd, one pixel more is cut at the
        /// top and left than at the bottom and right, as by PyTorch's <c>padding = (kernel − stride + 1) / 2, output_padding = 1</c>; where the kernel is
        /// smaller than the stride, nothing is cut, and the pixels at the bottom and right that no window reaches have the bias alone.
        /// </summary>
        public int Padding { get; set; } = -1;

        /// <summary>The name of a static method of the model used instead of <see cref="Activation"/>.</summary>
        public string? Custom { get; set; }

        /// <summary>How weights and biases are drawn; as <see cref="AutoencoderAttribute.Initializer"/> says if not given.</summary>
        public Initializer Initializer { get; set; }
    }

    /// <summary>
    /// Reads the values as an image: line by line, each line pixel by pixel, with the channels of a pixel next to each other. Nothing is computed.
    /// </summary>
    /// <param name="height">Lines, from 1 up to where an image has 1,073,741,823 values.</param>
    /// <param name="width">Pixels in a line, from 1 up to where an image has 1,073,741,823 values.</param>
    /// <param name="channels">Values per pixel, from 1 up to where an image has 1,073,741,823 values.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class ReshapeAttribute(int height, int width, int channels) : Attribute
    {
        /// <summary>Lines.</summary>
        public int Height { get; } = height;

        /// <summary>Pixels in a line.</summary>
        public int Width { get; } = width;

        /// <summary>Values per pixel.</summary>
        public int Channels { get; } = channels;
    }

    /// <summary>
    /// Sets each value to zero with probability <c>rate</c> during training and divides the others by <c>1 − rate</c>
    /// (Srivastava et al. 2014). Does nothing in encoding, decoding and testing.
    /// </summary>
    /// <param name="rate">Probability of zero, at least 0 and below 1, in float after rounding, too.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class DropoutAttribute(double rate) : Attribute
    {
        /// <summary>Probability of zero.</summary>
        public double Rate { get; } = rate;
    }

    /// <summary>
    /// Shifts and scales each example to mean 0 and variance 1 over its values, then applies a learned gain and bias
    /// (Ba et al. 2016). The variance is the mean of squares plus 1e-5. It needs at least two values; of two it keeps little more than which
    /// one is larger. The range of values is that of <see cref="Encoder.LayerNormAttribute"/>.
    /// </summary>
    /// <param name="activation">The function applied to each output.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class LayerNormAttribute(Activation activation = Activation.Identity) : Attribute
    {
        /// <inheritdoc cref="Encoder.DenseAttribute.Activation"/>
        public Activation Activation { get; } = activation;

        /// <inheritdoc cref="Encoder.DenseAttribute.Custom"/>
        public string? Custom { get; set; }
    }

    /// <summary>
    /// A fully connected layer that uses an encoder layer's weights, transposed, and a bias of its own. The first tied
    /// layer mirrors the code's layer, the next one the encoder's last dense layer, and so on to the input.
    /// </summary>
    /// <param name="activation">The function applied to each output.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class TiedAttribute(Activation activation = Activation.Identity) : Attribute
    {
        /// <summary>The function applied to each output.</summary>
        public Activation Activation { get; } = activation;

        /// <summary>The name of a static method of the model used instead of <see cref="Activation"/>.</summary>
        public string? Custom { get; set; }
    }

    /// <inheritdoc cref="Encoder.BatchNormAttribute"/>
    /// <param name="activation">The function applied to each output.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class BatchNormAttribute(Activation activation = Activation.Identity) : Attribute
    {
        /// <inheritdoc cref="Encoder.DenseAttribute.Activation"/>
        public Activation Activation { get; } = activation;

        /// <inheritdoc cref="Encoder.DenseAttribute.Custom"/>
        public string? Custom { get; set; }

        /// <inheritdoc cref="Encoder.BatchNormAttribute.Momentum"/>
        public double Momentum { get; set; } = 0.1;
    }

    /// <inheritdoc cref="Encoder.GroupNormAttribute"/>
    /// <param name="groups">Groups of neighbouring channels, at most as many as channels: a number that divides them, so that a group has more than one value.</param>
    /// <param name="activation">The function applied to each output.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class GroupNormAttribute(int groups, Activation activation = Activation.Identity) : Attribute
    {
        /// <inheritdoc cref="Encoder.GroupNormAttribute.Groups"/>
        public int Groups { get; } = groups;

        /// <inheritdoc cref="Encoder.DenseAttribute.Activation"/>
        public Activation Activation { get; } = activation;

        /// <inheritdoc cref="Encoder.DenseAttribute.Custom"/>
        public string? Custom { get; set; }
    }

    /// <inheritdoc cref="Encoder.MaxPoolAttribute"/>
    /// <param name="kernel">Height and width of the window; from 1 up to that of the input with its padding, and at most 1,000.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class MaxPoolAttribute(int kernel) : Attribute
    {
        /// <inheritdoc cref="Encoder.MaxPoolAttribute.Kernel"/>
        public int Kernel { get; } = kernel;

        /// <inheritdoc cref="Encoder.MaxPoolAttribute.Stride"/>
        public int Stride { get; set; } = kernel;

        /// <inheritdoc cref="Encoder.MaxPoolAttribute.Padding"/>
        public int Padding { get; set; }
    }

    /// <inheritdoc cref="Encoder.AveragePoolAttribute"/>
    /// <param name="kernel">Height and width of the window; from 1 up to that of the input with its padding, and at most 1,000.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class AveragePoolAttribute(int kernel) : Attribute
    {
        /// <inheritdoc cref="Encoder.AveragePoolAttribute.Kernel"/>
        public int Kernel { get; } = kernel;

        /// <inheritdoc cref="Encoder.AveragePoolAttribute.Stride"/>
        public int Stride { get; set; } = kernel;

        /// <inheritdoc cref="Encoder.AveragePoolAttribute.Padding"/>
        public int Padding { get; set; }
    }

    /// <inheritdoc cref="Encoder.UpsampleAttribute"/>
    /// <param name="factor">Pixels of the output for each of the input, in both directions, from 2 up to where an image has 1,073,741,823 values.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class UpsampleAttribute(int factor) : Attribute
    {
        /// <inheritdoc cref="Encoder.UpsampleAttribute.Factor"/>
        public int Factor { get; } = factor;
    }

    /// <inheritdoc cref="Encoder.FlattenAttribute"/>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class FlattenAttribute : Attribute;

    /// <inheritdoc cref="Encoder.UseAttribute"/>
    /// <param name="block">The block: a class of the same project, of any accessibility.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class UseAttribute(Type block) : Attribute
    {
        /// <inheritdoc cref="Encoder.UseAttribute.Block"/>
        public Type Block { get; } = block;
    }

    /// <inheritdoc cref="Encoder.ResidualAttribute"/>
    /// <param name="block">The block: a class of the same project, of any accessibility.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class ResidualAttribute(Type block) : Attribute
    {
        /// <inheritdoc cref="Encoder.ResidualAttribute.Block"/>
        public Type Block { get; } = block;
    }
}
