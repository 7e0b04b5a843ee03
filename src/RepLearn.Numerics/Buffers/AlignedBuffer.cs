using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RepLearn.Numerics.Buffers;

/// <summary>
/// Zeroed memory whose first value lies on a 64-byte boundary, a cache line and the widest vector. A line of spare
/// values follows the last one, so that a whole vector may be read from any place in it.
/// </summary>
/// <param name="length">Number of values.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AlignedBuffer<T>(int length)
    where T : unmanaged
{
    private const int Alignment = 64;

    // Pinned, so that the boundary stays where it is; managed, so that nothing is left to free.
    private readonly T[] _values = GC.AllocateArray<T>(length + (2 * Alignment / Unsafe.SizeOf<T>()), pinned: true);

    /// <summary>Number of values.</summary>
    public int Length => length;

    /// <summary>All values.</summary>
    public Span<T> Span => _values.AsSpan(First, length);

    /// <summary>The first value.</summary>
    public ref T Start => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_values), First);

    private unsafe int First
    {
        get
        {
            nuint address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_values));
            return (int)((Alignment - (address % Alignment)) % Alignment) / Unsafe.SizeOf<T>();
        }
    }
}
