using System.Numerics;
using System.Runtime.Intrinsics;
using RepLearn.Numerics.Matrices;
using Xunit;

namespace RepLearn.Tests.Numerics.Matrices;

/// <summary>What products do with their sums before they store them, against the definitions.</summary>
public sealed class EpilogueTests
{
    [Theory]
    [MemberData(nameof(ProductTests.Sizes), MemberType = typeof(ProductTests))]
    public void Bias_IsAddedOnceToTheFinishedSum(int rows, int depth, int columns)
    {
        Check<float>();
        Check<double>();

        void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            TestMatrix<T> bias = TestMatrix<T>.Dense(1, columns).Fill(5);
            new Products<T>(rows, depth, columns).Assert<AddBias>(bias, 0, column => bias[0, column], (_, _, sum) => sum);
        }
    }

    [Theory]
    [MemberData(nameof(ProductTests.Sizes), MemberType = typeof(ProductTests))]
    public void BiasAndRectifier_AreAppliedToTheFinishedSum(int rows, int depth, int columns)
    {
        Check<float>();
        Check<double>();

        void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            TestMatrix<T> bias = TestMatrix<T>.Dense(1, columns).Fill(5);
            new Products<T>(rows, depth, columns).Assert<AddBiasRelu>(bias, 0, column => bias[0, column], (_, _, sum) => Math.Max(sum, 0));
        }
    }

    [Theory]
    [MemberData(nameof(ProductTests.Sizes), MemberType = typeof(ProductTests))]
    public void Mask_KeepsTheSumsWhereItIsPositive(int rows, int depth, int columns)
    {
        Check<float>();
        Check<double>();

        void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            TestMatrix<T> mask = TestMatrix<T>.Padded(rows, columns).Fill(5);
            T[] special = [T.Zero, T.NegativeZero, T.NaN, T.PositiveInfinity, T.NegativeInfinity, T.Epsilon];
            for (int row = 0; row < rows; row += 2)
            {
                mask[row, row % columns] = special[row / 2 % special.Length];
            }

            new Products<T>(rows, depth, columns).Assert<KeepWherePositive>(
                mask, mask.Stride, null, (row, column, sum) => mask[row, column] > T.Zero ? sum : 0);
        }
    }

    // An exploded model must be seen to have exploded.
    [Theory]
    [InlineData(1, 1, 5)]
    [InlineData(1, 400, 400)]
    [InlineData(9, 300, 35)]
    public void NaN_StaysNaNBehindTheRectifier(int rows, int depth, int columns)
    {
        TestMatrix<float> a = TestMatrix<float>.Padded(rows, depth).Fill(1);
        TestMatrix<float> b = TestMatrix<float>.Dense(depth, columns).Fill(2);
        TestMatrix<float> bias = TestMatrix<float>.Dense(1, columns).Fill(3);
        TestMatrix<float> c = TestMatrix<float>.Padded(rows, columns);
        a[rows - 1, depth - 1] = float.NaN;
        Matrix.Multiply<float, AddBiasRelu>(
            rows, depth, columns, ref a.Start, a.Stride, ref b.Start, b.Stride, 1, ref c.Start, c.Stride, ref bias.Start, 0);
        for (int column = 0; column < columns; column++)
        {
            Assert.True(float.IsNaN(c[rows - 1, column]));
        }
    }

    [Theory]
    [MemberData(nameof(SameBitsTests.Sizes), MemberType = typeof(SameBitsTests))]
    public void Epilogues_HaveTheSameBitsAtAnyWidth(int rows, int depth, int columns)
    {
        Check<float>();
        Check<double>();

        void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            TestMatrix<T> bias = TestMatrix<T>.Dense(1, columns).Fill(5);
            TestMatrix<T> mask = TestMatrix<T>.Padded(rows, columns).Fill(6);
            new Products<T>(rows, depth, columns).AssertSameBits<AddBias>(bias, 0, (_, column, sum) => sum + bias[0, column]);
            new Products<T>(rows, depth, columns).AssertSameBits<AddBiasRelu>(bias, 0, (_, column, sum) => T.Max(sum + bias[0, column], T.Zero));
            new Products<T>(rows, depth, columns).AssertSameBits<KeepWherePositive>(
                mask, mask.Stride, (row, column, sum) => mask[row, column] > T.Zero ? sum : T.Zero);
        }
    }

    /// <summary>One pair of factors, and its product in all the ways that take an epilogue.</summary>
    private sealed unsafe class Products<T>(int rows, int depth, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly TestMatrix<T> _a = TestMatrix<T>.Padded(rows, depth).Fill(1);
        private readonly TestMatrix<T> _b = TestMatrix<T>.Dense(depth, columns).Fill(2);
        private readonly TestMatrix<T> _paddedB = TestMatrix<T>.Padded(depth, columns).Fill(2);
        private readonly TestMatrix<T> _transposedB = TestMatrix<T>.Dense(columns, depth).Fill(3);

        public void Assert<TEpilogue>(TestMatrix<T> operand, int stride, Func<int, T>? bias, Func<int, int, double, double> finish)
            where TEpilogue : struct, IEpilogue
        {
            foreach (TestMatrix<T> b in (TestMatrix<T>[])[_b, _paddedB])
            {
                TestMatrix<T> c = TestMatrix<T>.Padded(rows, columns);
                Matrix.Multiply<T, TEpilogue>(
                    rows, depth, columns, ref _a.Start, _a.Stride, ref b.Start, b.Stride, 1, ref c.Start, c.Stride, ref operand.Start, stride);
                Reference.AssertProduct(c, 0, rows, depth, (i, d) => _a[i, d], (d, j) => b[d, j], bias, finish);
                c.AssertUntouchedOutside(0, rows, 0, c.Stride);
            }

            TestMatrix<T> across = TestMatrix<T>.Padded(rows, columns);
            Matrix.MultiplyTransposed<T, TEpilogue>(
                rows, depth, columns, ref _a.Start, _a.Stride, ref _transposedB.Start, _transposedB.Stride,
                ref across.Start, across.Stride, ref operand.Start, stride);
            Reference.AssertProduct(across, 0, rows, depth, (i, d) => _a[i, d], (d, j) => _transposedB[j, d], bias, finish);
            across.AssertUntouchedOutside(0, rows, 0, columns);

            TestMatrix<T> inOrder = TestMatrix<T>.Padded(rows, columns);
            Matrix.Multiply<T, TEpilogue>(
                rows, depth, columns, ref _a.Start, _a.Stride, ref _transposedB.Start, 1, _transposedB.Stride,
                ref inOrder.Start, inOrder.Stride, ref operand.Start, stride);
            Reference.AssertProduct(inOrder, 0, rows, depth, (i, d) => _a[i, d], (d, j) => _transposedB[j, d], bias, finish);
            inOrder.AssertUntouchedOutside(0, rows, 0, inOrder.Stride);
        }

        public void AssertSameBits<TEpilogue>(TestMatrix<T> operand, int stride, Func<int, int, T, T> finish)
            where TEpilogue : struct, IEpilogue
        {
            TestMatrix<T> c512 = Multiply<TEpilogue, Vector512<T>, Lanes512<T>>(operand, stride);
            Multiply<TEpilogue, Vector256<T>, Lanes256<T>>(operand, stride).AssertSameBits(c512, "256 bits against 512");
            Multiply<TEpilogue, Vector128<T>, Lanes128<T>>(operand, stride).AssertSameBits(c512, "128 bits against 512");
            Multiply<NoEpilogue, Vector512<T>, Lanes512<T>>(operand, stride).AssertSameBits(c512, finish, "no epilogue against one");

            TestMatrix<T> across512 = MultiplyTransposed<TEpilogue, Vector512<T>, Lanes512<T>>(operand, stride);
            MultiplyTransposed<TEpilogue, Twice<Vector256<T>>, TwiceLanes<Vector256<T>, Lanes256<T>, T>>(operand, stride)
                .AssertSameBits(across512, "256 bits against 512");
            MultiplyTransposed<TEpilogue, Twice<Twice<Vector128<T>>>, TwiceLanes<Twice<Vector128<T>>, TwiceLanes<Vector128<T>, Lanes128<T>, T>, T>>(operand, stride)
                .AssertSameBits(across512, "128 bits against 512");
            MultiplyTransposed<NoEpilogue, Vector512<T>, Lanes512<T>>(operand, stride).AssertSameBits(across512, finish, "no epilogue against one");
        }

        private TestMatrix<T> Multiply<TEpilogue, TVector, TLanes>(TestMatrix<T> operand, int stride)
            where TEpilogue : struct, IEpilogue
            where TVector : struct
            where TLanes : struct, ILanes<TVector, T>
        {
            TestMatrix<T> c = TestMatrix<T>.Padded(rows, columns);
            fixed (T* a = &_a.Start, b = &_b.Start, target = &c.Start, operandStart = &operand.Start)
            {
                BlockedProduct<T, TVector, TLanes>.Run<TEpilogue>(
                    rows, depth, columns, a, _a.Stride, 1, b, _b.Stride, 1, target, c.Stride, dense: false, operandStart, stride);
            }

            return c;
        }

        private TestMatrix<T> MultiplyTransposed<TEpilogue, TVector, TLanes>(TestMatrix<T> operand, int stride)
            where TEpilogue : struct, IEpilogue
            where TVector : struct
            where TLanes : struct, ILanes<TVector, T>
        {
            TestMatrix<T> c = TestMatrix<T>.Padded(rows, columns);
            fixed (T* a = &_a.Start, b = &_transposedB.Start, target = &c.Start, operandStart = &operand.Start)
            {
                DotKernel<T, TVector, TLanes>.Run<TEpilogue>(
                    rows, depth, columns, a, _a.Stride, b, _transposedB.Stride, target, c.Stride, operandStart, stride);
            }

            return c;
        }
    }
}
