using System.Numerics;

namespace RepLearn.Dsl.Generators.Tests.Execution;

/// <summary>
/// Compares calls with many rows with one call per row, on one thread and on two that share each block of rows or each have
/// rows of their own.
/// </summary>
internal sealed class RowByRow<T>(Autoencoder<T> model, double tolerance)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Threads and rows: none of them a multiple of 16, the last more than a block of rows holds.
    private static readonly (int Threads, int Rows)[] s_calls = [(1, 19), (2, 37), (2, 261)];

    private readonly Random _random = new(7);

    public void CheckOutputs()
    {
        int example = model.Info.InputSize;
        int code = model.Info.LatentSize;
        foreach ((int threads, int rows) in s_calls)
        {
            T[] batch = Draw(rows * example);
            T[] codes = Draw(rows * code);
            UseThreads(threads);
            Compare("Encode", threads, model.Encode(batch), batch, example, code, row => model.Encode(row));
            Compare("Decode", threads, model.Decode(codes), codes, code, example, row => model.Decode(row));
            Compare("Reconstruct", threads, model.Reconstruct(batch), batch, example, example, row => model.Reconstruct(row));
        }
    }

    /// <summary>Losses and gradients are the means of those of the rows.</summary>
    public void CheckLosses()
    {
        int width = model.Info.InputSize;
        foreach ((int threads, int rows) in s_calls.Take(2))
        {
            T[] batch = Draw(rows * width);
            UseThreads(threads);
            double expected = 0;
            var gradients = new double[model.Gradients.Length];
            for (int row = 0; row < rows; row++)
            {
                expected += model.Backward(batch.AsSpan(row * width, width), default).Total / rows;
                for (int index = 0; index < gradients.Length; index++)
                {
                    gradients[index] += double.CreateChecked(model.Gradients[index]) / rows;
                }
            }

            Near("Test", threads, 0, double.CreateChecked(model.Test(batch, default).Total), expected, 1);
            Near("Evaluate", threads, 0, model.Evaluate(batch, default).Total, expected, 1);
            Near("Backward", threads, 0, model.Backward(batch, default).Total, expected, 1);
            double scale = gradients.Max(Math.Abs);
            for (int index = 0; index < gradients.Length; index++)
            {
                Near("Gradients", threads, index, double.CreateChecked(model.Gradients[index]), gradients[index], scale);
            }

            CheckParts(threads, batch, rows, expected, gradients);
        }
    }

    // Parts of a step add up to it.
    private void CheckParts(int threads, T[] batch, int rows, double loss, double[] gradients)
    {
        const int Part = 11;
        int width = model.Info.InputSize;
        double sum = 0;
        var sums = new double[gradients.Length];
        for (int first = 0; first < rows; first += Part)
        {
            int count = Math.Min(Part, rows - first);
            sum += model.Backward(batch.AsSpan(first * width, count * width), default, first, rows).Total;
            for (int index = 0; index < sums.Length; index++)
            {
                sums[index] += double.CreateChecked(model.Gradients[index]);
            }
        }

        Near("Parts", threads, 0, sum, loss, 1);
        double scale = gradients.Max(Math.Abs);
        for (int index = 0; index < sums.Length; index++)
        {
            Near("Gradients of parts", threads, index, sums[index], gradients[index], scale);
        }
    }

    /// <summary>A sample's first rows do not depend on how many follow, and none is another's.</summary>
    public void CheckSamples()
    {
        int width = model.Info.InputSize;
        foreach ((int threads, int rows) in s_calls)
        {
            UseThreads(threads);
            T[] samples = Sample(rows);
            Assert.Equal(rows * width, samples.Length);
            for (int count = 1; count < rows; count += 13)
            {
                T[] fewer = Sample(count);
                for (int index = 0; index < fewer.Length; index++)
                {
                    Near("Sample", threads, index, double.CreateChecked(samples[index]), double.CreateChecked(fewer[index]), 1);
                }
            }
        }
    }

    private T[] Sample(int rows) => (T[])model.GetType().GetMethod("Sample")!.Invoke(model, [rows, 3UL])!;

    private void UseThreads(int count)
    {
        model.Threads = count;
        model.MultiplyAddsPerWorker = count == 1 ? long.MaxValue : 1;
    }

    private void Compare(string call, int threads, T[] actual, T[] source, int sourceWidth, int targetWidth, Func<T[], T[]> oneRow)
    {
        Assert.Equal(source.Length / sourceWidth * targetWidth, actual.Length);
        int rows = source.Length / sourceWidth;
        for (int row = 0; row < rows; row += rows < 40 ? 1 : 13)
        {
            T[] expected = oneRow(source[(row * sourceWidth)..((row + 1) * sourceWidth)]);
            for (int column = 0; column < targetWidth; column++)
            {
                int index = (row * targetWidth) + column;
                Near(call, threads, index, double.CreateChecked(actual[index]), double.CreateChecked(expected[column]), 1);
            }
        }
    }

    private void Near(string call, int threads, int index, double actual, double expected, double scale) => Assert.True(
        Math.Abs(actual - expected) <= tolerance * Math.Max(scale, Math.Abs(expected)),
        $"{call} of {model.Info.Name} ({model.Info.InputSize} to {model.Info.LatentSize}) on {threads} threads: value {index} is {actual}, but {expected} row by row.");

    private T[] Draw(int count)
    {
        var values = new T[count];
        foreach (ref T value in values.AsSpan())
        {
            value = T.CreateChecked(_random.NextDouble());
        }

        return values;
    }
}
