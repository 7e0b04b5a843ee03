using System.ComponentModel;
using RepLearn.Numerics.Buffers;

namespace RepLearn.Numerics.Matrices;

/// <summary>One thread's memory for kernels with sparse matrices. It grows to what they need and then stays.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SparseScratch<T>
    where T : unmanaged
{
    private AlignedBuffer<T> _panel = new(0);
    private AlignedBuffer<T> _factor = new(0);
    private AlignedBuffer<T> _values = new(0);
    private AlignedBuffer<int> _numbers = new(0);
    private AlignedBuffer<nint> _rows = new(0);

    /// <summary>Room for a part of a matrix.</summary>
    internal ref T Panel(long count) => ref Grown(ref _panel, count).Start;

    /// <summary>Room for rows of another matrix.</summary>
    internal ref T Factor(long count) => ref Grown(ref _factor, count).Start;

    /// <summary>Room for single values.</summary>
    internal ref T Values(long count) => ref Grown(ref _values, count).Start;

    /// <summary>Room for numbers of rows and columns.</summary>
    internal ref int Numbers(long count) => ref Grown(ref _numbers, count).Start;

    /// <summary>Room for the addresses of rows.</summary>
    internal ref nint Rows(long count) => ref Grown(ref _rows, count).Start;

    private static AlignedBuffer<TValue> Grown<TValue>(ref AlignedBuffer<TValue> buffer, long count)
        where TValue : unmanaged =>
        count <= buffer.Length ? buffer : buffer = new AlignedBuffer<TValue>(checked((int)count));
}
