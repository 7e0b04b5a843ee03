namespace RepLearn;

/// <summary>
/// The layers of a block: a class that encoders and decoders use as one layer, by <see cref="Encoder.UseAttribute"/> or
/// <see cref="Encoder.ResidualAttribute"/>. Nothing is generated for a block itself. Functions of the user's own are no part of blocks.
/// </summary>
/// <example>
/// <code>
/// [Layer.Conv(32, 3, Activation.Relu)]
/// [Layer.Conv(32, 3)]
/// [Layer.GroupNorm(8)]
/// internal sealed class Stage;
///
/// [Autoencoder(28, 28, 1)]
/// [Encoder.Conv(32, 3, Activation.Relu, Stride = 2)]
/// [Encoder.Residual(typeof(Stage))]
/// </code>
/// </example>
public static class Layer
{
    /// <inheritdoc cref="Encoder.DenseAttribute"/>
    /// <param name="units">Values in the layer's output, from 1 up to where the model has 1,073,741,823 parameters.</param>
    /// <param name="activation">The function applied to each output.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class DenseAttribute(int units, Activation activation = Activation.Identity) : Attribute
    {
        /// <inheritdoc cref="Encoder.DenseAttribute.Units"/>
        public int Units { get; } = units;

        /// <inheritdoc cref="Encoder.DenseAttribute.Activation"/>
        public Activation Activation { get; } = activation;

        /// <inheritdoc cref="Encoder.DenseAttribute.Initializer"/>
        public Initializer Initializer { get; set; }
    }

    /// <inheritdoc cref="Encoder.ConvAttribute"/>
    /// <param name="channels">Channels of the output, from 1 up to where an image has 1,073,741,823 values.</param>
    /// <param name="kernel">Height and width of the window; from 1 up to that of the input with its padding, and at most 1,000.</param>
    /// <param name="activation">The function applied to each output.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class ConvAttribute(int channels, int kernel, Activation activation = Activation.Identity) : Attribute
    {
        /// <inheritdoc cref="Encoder.ConvAttribute.Channels"/>
        public int Channels { get; } = channels;

        /// <inheritdoc cref="Encoder.ConvAttribute.Kernel"/>
        public int Kernel { get; } = kernel;

        /// <inheritdoc cref="Encoder.ConvAttribute.Activation"/>
        public Activation Activation { get; } = activation;

        /// <inheritdoc cref="Encoder.ConvAttribute.Stride"/>
        public int Stride { get; set; } = 1;

        /// <inheritdoc cref="Encoder.ConvAttribute.Padding"/>
        public int Padding { get; set; } = -1;

        /// <inheritdoc cref="Encoder.ConvAttribute.Initializer"/>
        public Initializer Initializer { get; set; }
    }

    /// <inheritdoc cref="Decoder.ConvTransposeAttribute"/>
    /// <param name="channels">Channels of the output, from 1 up to where an image has 1,073,741,823 values.</param>
    /// <param name="kernel">Height and width of the window, from 1 to 1,000.</param>
    /// <param name="activation">The function applied to each output.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class ConvTransposeAttribute(int channels, int kernel, Activation activation = Activation.Identity) : Attribute
    {
        /// <inheritdoc cref="Decoder.ConvTransposeAttribute.Channels"/>
        public int Channels { get; } = channels;

        /// <inheritdoc cref="Decoder.ConvTransposeAttribute.Kernel"/>
        public int Kernel { get; } = kernel;

        /// <inheritdoc cref="Decoder.ConvTransposeAttribute.Activation"/>
        public Activation Activation { get; } = activation;

        /// <inheritdoc cref="Decoder.ConvTransposeAttribute.Stride"/>
        public int Stride { get; set; } = 1;

        /// <inheritdoc cref="Decoder.ConvTransposeAttribute.Padding"/>
        public int Padding { get; set; } = -1;

        /// <inheritdoc cref="Decoder.ConvTransposeAttribute.Initializer"/>
        public Initializer Initializer { get; set; }
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

    /// <inheritdoc cref="Decoder.ReshapeAttribute"/>
    /// <param name="height">Lines, from 1 up to where an image has 1,073,741,823 values.</param>
    /// <param name="width">Pixels in a line, from 1 up to where an image has 1,073,741,823 values.</param>
    /// <param name="channels">Values per pixel, from 1 up to where an image has 1,073,741,823 values.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class ReshapeAttribute(int height, int width, int channels) : Attribute
    {
        /// <inheritdoc cref="Decoder.ReshapeAttribute.Height"/>
        public int Height { get; } = height;

        /// <inheritdoc cref="Decoder.ReshapeAttribute.Width"/>
        public int Width { get; } = width;

        /// <inheritdoc cref="Decoder.ReshapeAttribute.Channels"/>
        public int Channels { get; } = channels;
    }

    /// <inheritdoc cref="Encoder.FlattenAttribute"/>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class FlattenAttribute : Attribute;

    /// <inheritdoc cref="Encoder.DropoutAttribute"/>
    /// <param name="rate">Probability of zero, at least 0 and below 1, in float after rounding, too.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class DropoutAttribute(double rate) : Attribute
    {
        /// <inheritdoc cref="Encoder.DropoutAttribute.Rate"/>
        public double Rate { get; } = rate;
    }

    /// <inheritdoc cref="Encoder.LayerNormAttribute"/>
    /// <param name="activation">The function applied to each output.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class LayerNormAttribute(Activation activation = Activation.Identity) : Attribute
    {
        /// <inheritdoc cref="Encoder.DenseAttribute.Activation"/>
        public Activation Activation { get; } = activation;
    }

    /// <inheritdoc cref="Encoder.BatchNormAttribute"/>
    /// <param name="activation">The function applied to each output.</param>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class BatchNormAttribute(Activation activation = Activation.Identity) : Attribute
    {
        /// <inheritdoc cref="Encoder.DenseAttribute.Activation"/>
        public Activation Activation { get; } = activation;

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
    }

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
