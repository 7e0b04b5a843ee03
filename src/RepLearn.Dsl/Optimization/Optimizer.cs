using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;

namespace RepLearn;

/// <summary>
/// How gradients change parameters. An optimiser is configuration and immutable: the values that it keeps from step to
/// step belong to the fit, so one optimiser may serve many fits.
/// </summary>
/// <remarks>
/// To write your own, derive from this class: name the values that you keep for each parameter in
/// <see cref="StateNames"/>, and compute one step in <see cref="Update{T}"/>.
/// </remarks>
public abstract class Optimizer
{
    /// <summary>Starts an optimiser.</summary>
    /// <param name="learningRate">The rate that a <see cref="Schedule"/> scales; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not positive and finite.</exception>
    protected Optimizer(double learningRate)
    {
        LearningRate = Expect(learningRate, learningRate > 0 && double.IsFinite(learningRate), "a finite number above 0", nameof(learningRate));
    }

    /// <summary>The rate that a <see cref="Schedule"/> scales.</summary>
    public double LearningRate { get; }

    /// <summary>Names of the values kept for each parameter from step to step; they start at 0 and go into checkpoints.</summary>
    public abstract ImmutableArray<string> StateNames { get; }

    /// <summary>
    /// What its steps depend on besides the learning rate, as text in invariant culture. A fit is resumed only with the same text.
    /// </summary>
    protected internal virtual string Settings => "";

    /// <summary>
    /// Takes one step for a range of the parameters. Ranges are worked on by several threads at once, so a value may
    /// depend on nothing but the values at its own place; then results do not depend on how the parameters were partitioned. It may write to
    /// the range only: changes to other parameters of the model or to its step are not detected.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="range">Parameters, gradients and kept values of the range, and what the step needs to know.</param>
    /// <returns>Whether every parameter and every value of the state written is finite.</returns>
    public abstract bool Update<T>(UpdateRange<T> range)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Returns the value, or says what was expected instead.</summary>
    private protected static double Expect(double value, bool holds, string expected, string name) =>
        holds ? value : throw new ArgumentOutOfRangeException(name, value, $"Expected {expected}.");

    /// <summary>Formats in invariant culture.</summary>
    private protected static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
