using System.Numerics;
using RepLearn.Numerics.Buffers;
using RepLearn.Numerics.Matrices;
using RepLearn.Runtime;
using RepLearn.Tests.Numerics.Matrices;
using Xunit;

namespace RepLearn.Tests.Dsl.Runtime;

/// <summary>
/// The products of a program, whose shares the workers compute one after the other here, against their definitions: with few rows,
/// which workers share, and with many, which are cut among them.
/// </summary>
public sealed class WorkerKernelTests
{
    private const int RowBlock = 48;

    public static TheoryData<int, int, int, int> Sizes
    {
        get
        {
            var sizes = new TheoryData<int, int, int, int>();
            foreach (int workers in (int[])[1, 2, 3, 9])
            {
                foreach (int columns in (int[])[1, 13, 16, 20, 48, 64, 65, 96, 112, 211, 400, 512])
                {
                    sizes.Add(workers, 9, 31, columns);
                    sizes.Add(workers, 9, 130, columns);
                    sizes.Add(workers, RowBlock, 130, columns);
                    sizes.Add(workers, RowBlock + 5, 31, columns);
                }
            }

            return sizes;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Multiply_SharesMakeTheProduct(int workers, int rows, int depth, int columns)
    {
        Check<float>();
        Check<double>();

        void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            TestMatrix<T> a = TestMatrix<T>.Padded(rows, depth).Fill(1);
            TestMatrix<T> b = TestMatrix<T>.Dense(depth, columns).Fill(2);
            TestMatrix<T> c = TestMatrix<T>.Padded(rows, columns);
            foreach (Worker<T> worker in Workers<T>(workers, rows))
            {
                worker.Multiply(rows, depth, columns, ref a.Start, a.Stride, ref b.Start, b.Stride, ref c.Start, c.Stride);
            }

            Reference.AssertProduct(c, 0, rows, depth, (i, d) => a[i, d], (d, j) => b[d, j]);
            c.AssertUntouchedOutside(0, rows, 0, c.Stride);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void MultiplyTransposed_SharesMakeTheProduct(int workers, int rows, int depth, int columns)
    {
        Check<float>();
        Check<double>();

        void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            TestMatrix<T> a = TestMatrix<T>.Padded(rows, depth).Fill(1);
            TestMatrix<T> b = TestMatrix<T>.Dense(columns, depth).Fill(2);
            TestMatrix<T> c = TestMatrix<T>.Padded(rows, columns);
            foreach (Worker<T> worker in Workers<T>(workers, rows))
            {
                worker.MultiplyTransposed(rows, depth, columns, ref a.Start, a.Stride, ref b.Start, b.Stride, ref c.Start, c.Stride);
            }

            Reference.AssertProduct(c, 0, rows, depth, (i, d) => a[i, d], (d, j) => b[j, d]);
            c.AssertUntouchedOutside(0, rows, 0, c.Stride);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void TransposedMultiply_SharesMakeTheGradient(int workers, int depth, int rows, int columns)
    {
        TestMatrix<float> a = TestMatrix<float>.Padded(depth, rows).Fill(1);
        TestMatrix<float> b = TestMatrix<float>.Padded(depth, columns).Fill(2);
        TestMatrix<float> c = TestMatrix<float>.Dense(rows, columns);
        foreach (Worker<float> worker in Workers<float>(workers, depth))
        {
            worker.TransposedMultiply(rows, depth, columns, ref a.Start, a.Stride, ref b.Start, b.Stride, ref c.Start, c.Stride);
        }

        Reference.AssertProduct(c, 0, rows, depth, (i, d) => a[d, i], (d, j) => b[d, j]);
        c.AssertUntouchedOutside(0, rows, 0, columns);
    }

    [Theory]
    [InlineData(1, 3, 5)]
    [InlineData(2, 1, 17)]
    [InlineData(3, 9, 16)]
    [InlineData(9, 1, 3)]
    public void Convolutions_SharesMakeTheWhole(int workers, int rows, int filters)
    {
        var axis = new WindowAxis(6, 3, 2, 1, 3);
        var window = new ConvolutionWindow(axis, axis, 2, filters);
        TestMatrix<float> x = TestMatrix<float>.Padded(rows, 72).Fill(1);
        TestMatrix<float> w = TestMatrix<float>.Dense(window.Depth, filters).Fill(2);
        TestMatrix<float> d = TestMatrix<float>.Padded(rows, 9 * filters).Fill(3);
        (TestMatrix<float> y, TestMatrix<float> back, TestMatrix<float> gradient) = products(1);
        (TestMatrix<float> sharedY, TestMatrix<float> sharedBack, TestMatrix<float> sharedGradient) = products(workers);
        sharedY.AssertSameBits(y, "outputs");
        sharedBack.AssertSameBits(back, "inputs");
        sharedGradient.AssertSameBits(gradient, "gradient");

        (TestMatrix<float> Y, TestMatrix<float> Back, TestMatrix<float> Gradient) products(int count)
        {
            TestMatrix<float> outputs = TestMatrix<float>.Padded(rows, 9 * filters);
            TestMatrix<float> inputs = TestMatrix<float>.Padded(rows, 72);
            TestMatrix<float> weights = TestMatrix<float>.Dense(window.Depth, filters);
            foreach (Worker<float> worker in Workers<float>(count, rows))
            {
                worker.Convolve(rows, window, ref x.Start, x.Stride, ref w.Start, w.Stride, ref outputs.Start, outputs.Stride);
                worker.ConvolveTransposed(rows, window, ref d.Start, d.Stride, ref w.Start, w.Stride, ref inputs.Start, inputs.Stride);
                worker.PatchProduct(rows, window, ref x.Start, x.Stride, ref d.Start, d.Stride, ref weights.Start, weights.Stride);
            }

            outputs.AssertUntouchedOutside(0, rows, 0, outputs.Columns);
            inputs.AssertUntouchedOutside(0, rows, 0, inputs.Columns);
            weights.AssertUntouchedOutside(0, weights.Rows, 0, filters);
            return (outputs, inputs, weights);
        }
    }

    // More rows than a block are partitioned among workers; here each of them computes all, because the caller passes all.
    private static unsafe Worker<T>[] Workers<T>(int count, int batch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var run = new Run<T> { Parameters = new AlignedBuffer<T>(0), Gradients = new AlignedBuffer<T>(0), Settings = [] };
        run.Prepare(new ProgramInfo(ProgramName.Backward, ProgramMode.Train, [], 0, 0, 0, RowBlock, -1, 0, 0), batch, count, null, 0);
        Assert.Equal(count > 1 && batch <= RowBlock, run.IsCooperative);
        return [.. Enumerable.Range(0, count).Select(rank => new Worker<T>(run, rank))];
    }
}
