namespace RepLearn;

/// <summary>The scalar functions that a layer can apply to each of its units.</summary>
public enum Activation
{
    /// <summary><c>x</c></summary>
    Identity,

    /// <summary><c>max(x, 0)</c>; the derivative at 0 is 0.</summary>
    Relu,

    /// <summary><c>x</c> where <c>x &gt; 0</c>, else <c>0.01 x</c>.</summary>
    LeakyRelu,

    /// <summary><c>x</c> where <c>x &gt; 0</c>, else <c>exp(x) − 1</c> (Clevert et al. 2016).</summary>
    Elu,

    /// <summary><c>x Φ(x)</c> with the normal distribution function Φ, not its tanh approximation (Hendrycks and Gimpel 2016).</summary>
    Gelu,

    /// <summary><c>x σ(x)</c>, also called swish (Elfwing et al. 2018).</summary>
    Silu,

    /// <summary><c>tanh(x)</c></summary>
    Tanh,

    /// <summary><c>σ(x) = 1 / (1 + exp(−x))</c></summary>
    Sigmoid,

    /// <summary><c>ln(1 + exp(x))</c></summary>
    Softplus,
}
