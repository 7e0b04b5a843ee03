using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RepLearn.Numerics.Buffers;

namespace RepLearn.Runtime;

/// <summary>A caller's examples at a fixed place, to be checked and, unless a row is whole vectors, copied to where it is.</summary>
/// <param name="source">The first value.</param>
/// <param name="rows">Examples.</param>
/// <param name="width">Values in one.</param>
/// <param name="range">What their values may be.</param>
/// <param name="name">The caller's name for them.</param>
/// <param name="firstRow">The first one's number, from 0.</param>
internal readonly unsafe struct StagedExamples<T>(T* source, int rows, int width, ValueRange<T> range, string name, long firstRow)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // A copied row is read as soon as it is there, by any worker; rows of one worker fill cache lines of their own.
    private const int Grain = 4;

    /// <summary>Does a worker's part; if rows are copied, waits for the others'.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public void Stage(Worker<T> worker)
    {
        bool copies = source != (T*)Unsafe.AsPointer(ref worker.Input);
        (int start, int end) = worker.Split(rows, Grain);
        int stride = Padding.Of(width);
        for (int row = start; row < end; row++)
        {
            var values = new ReadOnlySpan<T>(source + ((nint)row * width), width);
            range.Expect(values, firstRow + row, name);
            if (copies)
            {
                Span<T> target = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref worker.Input, (nint)row * stride), stride);
                values.CopyTo(target);
                target[width..].Clear();
            }
        }

        if (copies)
        {
            worker.Barrier();
        }
    }
}
