using System.Runtime.Intrinsics;

namespace RepLearn.Runtime;

/// <summary>
/// One optimiser's arithmetic on a vector of parameters. Multiplications and additions stay separate: they round alike
/// on every machine, and the pass waits for memory, roots and divisions anyway.
/// </summary>
internal interface IUpdateRule<T>
    where T : unmanaged
{
    /// <summary>Values kept for each parameter: 0, 1 or 2.</summary>
    static abstract int States { get; }

    /// <summary>Returns the new parameters.</summary>
    Vector512<T> Apply(Vector512<T> parameters, Vector512<T> gradients, ref Vector512<T> first, ref Vector512<T> second);
}
