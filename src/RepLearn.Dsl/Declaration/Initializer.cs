namespace RepLearn;

/// <summary>
/// How the weights and biases of a layer are drawn before training; <c>n</c> is the number of the layer's inputs and <c>m</c> of its
/// outputs. In a convolution an output has as many inputs as its window has values, and an input as many outputs as windows meet it. The same seed gives the same bits on every machine. A tied layer has no weights of its own.
/// </summary>
public enum Initializer
{
    /// <summary>
    /// By the layer's place. The first layers of encoder and decoder, a linear code, the heads of a distribution and the decoder's last
    /// layer begin small, as with <see cref="FanInUniform"/>, so that the first codes lie near the prior and the first outputs near the
    /// middle. Layers between them keep the scale of what passes through, however many there are: uniform within <c>±√(3 g / n)</c>, whose
    /// variance is <c>g / n</c>, with <c>g = 2</c> where the inputs come from a rectifier (Relu, LeakyRelu, Elu, Gelu, Silu), because
    /// about half of the second moment gets through it (He et al. 2015), else <c>g = 1</c> (LeCun et al. 1998); a code with an
    /// activation is such a layer. The last layer with weights of a residual block has an N-th of that variance, where N is the number of such blocks in the
    /// encoder or decoder, because values would grow with every sum. Biases are uniform within <c>±1 / √n</c>.
    /// </summary>
    Default,

    /// <summary>
    /// Uniform within <c>±1 / √n</c>, weights and biases: the default of PyTorch's <c>Linear</c>. Signals shrink by a factor of
    /// about √6 per layer of rectifiers, so deep models learn little at first.
    /// </summary>
    FanInUniform,

    /// <summary>Normal weights with the variance <c>2 / n</c> (He et al. 2015), and zero biases, for layers of rectifiers.</summary>
    He,

    /// <summary>Weights uniform within <c>±√(6 / (n + m))</c> (Glorot and Bengio 2010), and zero biases, for tanh and sigmoid.</summary>
    Glorot,

    /// <summary>
    /// A random matrix with orthonormal rows or columns, whichever are fewer (Saxe et al. 2014), zero biases. Takes
    /// <c>4 · n · m · min(n, m)</c> operations once.
    /// </summary>
    Orthogonal,
}
