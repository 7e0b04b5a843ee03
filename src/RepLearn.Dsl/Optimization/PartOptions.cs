using RepLearn.Runtime;

namespace RepLearn;

/// <summary>How fast a part of a model learns, one of <see cref="FitOptions.Parts"/>: with <paramref name="Rate"/> 0 not at all.</summary>
/// <param name="Parameters">
/// The part: a parameter's name, such as <c>encoder1Weight</c>, or one with a <c>*</c> for any text, such as <c>encoder*</c>. The generated class's
/// <c>Layout</c> has all names; those of the code begin with its own, such as <c>code</c>, <c>mean</c> and <c>logVariance</c>.
/// </param>
/// <param name="Rate">
/// Factor of the optimiser's learning rate, at least 0. With 0 the part is frozen: its bits do not change. State, such as running means, has no
/// learning rate: a part may have some beside parameters, but a part of state alone can only be frozen.
/// </param>
/// <remarks>A fit refuses, with an <see cref="ArgumentException"/>, parts of which nothing is left to train.</remarks>
/// <exception cref="ArgumentException">The name is empty or has several stars.</exception>
/// <exception cref="ArgumentOutOfRangeException">The rate is negative or not finite.</exception>
public sealed record PartOptions(string Parameters, double Rate)
{
    /// <summary>The part.</summary>
    public string Parameters
    {
        get;
        init => field = new NamePattern(value, nameof(Parameters)).Text;
    }

    = new NamePattern(Parameters, nameof(Parameters)).Text;

    /// <summary>Factor of the learning rate; 0 for a part that is frozen.</summary>
    public double Rate
    {
        get;
        init => field = Checked(value);
    }

    = Checked(Rate);

    /// <summary>A part whose bits do not change.</summary>
    /// <param name="parameters">The part, as <see cref="Parameters"/>.</param>
    public static PartOptions Frozen(string parameters) => new(parameters, 0);

    private static double Checked(double rate) => rate >= 0 && double.IsFinite(rate)
        ? rate
        : throw new ArgumentOutOfRangeException(nameof(Rate), rate, "Expected a finite number of at least 0.");

    /// <summary>As it is written in C#, in invariant culture.</summary>
    public override string ToString() => FormattableString.Invariant($"{Parameters}: {Rate:R}");
}
