using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RepLearn.Numerics.Matrices;

/// <summary>
/// Transposes squares that fit eight registers of 256 bits: neighbouring rows are interleaved, once for each power of two.
/// Needs AVX for sizes other than 0.
/// </summary>
internal static unsafe class SquareTransposition
{
    /// <summary>target[j, i] = source[i, j]; rows and columns are multiples of 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* source, nint sourceStride, float* target, nint targetStride, int rows, int columns)
    {
        for (int column = 0; column < columns; column += 8)
        {
            for (int row = 0; row < rows; row += 8)
            {
                Square(source + (row * sourceStride) + column, sourceStride, target + (column * targetStride) + row, targetStride);
            }
        }
    }

    /// <summary>target[j, i] = source[i, j]; rows and columns are multiples of 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(double* source, nint sourceStride, double* target, nint targetStride, int rows, int columns)
    {
        for (int column = 0; column < columns; column += 4)
        {
            for (int row = 0; row < rows; row += 4)
            {
                Square(source + (row * sourceStride) + column, sourceStride, target + (column * targetStride) + row, targetStride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Square(float* source, nint sourceStride, float* target, nint targetStride)
    {
        // Rows i and i + 4 share a register, four columns of each, so that no step crosses the 128-bit halves.
        Vector256<float> a04 = Halves(source, 4 * sourceStride), b04 = Halves(source + 4, 4 * sourceStride);
        source += sourceStride;
        Vector256<float> a15 = Halves(source, 4 * sourceStride), b15 = Halves(source + 4, 4 * sourceStride);
        source += sourceStride;
        Vector256<float> a26 = Halves(source, 4 * sourceStride), b26 = Halves(source + 4, 4 * sourceStride);
        source += sourceStride;
        Vector256<float> a37 = Halves(source, 4 * sourceStride), b37 = Halves(source + 4, 4 * sourceStride);
        FourColumns(a04, a15, a26, a37, target, targetStride);
        FourColumns(b04, b15, b26, b37, target + (4 * targetStride), targetStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Halves(float* source, nint distance) =>
        Vector256.Create(Vector128.Load(source), Vector128.Load(source + distance));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourColumns(
        Vector256<float> r04, Vector256<float> r15, Vector256<float> r26, Vector256<float> r37, float* target, nint targetStride)
    {
        Vector256<double> low01 = Avx.UnpackLow(r04, r15).AsDouble();
        Vector256<double> high01 = Avx.UnpackHigh(r04, r15).AsDouble();
        Vector256<double> low23 = Avx.UnpackLow(r26, r37).AsDouble();
        Vector256<double> high23 = Avx.UnpackHigh(r26, r37).AsDouble();
        Avx.UnpackLow(low01, low23).AsSingle().Store(target);
        Avx.UnpackHigh(low01, low23).AsSingle().Store(target + targetStride);
        Avx.UnpackLow(high01, high23).AsSingle().Store(target + (2 * targetStride));
        Avx.UnpackHigh(high01, high23).AsSingle().Store(target + (3 * targetStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Square(double* source, nint sourceStride, double* target, nint targetStride)
    {
        Vector256<double> a02 = Halves(source, 2 * sourceStride), b02 = Halves(source + 2, 2 * sourceStride);
        source += sourceStride;
        Vector256<double> a13 = Halves(source, 2 * sourceStride), b13 = Halves(source + 2, 2 * sourceStride);
        Avx.UnpackLow(a02, a13).Store(target);
        Avx.UnpackHigh(a02, a13).Store(target + targetStride);
        Avx.UnpackLow(b02, b13).Store(target + (2 * targetStride));
        Avx.UnpackHigh(b02, b13).Store(target + (3 * targetStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Halves(double* source, nint distance) =>
        Vector256.Create(Vector128.Load(source), Vector128.Load(source + distance));
}
