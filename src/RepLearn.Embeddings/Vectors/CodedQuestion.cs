using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using RepLearn.Numerics.Buffers;

namespace RepLearn.Embeddings.Vectors;

/// <summary>
/// A quantised query of length 1 (or 0): q ≈ t · k with whole numbers k, to be multiplied with <see cref="DirectionCodes"/>.
/// </summary>
/// <remarks>
/// For a row's direction u, about s·c, with <c>‖u − s c‖ ≤ e</c>, and <c>‖q − t k‖ = d</c>, the Cauchy–Schwarz inequality gives
/// <c>q·u − t s k·c = q·(u − s c) + (q − t k)·s c ≤ ‖q‖ e + d (1 + e)</c>.
/// </remarks>
internal sealed class CodedQuestion
{
    private readonly AlignedBuffer<int> _pairs;

    /// <param name="vector">The vector.</param>
    public CodedQuestion(ReadOnlySpan<float> vector)
    {
        // The sum of all |k c| is at most the number of values · 127 · the largest |k|.
        int pairs = DirectionCodes.PairsOf(vector.Length);
        int largestCode = Math.Min(short.MaxValue, int.MaxValue / (DirectionCodes.LargestCode * 2 * pairs));
        float largest = Math.Abs(TensorPrimitives.MaxMagnitude(vector));
        _pairs = new AlignedBuffer<int>(pairs);
        Scale = largest / largestCode;
        Span<short> codes = MemoryMarshal.Cast<int, short>(_pairs.Span);
        double squares = 0;
        for (int place = 0; place < vector.Length && largest > 0; place++)
        {
            codes[place] = (short)Math.Round(vector[place] * (largestCode / (double)largest));
            double error = vector[place] - ((double)Scale * codes[place]);
            squares += error * error;
        }

        // A bound on all other rounding: that of the key itself, which is a sum over every 16th value in each lane, with each product and
        // sum rounded to 2^-24, then four sums, a length and a quotient; and of the comparison with codes, ten roundings.
        double rounding = Math.ScaleB((vector.Length / 16.0) + 16, -23);
        double length = VectorProducts.Norm(vector);
        Reach = (float)(length + Math.Sqrt(squares));
        Error = (float)(Math.Sqrt(squares) + (rounding * length));
    }

    /// <summary>The first two codes k in one number; the others follow.</summary>
    public ref int Start => ref _pairs.Start;

    /// <summary>t</summary>
    public float Scale { get; }

    /// <summary>The factor of a row's error e: ‖q‖ + d.</summary>
    public float Reach { get; }

    /// <summary>The rest of the error: d, and rounding.</summary>
    public float Error { get; }
}
