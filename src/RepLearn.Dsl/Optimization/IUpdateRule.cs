using System.Runtime.Intrinsics;

namespace RepLearn.Optimization;

/// <summary>
/// One optimiser's arithmetic on a vector of parameters: the new first kept values, the new second ones, and from these
/// the new parameters. Multiplications and additions stay separate: they round alike on every machine, and the pass
/// waits for memory, roots and divisions anyway. Values come and go as values, never by reference, which would keep
/// them out of registers.
/// </summary>
internal interface IUpdateRule<T>
    where T : unmanaged
{
    /// <summary>Values kept for each parameter: 0, 1 or 2.</summary>
    static abstract int States { get; }

    /// <summary>The new first kept values; not called where there are none.</summary>
    Vector512<T> First(Vector512<T> parameters, Vector512<T> gradients, Vector512<T> first);

    /// <summary>The new second kept values; not called where there are none.</summary>
    Vector512<T> Second(Vector512<T> gradients, Vector512<T> second);

    /// <summary>The new parameters; <paramref name="first"/> and <paramref name="second"/> are the new ones.</summary>
    Vector512<T> Parameters(Vector512<T> parameters, Vector512<T> gradients, Vector512<T> first, Vector512<T> second);
}
