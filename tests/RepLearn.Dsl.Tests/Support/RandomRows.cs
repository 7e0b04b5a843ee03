using RepLearn.Runtime;

namespace RepLearn.Tests.Support;

/// <summary>Rows that a model takes: values in 0..1, then a condition, a target, and a label or targets of a head, where it has them.</summary>
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

        int first = Array.FindIndex(columns, column => column.Domain is { Group: > 0 });
        if (first >= 0)
        {
            int group = columns[first].Domain!.Group;
            for (int index = 0; index < rows * info.OutputSize / group; index++)
            {
                (int row, int place) = Math.DivRem(index * group, info.OutputSize);
                Normalize(values.AsSpan((row * columns.Length) + first + place, group));
            }
        }

        return values;
    }

    // To a sum of 1.
    private static void Normalize(Span<double> values)
    {
        double sum = values.ToArray().Sum();
        foreach (ref double value in values)
        {
            value /= sum;
        }
    }
}
