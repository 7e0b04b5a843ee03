using System.Numerics;
using System.Runtime.Intrinsics;
using RepLearn.Numerics.Matrices;
using Xunit;

namespace RepLearn.Tests.Numerics.Matrices;

/// <summary>The bits of a result depend neither on the hardware's vectors nor on how work is cut among threads.</summary>
public sealed class SameBitsTests
{
    public static TheoryData<int, int, int> Sizes => new()
    {
        { 1, 1, 1 }, { 9, 1, 47 }, { 1, 784, 400 }, { 2, 33, 17 }, { 3, 129, 65 }, { 7, 400, 20 }, { 9, 31, 47 }, { 16, 300, 211 },
        { 31, 617, 100 }, { 48, 257, 96 }, { 200, 130, 49 }, { 64, 1031, 33 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Products_HaveTheSameBitsAtAnyWidth(int rows, int depth, int columns)
    {
        Check<float>();
        Check<double>();

        unsafe void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            TestMatrix<T> a = TestMatrix<T>.Padded(rows, depth).Fill(3);
            TestMatrix<T> b = TestMatrix<T>.Dense(depth, columns).Fill(4);
            TestMatrix<T> across = TestMatrix<T>.Dense(columns, depth);
            Matrix.Transpose(0, depth, columns, ref b.Start, b.Stride, ref across.Start, across.Stride);
            TestMatrix<T> c512 = Product<Vector512<T>, Lanes512<T>>(b, b.Stride, 1);
            Product<Vector256<T>, Lanes256<T>>(b, b.Stride, 1).AssertSameBits(c512, "256 bits against 512");
            Product<Vector128<T>, Lanes128<T>>(b, b.Stride, 1).AssertSameBits(c512, "128 bits against 512");
            Product<Vector512<T>, Lanes512<T>>(across, 1, across.Stride).AssertSameBits(c512, "from a transposed factor, 512 bits");
            Product<Vector256<T>, Lanes256<T>>(across, 1, across.Stride).AssertSameBits(c512, "from a transposed factor, 256 bits");
            Product<Vector128<T>, Lanes128<T>>(across, 1, across.Stride).AssertSameBits(c512, "from a transposed factor, 128 bits");

            // The definition itself: one chain of multiply-adds in order of the depth.
            if (System.Runtime.Intrinsics.X86.Fma.IsSupported)
            {
                for (int row = 0; row < rows; row++)
                {
                    for (int column = 0; column < columns; column++)
                    {
                        T sum = T.Zero;
                        for (int d = 0; d < depth; d++)
                        {
                            sum = T.FusedMultiplyAdd(a[row, d], b[d, column], sum);
                        }

                        Assert.True(TestMatrix<T>.SameBits(sum, c512[row, column]), $"Row {row}, column {column}: {sum:R} and {c512[row, column]:R}.");
                    }
                }
            }

            TestMatrix<T> Product<TVector, TLanes>(TestMatrix<T> right, int bDepth, int bColumn)
                where TVector : struct
                where TLanes : struct, ILanes<TVector, T>
            {
                TestMatrix<T> c = TestMatrix<T>.Padded(rows, columns);
                fixed (T* aStart = &a.Start, bStart = &right.Start, cStart = &c.Start)
                {
                    BlockedProduct<T, TVector, TLanes>.Run<NoEpilogue>(
                        rows, depth, columns, aStart, a.Stride, 1, bStart, bDepth, bColumn, cStart, c.Stride, dense: true, cStart, 0);
                }

                c.AssertUntouchedOutside(0, rows, 0, columns);
                return c;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void GradientProducts_HaveTheSameBitsAtAnyWidth(int rows, int depth, int columns)
    {
        Check<float>();
        Check<double>();

        unsafe void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            TestMatrix<T> a = TestMatrix<T>.Padded(depth, rows).Fill(3);
            TestMatrix<T> b = TestMatrix<T>.Padded(depth, columns).Fill(4);
            TestMatrix<T> c512 = Product<Vector512<T>, Lanes512<T>>();
            Product<Vector256<T>, Lanes256<T>>().AssertSameBits(c512, "256 bits against 512");
            Product<Vector128<T>, Lanes128<T>>().AssertSameBits(c512, "128 bits against 512");

            TestMatrix<T> Product<TVector, TLanes>()
                where TVector : struct
                where TLanes : struct, ILanes<TVector, T>
            {
                TestMatrix<T> c = TestMatrix<T>.Dense(rows, columns);
                fixed (T* aStart = &a.Start, bStart = &b.Start, cStart = &c.Start)
                {
                    BlockedProduct<T, TVector, TLanes>.Run<NoEpilogue>(
                        rows, depth, columns, aStart, 1, a.Stride, bStart, b.Stride, 1, cStart, c.Stride, dense: true, cStart, 0);
                }

                c.AssertUntouchedOutside(0, rows, 0, columns);
                return c;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void DotProducts_HaveTheSameBitsAtAnyWidth(int rows, int depth, int columns)
    {
        Check<float>();
        Check<double>();

        unsafe void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            TestMatrix<T> a = TestMatrix<T>.Padded(rows, depth).Fill(3);
            TestMatrix<T> b = TestMatrix<T>.Dense(columns, depth).Fill(4);
            TestMatrix<T> c512 = Product<Vector512<T>, Lanes512<T>>();
            Product<Twice<Vector256<T>>, TwiceLanes<Vector256<T>, Lanes256<T>, T>>().AssertSameBits(c512, "256 bits against 512");
            Product<Twice<Twice<Vector128<T>>>, TwiceLanes<Twice<Vector128<T>>, TwiceLanes<Vector128<T>, Lanes128<T>, T>, T>>()
                .AssertSameBits(c512, "128 bits against 512");

            TestMatrix<T> Product<TVector, TLanes>()
                where TVector : struct
                where TLanes : struct, ILanes<TVector, T>
            {
                TestMatrix<T> c = TestMatrix<T>.Padded(rows, columns);
                fixed (T* aStart = &a.Start, bStart = &b.Start, cStart = &c.Start)
                {
                    DotKernel<T, TVector, TLanes>.Run<NoEpilogue>(rows, depth, columns, aStart, a.Stride, bStart, b.Stride, cStart, c.Stride, cStart, 0);
                }

                c.AssertUntouchedOutside(0, rows, 0, columns);
                return c;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void ColumnSums_HaveTheSameBitsAtAnyWidth(int rows, int depth, int columns)
    {
        Check<float>();
        Check<double>();

        unsafe void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            TestMatrix<T> a = TestMatrix<T>.Padded(rows * depth % 1000 + 1, columns).Fill(5);
            TestMatrix<T> s512 = Sums<Vector512<T>, Lanes512<T>>();
            Sums<Vector256<T>, Lanes256<T>>().AssertSameBits(s512, "256 bits against 512");
            Sums<Vector128<T>, Lanes128<T>>().AssertSameBits(s512, "128 bits against 512");

            TestMatrix<T> Sums<TVector, TLanes>()
                where TVector : struct
                where TLanes : struct, ILanes<TVector, T>
            {
                TestMatrix<T> sums = TestMatrix<T>.Dense(1, columns);
                fixed (T* aStart = &a.Start, start = &sums.Start)
                {
                    ColumnSum<T, TVector, TLanes>.Run(columns, a.Rows, aStart, a.Stride, start);
                }

                sums.AssertUntouchedOutside(0, 1, 0, columns);
                return sums;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Multiply_HasTheSameBitsHoweverRowsAreCut(int rows, int depth, int columns)
    {
        TestMatrix<float> a = TestMatrix<float>.Padded(rows, depth).Fill(6);
        TestMatrix<float> b = TestMatrix<float>.Dense(depth, columns).Fill(7);
        TestMatrix<float> whole = TestMatrix<float>.Padded(rows, columns);
        Matrix.Multiply(rows, depth, columns, ref a.Start, a.Stride, ref b.Start, b.Stride, ref whole.Start, whole.Stride);
        foreach (int block in (int[])[1, 3, 5, 8, 16, 48])
        {
            TestMatrix<float> parts = TestMatrix<float>.Padded(rows, columns);
            for (int row = 0; row < rows; row += block)
            {
                int count = Math.Min(block, rows - row);
                Matrix.Multiply(
                    count, depth, columns, ref a.At(row), a.Stride, ref b.Start, b.Stride, ref parts.At(row), parts.Stride);
            }

            parts.AssertSameBits(whole, $"blocks of {block} rows against all");
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void MultiplyTransposed_HasTheSameBitsHoweverRowsAndColumnsAreCut(int rows, int depth, int columns)
    {
        TestMatrix<float> a = TestMatrix<float>.Padded(rows, depth).Fill(6);
        TestMatrix<float> b = TestMatrix<float>.Dense(columns, depth).Fill(7);
        TestMatrix<float> whole = TestMatrix<float>.Padded(rows, columns);
        Matrix.MultiplyTransposed(rows, depth, columns, ref a.Start, a.Stride, ref b.Start, b.Stride, ref whole.Start, whole.Stride);
        foreach (int block in (int[])[1, 2, 3, 5, 7])
        {
            TestMatrix<float> parts = TestMatrix<float>.Padded(rows, columns);
            for (int row = 0; row < rows; row += block)
            {
                Matrix.MultiplyTransposed(
                    Math.Min(block, rows - row), depth, columns, ref a.At(row), a.Stride, ref b.Start, b.Stride, ref parts.At(row), parts.Stride);
            }

            parts.AssertSameBits(whole, $"blocks of {block} rows against all");
        }

        TestMatrix<float> single = TestMatrix<float>.Padded(rows, columns);
        for (int column = 0; column < columns; column++)
        {
            Matrix.MultiplyTransposed(
                rows, depth, 1, ref a.Start, a.Stride, ref b.At(column), b.Stride, ref single.At(0, column), single.Stride);
        }

        single.AssertSameBits(whole, "single columns against all");
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void RangesOfOutputs_HaveTheSameBitsAsTheWhole(int rows, int depth, int columns)
    {
        TestMatrix<float> a = TestMatrix<float>.Padded(depth, rows).Fill(6);
        TestMatrix<float> b = TestMatrix<float>.Padded(depth, columns).Fill(7);
        TestMatrix<float> gradient = TestMatrix<float>.Dense(rows, columns);
        TestMatrix<float> sums = TestMatrix<float>.Dense(1, columns);
        Matrix.TransposedMultiply(0, rows, depth, columns, ref a.Start, a.Stride, ref b.Start, b.Stride, ref gradient.Start, gradient.Stride);
        Matrix.ColumnSums(0, columns, depth, ref b.Start, b.Stride, ref sums.Start);
        foreach (int parts in (int[])[2, 3, 5])
        {
            TestMatrix<float> cutGradient = TestMatrix<float>.Dense(rows, columns);
            TestMatrix<float> cutSums = TestMatrix<float>.Dense(1, columns);
            for (int part = 0; part < parts; part++)
            {
                (int rowStart, int rowEnd) = (rows * part / parts, rows * (part + 1) / parts);
                (int start, int end) = (columns * part / parts, columns * (part + 1) / parts);
                Matrix.TransposedMultiply(
                    rowStart, rowEnd, depth, columns, ref a.Start, a.Stride, ref b.Start, b.Stride, ref cutGradient.Start, cutGradient.Stride);
                Matrix.ColumnSums(start, end, depth, ref b.Start, b.Stride, ref cutSums.Start);
            }

            cutGradient.AssertSameBits(gradient, $"{parts} parts against the whole");
            cutSums.AssertSameBits(sums, $"{parts} parts against the whole");
        }
    }
}
