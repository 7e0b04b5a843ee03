using RepLearn.Numerics.Files;
using RepLearn.Runtime;

namespace RepLearn.Training;

/// <summary>The numbers of a checkpoint that tell how a fit went: read back only where a fit can have written them.</summary>
internal static class CheckpointNumbers
{
    /// <summary>The epochs of a table, whose rows have training terms and metrics, the same of the validation, learning rate, examples and seconds.</summary>
    /// <exception cref="ModelFileException">A number is none that a fit writes.</exception>
    public static EpochReport[] Epochs(SafetensorsFile file, ReadOnlySpan<double> table, ModelInfo info)
    {
        int values = info.LossValues;
        int columns = (2 * values) + 3;
        var epochs = new EpochReport[table.Length / columns];
        for (int epoch = 0; epoch < epochs.Length; epoch++)
        {
            ReadOnlySpan<double> row = table.Slice(epoch * columns, columns);
            ReadOnlySpan<double> validation = row.Slice(values, values);
            ReadOnlySpan<double> extras = row[(2 * values)..];
            string place = $"the history of epoch {epoch + 1}";

            // A fit goes on where its validation gives no number.
            bool validated = validation.ContainsAnyExcept(double.NaN);
            ExpectFinite(file, row[..values], place);
            ExpectNotNegative(file, extras, place);
            epochs[epoch] = new EpochReport(
                epoch + 1,
                new Losses(info, row[..values]),
                validated ? new Losses(info, validation) : null,
                extras[0],
                Count(file, extras[1], place),
                extras[2]);
        }

        return epochs;
    }

    /// <summary>
    /// Checks the running sums of an epoch: a sum per term and metric, then examples, seconds, learning rate, the scale of losses, the factor of the
    /// learning rate and the lowest criterion.
    /// </summary>
    /// <exception cref="ModelFileException">A number is none that a fit writes.</exception>
    public static double[] Mean(SafetensorsFile file, double[] values, int terms)
    {
        const string Place = "the losses of the epoch at hand";
        ExpectFinite(file, values, Place);
        ExpectNotNegative(file, values.AsSpan(terms, 3), Place);
        ExpectNotNegative(file, values.AsSpan(terms + 4, 1), Place);
        Count(file, values[terms], Place);
        return values;
    }

    private static void ExpectFinite(SafetensorsFile file, ReadOnlySpan<double> values, string place)
    {
        foreach (double value in values)
        {
            if (!double.IsFinite(value))
            {
                throw new ModelFileException(file.Path, FormattableString.Invariant($"expected finite numbers in {place}, but there is {value}."));
            }
        }
    }

    private static void ExpectNotNegative(SafetensorsFile file, ReadOnlySpan<double> values, string place)
    {
        foreach (double value in values)
        {
            if (!(value >= 0 && double.IsFinite(value)))
            {
                throw new ModelFileException(file.Path, FormattableString.Invariant($"expected learning rate, examples and seconds as finite numbers, at least 0, in {place}, but there is {value}."));
            }
        }
    }

    private static long Count(SafetensorsFile file, double value, string place) =>
        value <= ModelMetadata.MostCount && value == Math.Floor(value)
            ? (long)value
            : throw new ModelFileException(file.Path, FormattableString.Invariant($"expected a whole number of examples in {place}, but it is {value}."));
}
