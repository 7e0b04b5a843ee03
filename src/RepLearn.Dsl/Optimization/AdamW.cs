using System.Collections.Immutable;
using System.Numerics;
using RepLearn.Optimization;

namespace RepLearn;

/// <summary>
/// <see cref="Adam"/> with weight decay apart from the gradient (Loshchilov and Hutter 2019, algorithm 2): before Adam's
/// step, <c>θ ← θ − α λ θ</c>. It acts on all parameters, as PyTorch's <c>torch.optim.AdamW</c> does; to shrink weights
/// but not biases and gains, declare <see cref="Regularizer.WeightDecayAttribute"/> instead.
/// </summary>
/// <remarks>Small moments become 0 as with <see cref="Adam"/>, and parameters that decay below the smallest normal number become 0.</remarks>
public sealed class AdamW : Optimizer
{
    /// <summary>Makes the optimiser.</summary>
    /// <param name="learningRate">α; above 0.</param>
    /// <param name="beta1">β₁, from 0 to below 1.</param>
    /// <param name="beta2">β₂, from 0 to below 1.</param>
    /// <param name="epsilon">ε; from the smallest normal number of single precision to its largest.</param>
    /// <param name="weightDecay">λ; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public AdamW(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0.01)
        : base(learningRate)
    {
        Moments = new AdamMoments(beta1, beta2, epsilon);
        WeightDecay = Expect(weightDecay, weightDecay >= 0 && double.IsFinite(weightDecay), "a finite number, at least 0", nameof(weightDecay));
    }

    /// <summary>How slowly the gradient's mean forgets.</summary>
    public double Beta1 => Moments.Beta1;

    /// <summary>How slowly the squared gradient's mean forgets.</summary>
    public double Beta2 => Moments.Beta2;

    /// <summary>Added to the root, against division by zero.</summary>
    public double Epsilon => Moments.Epsilon;

    /// <summary>The share of a parameter, times the learning rate, that a step takes away.</summary>
    public double WeightDecay { get; }

    /// <summary>The means <c>m</c> and <c>v</c>.</summary>
    public override ImmutableArray<string> StateNames => AdamMoments.Names;

    private AdamMoments Moments { get; }

    /// <inheritdoc/>
    protected internal override string Settings => Text($"beta1: {Beta1}, beta2: {Beta2}, epsilon: {Epsilon}, weightDecay: {WeightDecay}");

    /// <inheritdoc/>
    public override bool Update<T>(UpdateRange<T> range) =>
        UpdatePass.Run(new NormalParameters<T, AdamRule<T>>(new AdamRule<T>(Moments, range.Step, range.LearningRate, WeightDecay, range.GradientScale)), range);

    /// <summary>The optimiser as it is written in C#, in invariant culture.</summary>
    public override string ToString() =>
        Text($"AdamW({LearningRate:G6}, beta1: {Beta1:G6}, beta2: {Beta2:G6}, epsilon: {Epsilon:G6}, weightDecay: {WeightDecay:G6})");
}
