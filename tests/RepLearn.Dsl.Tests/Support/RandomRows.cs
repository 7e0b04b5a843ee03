using RepLearn.Runtime;

namespace RepLearn.Tests.Support;

/// <summary>Rows that a model takes: values in 0..1, then a condition and a label or targets, where it has them.</summary>
internal static class RandomRows
{
    /// <summary>Rows to train on.</summary>
    public static double[] Draw(ModelInfo info, int rows, Random random)
    {
        InputInfo[] columns = [.. info.Programs[0].Inputs.SelectMany(input => Enumerable.Repeat(input, input.Width))];
        var values = new double[rows * columns.Length];
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = columns[index % columns.Length].Domain is { IsLabel: true } classes
                ? random.Next((int)classes.Least, (int)classes.Most + 1)
                : columns[index % columns.Length].Domain is { AllowsMissing: true } && random.Next(3) == 0 ? double.NaN
                : random.NextDouble();
        }

        return values;
    }
}
