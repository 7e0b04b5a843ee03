using System.Collections.Immutable;
using RepLearn.Optimization;

namespace RepLearn;

/// <summary>
/// Stochastic gradient descent with optional momentum (Polyak 1964), Nesterov's variant (Sutskever et al. 2013) and
/// weight decay, as PyTorch's <c>torch.optim.SGD</c>. For gradient <c>g</c> and learning rate <c>α</c>:
/// <code>
/// g ← g + λ θ        b ← μ b + g        d = b, or g + μ b for Nesterov's        θ ← θ − α d
/// </code>
/// </summary>
/// <remarks>
/// A direction near the smallest normal number becomes 0 (in single precision below 2⁻¹⁰²), as with <see cref="Adam"/>, and so does a
/// parameter that decays below the smallest normal number.
/// </remarks>
public sealed class Sgd : Optimizer
{
    private static readonly ImmutableArray<string> s_velocity = ["velocity"];

    /// <summary>Makes the optimiser.</summary>
    /// <param name="learningRate">α; above 0.</param>
    /// <param name="momentum">μ, from 0 to below 1; 0 keeps no state.</param>
    /// <param name="nesterov">Whether the step looks ahead; needs momentum.</param>
    /// <param name="weightDecay">λ; at least 0. It acts on all parameters.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    /// <exception cref="ArgumentException">Nesterov's variant without momentum.</exception>
    public Sgd(double learningRate, double momentum = 0, bool nesterov = false, double weightDecay = 0)
        : base(learningRate)
    {
        Momentum = Expect(momentum, momentum is >= 0 and < 1, "a number from 0 to below 1", nameof(momentum));
        WeightDecay = Expect(weightDecay, weightDecay >= 0 && double.IsFinite(weightDecay), "a finite number, at least 0", nameof(weightDecay));
        if (nesterov && momentum == 0)
        {
            throw new ArgumentException("Nesterov's variant expects a momentum above 0, but got 0.", nameof(nesterov));
        }

        Nesterov = nesterov;
    }

    /// <summary>The share of the last step's direction that is kept.</summary>
    public double Momentum { get; }

    /// <summary>Whether the step looks ahead.</summary>
    public bool Nesterov { get; }

    /// <summary>The share of a parameter added to its gradient.</summary>
    public double WeightDecay { get; }

    /// <summary>The direction <c>b</c> where there is momentum, else nothing.</summary>
    public override ImmutableArray<string> StateNames => Momentum == 0 ? [] : s_velocity;

    /// <inheritdoc/>
    protected internal override string Settings => Text($"momentum: {Momentum}, nesterov: {Nesterov}, weightDecay: {WeightDecay}");

    /// <inheritdoc/>
    public override bool Update<T>(UpdateRange<T> range)
    {
        T scale = T.CreateChecked(range.GradientScale);
        T decay = T.CreateChecked(WeightDecay);
        T rate = T.CreateChecked(range.LearningRate);
        T momentum = T.CreateChecked(Momentum);
        return Momentum == 0 ? UpdatePass.Run(new NormalParameters<T, SgdRule<T>>(new SgdRule<T>(scale, decay, rate)), range)
            : Nesterov ? UpdatePass.Run(new NormalParameters<T, NesterovRule<T>>(new NesterovRule<T>(scale, decay, rate, momentum, OptimizerSlots.Smallest<T>())), range)

            // Its parameters no longer change once the direction is 0.
            : UpdatePass.Run(new MomentumRule<T>(scale, decay, rate, momentum, OptimizerSlots.Smallest<T>()), range);
    }

    /// <summary>The optimiser as it is written in C#, in invariant culture.</summary>
    public override string ToString() =>
        Text($"Sgd({LearningRate:G6}, momentum: {Momentum:G6}, nesterov: {(Nesterov ? "true" : "false")}, weightDecay: {WeightDecay:G6})");
}
