using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Xunit;

namespace RepLearn.Tests.Numerics.Matrices;

/// <summary>
/// A matrix in memory of its own, aligned to a cache line, whose every element outside of its columns is a canary: NaN, so that
/// reading one spoils the result, with bits of its own, so that writing one is seen.
/// </summary>
internal sealed class TestMatrix<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Guard = 64;
    private readonly T[] _values;
    private readonly int _first;

    private TestMatrix(int rows, int columns, int stride)
    {
        (Rows, Columns, Stride) = (rows, columns, stride);
        int length = rows * stride;
        _values = GC.AllocateUninitializedArray<T>(length + (3 * Guard), pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_values, 0);
        int elements = 64 / Unsafe.SizeOf<T>();
        _first = Guard + ((elements - (int)(address / Unsafe.SizeOf<T>() % elements)) % elements);
        _values.AsSpan().Fill(Canary);
    }

    public static T Canary => typeof(T) == typeof(float)
        ? (T)(object)BitConverter.UInt32BitsToSingle(0x7FC5_A5A5)
        : (T)(object)BitConverter.UInt64BitsToDouble(0x7FF8_A5A5_A5A5_A5A5);

    public int Rows { get; }

    public int Columns { get; }

    public int Stride { get; }

    public ref T Start => ref _values[_first];

    public T this[int row, int column]
    {
        get => _values[_first + (row * Stride) + column];
        set => _values[_first + (row * Stride) + column] = value;
    }

    public ref T At(int row, int column = 0) => ref _values[_first + (row * Stride) + column];

    public static TestMatrix<T> Padded(int rows, int columns) => new(rows, columns, (columns + 15) / 16 * 16);

    public static TestMatrix<T> Dense(int rows, int columns) => new(rows, columns, columns);

    /// <summary>Values in [-1, 1) that are exact in both precisions but whose products are not.</summary>
    public TestMatrix<T> Fill(int seed)
    {
        var random = new System.Random(seed);
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                this[row, column] = T.CreateChecked((random.Next(1 << 24) / (double)(1 << 23)) - 1.0);
            }
        }

        return this;
    }

    /// <summary>Whether an element still has the bits that it was made with.</summary>
    public static bool IsCanary(T value) => SameBits(value, Canary);

    public static bool SameBits(T left, T right) =>
        MemoryMarshal.AsBytes([left]).SequenceEqual(MemoryMarshal.AsBytes([right]));

    /// <summary>Fails if anything was written that is not in the given rows and columns.</summary>
    public void AssertUntouchedOutside(int rowStart, int rowEnd, int columnStart, int columnEnd)
    {
        for (int index = 0; index < _values.Length; index++)
        {
            int row = Math.DivRem(index - _first, Stride, out int column);
            bool inside = index >= _first && row >= rowStart && row < rowEnd && column >= columnStart && column < columnEnd;
            if (!inside && !IsCanary(_values[index]))
            {
                Assert.Fail($"A {Rows} by {Columns} matrix was written in row {row}, column {column}, outside rows {rowStart}..{rowEnd} and columns {columnStart}..{columnEnd}.");
            }
        }
    }

    /// <summary>Fails unless both matrices hold the same bits in their columns.</summary>
    public void AssertSameBits(TestMatrix<T> other, string what) => AssertSameBits(other, (_, _, value) => value, what);

    /// <summary>Fails unless what a function makes of each (row, column, value) has the bits that the other matrix holds.</summary>
    public void AssertSameBits(TestMatrix<T> other, Func<int, int, T, T> function, string what)
    {
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                T value = function(row, column, this[row, column]);
                if (!SameBits(value, other[row, column]))
                {
                    Assert.Fail($"{what}: row {row}, column {column} is {value:R} and {other[row, column]:R}.");
                }
            }
        }
    }
}
