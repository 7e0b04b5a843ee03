using System.Runtime.CompilerServices;

namespace RepLearn.Numerics.Elementary.Kernels;

// Vectors of 512 bits go in and out of calls through memory, which costs as much as a short function; inlined, a function
// joins the loop around it. Narrower hardware calls each function of a vector two or four times, and that many copies
// would fill a loop up to the compiler's limits, beyond which it inlines nothing at all.
internal static partial class Elementary512
{
    private const MethodImplOptions Inlining = MethodImplOptions.AggressiveInlining;
}

internal static partial class Elementary256
{
    private const MethodImplOptions Inlining = MethodImplOptions.NoInlining;
}

internal static partial class Elementary128
{
    private const MethodImplOptions Inlining = MethodImplOptions.NoInlining;
}
