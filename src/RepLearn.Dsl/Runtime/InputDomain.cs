using System.ComponentModel;

namespace RepLearn.Runtime;

/// <summary>The values that a part of a declaration is defined for, where these are not all finite numbers.</summary>
/// <param name="Least">The smallest.</param>
/// <param name="Most">The largest; infinity where only the smallest matters.</param>
/// <param name="Owner">The attribute as it is declared: a likelihood, or a condition or head that takes class numbers.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record InputDomain(double Least, double Most, string Owner)
{
    /// <summary>Whether the values are class numbers: whole and, of a label, -1 where an example has none.</summary>
    public bool IsLabel { get; init; }

    /// <summary>Whether a value may be NaN, for one that is not known.</summary>
    public bool AllowsMissing { get; init; }

    /// <summary>How many neighbouring values add up to 1; 0 where they need not.</summary>
    public int Group { get; init; }
}
