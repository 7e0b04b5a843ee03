using System.Collections.Immutable;
using System.Numerics;
using RepLearn.Optimization;

namespace RepLearn;

/// <summary>
/// Adam (Kingma and Ba 2015, algorithm 1): running means of the gradient and of its square, corrected for their start at
/// zero. For gradient <c>g</c>, step <c>t</c> from 1 and learning rate <c>α</c>:
/// <code>
/// m ← β₁ m + (1 − β₁) g        v ← β₂ v + (1 − β₂) g²
/// θ ← θ − α · m / (1 − β₁ᵗ) / (√(v / (1 − β₂ᵗ)) + ε)
/// </code>
/// </summary>
/// <remarks>
/// ε is added after the root, as in the paper and in PyTorch's <c>torch.optim.Adam</c>. Moments near the smallest normal number become 0 (in
/// single precision |m| below 2⁻¹⁰² and v below 2⁻¹²⁶), because arithmetic on subnormal numbers is many times slower. So that m / ε stays
/// small without v, ε is at least the root that may be lost this way, in single precision 2⁻⁶³ / √(1 − β₂): 3.4e-18 at the usual β₂. With a
/// usual ε this does not change the parameters; with an ε below 1e-10, gradients smaller than about 1e-17 move them by less.
/// </remarks>
public sealed class Adam : Optimizer
{
    /// <summary>Makes the optimiser.</summary>
    /// <param name="learningRate">α; above 0.</param>
    /// <param name="beta1">β₁, from 0 to below 1.</param>
    /// <param name="beta2">β₂, from 0 to below 1.</param>
    /// <param name="epsilon">ε; from the smallest normal number of single precision to its largest. Very small ones act as the remarks say.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public Adam(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
        : base(learningRate)
    {
        Moments = new AdamMoments(beta1, beta2, epsilon);
    }

    /// <summary>How slowly the gradient's mean forgets.</summary>
    public double Beta1 => Moments.Beta1;

    /// <summary>How slowly the squared gradient's mean forgets.</summary>
    public double Beta2 => Moments.Beta2;

    /// <summary>Added to the root, against division by zero.</summary>
    public double Epsilon => Moments.Epsilon;

    /// <summary>The means <c>m</c> and <c>v</c>.</summary>
    public override ImmutableArray<string> StateNames => AdamMoments.Names;

    private AdamMoments Moments { get; }

    /// <inheritdoc/>
    protected internal override string Settings => Text($"beta1: {Beta1}, beta2: {Beta2}, epsilon: {Epsilon}");

    /// <inheritdoc/>
    public override bool Update<T>(UpdateRange<T> range) =>
        UpdatePass.Run(new AdamRule<T>(Moments, range.Step, range.LearningRate, weightDecay: 0, range.GradientScale), range);

    /// <summary>The optimiser as it is written in C#, in invariant culture.</summary>
    public override string ToString() => Text($"Adam({LearningRate:G6}, beta1: {Beta1:G6}, beta2: {Beta2:G6}, epsilon: {Epsilon:G6})");
}
