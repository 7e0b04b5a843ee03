namespace RepLearn;

/// <summary>The layers between the input and the code, from the input on.</summary>
public static class Encoder
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
        /// <remarks>
        /// Intermediate results have an exponent that does not overflow (exponentials up to e^5e42 in single precision, where it is
        /// clamped), but only the digits of the model's precision. So cancellation loses digits, in slopes as in values: <c>Exp(x) - 1</c>
        /// is 0 at 1e-20, and of
        /// <c>(Exp(x) - Exp(-x)) / (Exp(x) + Exp(-x))</c> at −10 one of two equal parts of the slope is, which <c>Tanh(x)</c> has. At a kink
        /// <c>Max</c>, <c>Min</c> and <c>Abs</c> have one slope each, and a smooth sum of kinks has the sum of these.
        /// </remarks>
        public string? Custom { get; set; }

        /// <summary>How weights and biases are drawn; as <see cref="AutoencoderAttribute.Initializer"/> says if not given.</summary>
        public Initializer Initializer { get; set; }
    }

    /// <summary>
    /// A convolution: <c>activation(x ∗ W + b)</c>, each pixel of the output from the window of pixels around its place. The input must be an
    /// image: <c>[Autoencoder(height, width, channels)]</c> says of what size, and convolutions before it give one. The output is one of <c>⌊(n + 2 · Padding − kernel) / Stride⌋ + 1</c> pixels for
    /// <c>n</c> of the input, in height and in width. The weights have a row per place of the window, line by line, and input channel, a column per output channel.
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
    /// (Ba et al. 2016). The variance is the mean of squares plus 1e-5. It needs at least two values, and with two keeps little more
    /// than which is the larger. In single precision the values of a row must differ by less than about 1e19: squares of more overflow, and the
    /// row counts as constant.
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
    /// Shifts and scales each value to mean 0 and variance 1 over the batch, then applies a learned gain and bias (Ioffe and Szegedy 2015).
    /// In training mean and variance are the batch's; in testing, encoding and decoding they are running means of those, which are saved
    /// with the parameters, go back with them, and are never touched by an optimiser. The variance is the mean of squares plus 1e-5; its
    /// running mean takes the unbiased variance, n / (n − 1) times that of a batch of n examples. Of an image each channel has one mean and
    /// one variance, over all pixels of the batch. Elsewhere a batch of one example is its own mean and gives the bias, whatever the example is, so that
    /// layers before learn nothing of it.
    /// </summary>
    /// <param name="activation">The function applied to each output.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class BatchNormAttribute(Activation activation = Activation.Identity) : Attribute
    {
        /// <inheritdoc cref="Encoder.DenseAttribute.Activation"/>
        public Activation Activation { get; } = activation;

        /// <inheritdoc cref="Encoder.DenseAttribute.Custom"/>
        public string? Custom { get; set; }

        /// <summary>The share of a batch's mean and variance in the running ones, above 0 and below 1, in float after rounding, too; 0.1 if not given.</summary>
        public double Momentum { get; set; } = 0.1;
    }

    /// <summary>
    /// Shifts and scales each group of an example's channels to mean 0 and variance 1 over all pixels, then applies a learned gain and bias for each channel (Wu and He
    /// 2018). The variance is the mean of squares plus 1e-5. It depends on no other example, so that training and testing compute the same. With one group all
    /// values of an example are normalised together; with as many as channels each is by itself. The values of a row are its channels. The range
    /// of values is that of <see cref="Encoder.LayerNormAttribute"/>.
    /// </summary>
    /// <param name="groups">Groups of neighbouring channels, at most as many as channels: a number that divides them, so that a group has more than one value.</param>
    /// <param name="activation">The function applied to each output.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class GroupNormAttribute(int groups, Activation activation = Activation.Identity) : Attribute
    {
        /// <summary>Groups of channels.</summary>
        public int Groups { get; } = groups;

        /// <inheritdoc cref="Encoder.DenseAttribute.Activation"/>
        public Activation Activation { get; } = activation;

        /// <inheritdoc cref="Encoder.DenseAttribute.Custom"/>
        public string? Custom { get; set; }
    }

    /// <summary>
    /// The largest value of each window of an image, by channel. The output is one of <c>⌊(n + 2 · Padding − kernel) / Stride⌋ + 1</c> pixels for <c>n</c> of the
    /// input, in height and in width. Padding is never the largest. The derivative goes to the first of equal values, line by line. The second
    /// derivative is that of a piecewise linear function: 0.
    /// </summary>
    /// <param name="kernel">Height and width of the window; from 1 up to that of the input with its padding, and at most 1,000.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class MaxPoolAttribute(int kernel) : Attribute
    {
        /// <summary>Height and width of the window.</summary>
        public int Kernel { get; } = kernel;

        /// <summary>Pixels from one place of the window to the next, in both directions, from 1 up to 2,147,483,647; the kernel if not given.</summary>
        public int Stride { get; set; } = kernel;

        /// <summary>Pixels around the image that windows may reach into; at least 0 and below the kernel; 0 if not given.</summary>
        public int Padding { get; set; }
    }

    /// <summary>
    /// The mean of each window of an image, by channel. The output is one of <c>⌊(n + 2 · Padding − kernel) / Stride⌋ + 1</c> pixels for <c>n</c> of the input, in height
    /// and in width. Padding counts as zeros: the sum is always divided by all places of the window, as libtorch does where it is not told otherwise.
    /// </summary>
    /// <param name="kernel">Height and width of the window; from 1 up to that of the input with its padding, and at most 1,000.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class AveragePoolAttribute(int kernel) : Attribute
    {
        /// <summary>Height and width of the window.</summary>
        public int Kernel { get; } = kernel;

        /// <summary>Pixels from one place of the window to the next, in both directions, from 1 up to 2,147,483,647; the kernel if not given.</summary>
        public int Stride { get; set; } = kernel;

        /// <summary>Pixels of zeros around the image; at least 0 and below the kernel; 0 if not given.</summary>
        public int Padding { get; set; }
    }

    /// <summary>Repeats each pixel of an image <c>factor</c> times in height and in width: the nearest pixel of the input for each of the output.</summary>
    /// <param name="factor">Pixels of the output for each of the input, in both directions, from 2 up to where an image has 1,073,741,823 values.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class UpsampleAttribute(int factor) : Attribute
    {
        /// <summary>Pixels of the output for each of the input, in both directions.</summary>
        public int Factor { get; } = factor;
    }

    /// <summary>
    /// Takes an image's values as a row: line by line, each line pixel by pixel, with the channels of a pixel next to each other. Nothing is computed, and dense layers
    /// and the code do the same without it. After it batch norm has a mean, a variance, a gain and a bias for each value, where an image has them for each channel,
    /// and convolutions need an image again.
    /// </summary>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class FlattenAttribute : Attribute;

    /// <summary>
    /// The layers of a block: a class with attributes of the family <see cref="Layer"/>, in their order. Each use has parameters of its own, which are named after it:
    /// those of the second layer of a block that is the encoder's third are <c>encoder3Block2Weight</c> and <c>encoder3Block2Bias</c>. Only layers with
    /// parameters count: not dropout, pools and other layers that compute without any, and no block of these alone.
    /// </summary>
    /// <param name="block">The block: a class of the same project, of any accessibility.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class UseAttribute(Type block) : Attribute
    {
        /// <summary>The block.</summary>
        public Type Block { get; } = block;
    }

    /// <summary>
    /// A residual connection (He et al. 2016): the input plus what the layers of a block make of it, <c>x + f(x)</c>. Both have the same shape. The block is
    /// one as of <see cref="Encoder.UseAttribute"/>.
    /// </summary>
    /// <param name="block">The block: a class of the same project, of any accessibility.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class ResidualAttribute(Type block) : Attribute
    {
        /// <summary>The block.</summary>
        public Type Block { get; } = block;
    }
}
