using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using RepLearn.Numerics.Buffers;
using RepLearn.Numerics.Elementary;

namespace RepLearn.Embeddings.Vectors;

/// <summary>
/// The directions of a table's rows, quantised to one byte per value, with bounds on the error. A search reads these, a quarter of the
/// table, and then only the rows whose cosine may be large enough. Row r's direction u = r / ‖r‖ is about s·c for whole numbers c from
/// −127 to 127, and ‖u − s·c‖ is known.
/// </summary>
internal sealed class DirectionCodes
{
    /// <summary>Rows whose codes are compared at a time, one per lane.</summary>
    public const int Group = 16;

    /// <summary>No code is larger.</summary>
    public const int LargestCode = 127;

    // With more values, the codes of a query, whose products must not overflow, would have too few digits.
    private const int MostDimension = 1 << 16;

    private readonly VectorTable _table;
    private readonly int _pairs;
    private readonly AlignedBuffer<sbyte> _codes;
    private readonly float[] _scales;
    private readonly float[] _errors;

    /// <param name="table">Rows that codes serve.</param>
    /// <param name="threads">Threads to use at most.</param>
    public DirectionCodes(VectorTable table, int threads)
    {
        // Groups of rows one after another; in a group the rows' first two codes, then their next two, and so on: sums of 16 rows
        // grow in the lanes of one vector, and no row is padded.
        int rows = (int)RowsOf(table);
        _table = table;
        _pairs = PairsOf(table.Dimension);
        _codes = new AlignedBuffer<sbyte>(rows * 2 * _pairs);
        _scales = new float[rows];
        _errors = new float[rows];

        // Rows that pad the last group are never candidates.
        _errors.AsSpan(table.Count).Fill(float.NegativeInfinity);
        RowPartition.Run(table.Count, table.Stride, Group, threads, Fill);
    }

    /// <summary>Whether a table can have codes.</summary>
    public static bool Serve(VectorTable table) =>
        table.Dimension <= MostDimension && RowsOf(table) * 2 * PairsOf(table.Dimension) <= Array.MaxLength - 128;

    /// <summary>Pairs of values, the last one perhaps with a zero.</summary>
    public static int PairsOf(int dimension) => (dimension + 1) / 2;

    /// <summary>Bitmask, lowest bit first, of the group's rows whose cosine with the query may exceed the threshold.</summary>
    /// <param name="row">The group's first row.</param>
    /// <param name="question">The question.</param>
    /// <param name="threshold">The threshold.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public uint Candidates(int row, CodedQuestion question, float threshold)
    {
        Vector512<float> products = Vector512.ConvertToSingle(Products(row, ref question.Start));
        Vector512<float> cosines = products * (Vector512.LoadUnsafe(ref _scales[row]) * question.Scale);
        Vector512<float> most = cosines + ((Vector512.LoadUnsafe(ref _errors[row]) * question.Reach) + Vector512.Create(question.Error));
        return (uint)Vector512.GreaterThan(most, Vector512.Create(threshold)).ExtractMostSignificantBits();
    }

    // Σ c k. The codes k of a query are so small that no sum can overflow.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<int> Products(int row, ref int question)
    {
        ref sbyte codes = ref Unsafe.Add(ref _codes.Start, (nint)row * 2 * _pairs);
        Vector512<int> sums = Vector512<int>.Zero;
        for (int pair = 0; pair < _pairs; pair++)
        {
            Vector256<sbyte> bytes = Vector256.LoadUnsafe(ref codes, (nuint)pair * 2 * Group);
            sums += MultiplyAddPairs(Widen(bytes), Vector512.Create(Unsafe.Add(ref question, pair)).AsInt16());
        }

        return sums;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> Widen(Vector256<sbyte> bytes)
    {
        if (Avx512BW.IsSupported)
        {
            return Avx512BW.ConvertToVector512Int16(bytes);
        }

        (Vector256<short> lower, Vector256<short> upper) = Vector256.Widen(bytes);
        return Vector512.Create(lower, upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> MultiplyAddPairs(Vector512<short> left, Vector512<short> right)
    {
        if (Avx512BW.IsSupported)
        {
            return Avx512BW.MultiplyAddAdjacent(left, right);
        }

        if (Avx2.IsSupported)
        {
            return Vector512.Create(
                Avx2.MultiplyAddAdjacent(left.GetLower(), right.GetLower()), Avx2.MultiplyAddAdjacent(left.GetUpper(), right.GetUpper()));
        }

        Vector512<int> odd = (left.AsInt32() >> 16) * (right.AsInt32() >> 16);
        return odd + (((left.AsInt32() << 16) >> 16) * ((right.AsInt32() << 16) >> 16));
    }

    private static long RowsOf(VectorTable table) => ((long)table.Count + Group - 1) / Group * Group;

    // Optimised from the start, because it runs only once per table, in the first search, whose time it dominates.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill(int first, int end)
    {
        var codes = new sbyte[_table.Stride];
        ReadOnlySpan<short> pairs = MemoryMarshal.Cast<sbyte, short>(codes)[.._pairs];
        Span<short> target = MemoryMarshal.Cast<sbyte, short>(_codes.Span);
        for (int row = first; row < end; row++)
        {
            (_scales[row], _errors[row]) = Encode(row, codes);
            int place = (row / Group * Group * _pairs) + (row % Group);
            for (int pair = 0; pair < pairs.Length; pair++)
            {
                target[place + (pair * Group)] = pairs[pair];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (float Scale, float Error) Encode(int row, Span<sbyte> codes)
    {
        float largest = Math.Abs(TensorPrimitives.MaxMagnitude(_table[row]));
        if (largest == 0)
        {
            codes.Clear();
            return (0, 0);
        }

        double length = VectorProducts.Norm(_table[row]);
        float scale = (float)(largest / (length * LargestCode));
        ref float values = ref Unsafe.Add(ref _table.Start, (nint)row * _table.Stride);
        Vector512<double> squares = Vector512<double>.Zero;
        for (int column = 0; column < codes.Length; column += Vector512<float>.Count)
        {
            (Vector512<double> lower, Vector512<double> upper) = Vector512.Widen(Vector512.LoadUnsafe(ref values, (nuint)column));
            Vector512<double> lowerCodes = Vector512.Round(lower * (LargestCode / (double)largest));
            Vector512<double> upperCodes = Vector512.Round(upper * (LargestCode / (double)largest));
            Vector512<double> lowerError = (lower * (1 / length)) - (lowerCodes * scale);
            Vector512<double> upperError = (upper * (1 / length)) - (upperCodes * scale);
            squares += (lowerError * lowerError) + (upperError * upperError);
            Vector512<int> whole = Vector512.ConvertToInt32(Vector512.Narrow(lowerCodes, upperCodes));
            Vector256<short> narrow = Vector256.Narrow(whole.GetLower(), whole.GetUpper());
            Vector128.Narrow(narrow.GetLower(), narrow.GetUpper()).CopyTo(codes[column..]);
        }

        return (scale, (float)Math.Sqrt(Lanes.Sum(squares)));
    }
}
