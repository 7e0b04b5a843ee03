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
        /// Whether each row of W, what one unit adds to all outputs, is given the Euclidean norm 1 at the start and after each update, as
        /// in sparse dictionary learning, where a code could otherwise become small at the weights' expense. A row of zeros stays one.
        /// </summary>
        public bool UnitRows { get; set; }
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
    /// than which is the larger. The range of values is that of <see cref="Encoder.LayerNormAttribute"/>.
    /// </summary>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class LayerNormAttribute : Attribute;

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
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class BatchNormAttribute : Attribute
    {
        /// <inheritdoc cref="Encoder.BatchNormAttribute.Momentum"/>
        public double Momentum { get; set; } = 0.1;
    }
}
