using System.Numerics;
using System.Runtime.CompilerServices;

namespace RepLearn.Runtime;

/// <summary>A caller's examples at a fixed place, to be checked and, unless a row is one input of whole vectors, copied to where it is.</summary>
/// <param name="source">The first value.</param>
/// <param name="rows">Examples.</param>
/// <param name="inputs">What a row consists of.</param>
/// <param name="name">The caller's name for them.</param>
/// <param name="firstRow">The first one's number, from 0.</param>
internal readonly unsafe struct StagedExamples<T>(T* source, int rows, InputRows<T> inputs, string name, long firstRow)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // A copied row is read as soon as it is there, by any worker; rows of one worker fill cache lines of their own.
    private const int Grain = 4;

    /// <summary>Does a worker's part; if rows are copied, waits for the others'.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public void Stage(Worker<T> worker)
    {
        (int start, int end) = worker.Split(rows, Grain);

        // All rows at once, which is faster; only a bad one has to be found.
        if (inputs.AreInPlace && inputs.AreInside(new ReadOnlySpan<T>(source + ((nint)start * inputs.Width), (end - start) * inputs.Width)))
        {
            return;
        }

        for (int row = start; row < end; row++)
        {
            var values = new ReadOnlySpan<T>(source + ((nint)row * inputs.Width), inputs.Width);
            inputs.Expect(values, firstRow + row, name);
            if (!inputs.AreInPlace)
            {
                inputs.Copy(values, row, rows, ref worker.Input(0));
            }
        }

        if (!inputs.AreInPlace)
        {
            worker.Barrier();
        }
    }
}
