using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RepLearn.Numerics.Buffers;

namespace RepLearn.Runtime;

/// <summary>The rows that a program reads: each example's inputs, one after the other.</summary>
internal sealed class InputRows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly InputInfo[] _inputs;
    private readonly ValueRange<T>[] _ranges;

    public InputRows(InputInfo[] inputs)
    {
        _inputs = inputs;
        _ranges = Array.ConvertAll(inputs, input => ValueRange<T>.Of(input.Domain));
        Width = inputs.Sum(input => input.Width);
        PaddedWidth = inputs.Sum(input => Padding.Of(input.Width));
        AreInPlace = inputs.Length < 2 && PaddedWidth == Width;
    }

    /// <summary>Values in a row.</summary>
    public int Width { get; }

    /// <summary>Values per example where each input's rows are whole vectors.</summary>
    public int PaddedWidth { get; }

    /// <summary>Whether a program can read the rows where they are.</summary>
    public bool AreInPlace { get; }

    /// <summary>Throws where a row has a value out of range.</summary>
    /// <param name="row">The row.</param>
    /// <param name="number">Its number in messages, from 0; they count from 1, as the readers of files do.</param>
    /// <param name="name">The caller's name for the rows.</param>
    /// <exception cref="ArgumentException">A value is infinite, not a number, or not in its input's domain.</exception>
    public void Expect(ReadOnlySpan<T> row, long number, string name)
    {
        if (!AreInside(row))
        {
            throw new ArgumentException(Describe(row, number), name);
        }
    }

    /// <summary>Whether no value of a row is out of range; of rows of one input, also of several.</summary>
    public bool AreInside(ReadOnlySpan<T> row)
    {
        if (_ranges.Length == 1)
        {
            return _ranges[0].AreInside(row);
        }

        bool inside = true;
        int column = 0;
        for (int input = 0; input < _inputs.Length; input++)
        {
            inside &= _ranges[input].AreInside(row.Slice(column, _inputs[input].Width));
            column += _inputs[input].Width;
        }

        return inside;
    }

    /// <summary>Says which value of a row is out of range and what to do.</summary>
    public string Describe(ReadOnlySpan<T> row, long number)
    {
        int column = 0;
        int input = 0;
        while (_ranges[input].AreInside(row.Slice(column, _inputs[input].Width)))
        {
            column += _inputs[input++].Width;
        }

        return _ranges[input].Describe(row.Slice(column, _inputs[input].Width), number, column);
    }

    /// <summary>Copies a row to where a program reads its inputs, zeros after each.</summary>
    /// <param name="row">The row.</param>
    /// <param name="place">Its number in the batch.</param>
    /// <param name="batch">Examples in the batch.</param>
    /// <param name="start">The first input's first value; the others' rows follow those of the one before.</param>
    public void Copy(ReadOnlySpan<T> row, int place, int batch, ref T start)
    {
        int column = 0;
        nint offset = 0;
        foreach (InputInfo input in _inputs)
        {
            int stride = Padding.Of(input.Width);
            Span<T> target = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref start, (offset * batch) + ((nint)place * stride)), stride);
            row.Slice(column, input.Width).CopyTo(target);
            target[input.Width..].Clear();
            column += input.Width;
            offset += stride;
        }
    }
}
