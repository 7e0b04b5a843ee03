using RepLearn.Models;
using RepLearn.Numerics.Buffers;
using RepLearn.Runtime;

namespace RepLearn;

// Sparse codes without their zeros.
public abstract partial class Autoencoder<T>
{
    /// <summary>
    /// Writes which units of a sparse code are active in each example, and their values: what <see cref="Encode(ReadOnlySpan{T}, Span{T})"/> gives
    /// without the zeros. It allocates nothing.
    /// </summary>
    /// <param name="batch">Examples, one per row, each with its condition where the model has one.</param>
    /// <param name="units">
    /// Receives <see cref="ModelInfo.MostActive"/> numbers per example: those of the active units from 0, ascending, then -1 for each place that is left.
    /// </param>
    /// <param name="values">Receives as many values per example: those of the units, above 0, and 0 for each place that is left.</param>
    /// <exception cref="ArgumentException">A length is wrong, or a value is not finite.</exception>
    /// <exception cref="InvalidOperationException">The model's code is not sparse, or another thread uses the model.</exception>
    /// <exception cref="NotFiniteNumberException">A value of a unit is not finite, because values or parameters are too large.</exception>
    public void EncodeSparse(ReadOnlySpan<T> batch, Span<int> units, Span<T> values)
    {
        ExpectSparse();
        int number = ProgramOf(ProgramName.EncodeSparse);
        ProgramInfo program = Info.Programs[number];
        int width = _inputs[number].Width;
        int places = program.OutputWidth;
        int rows = RowsOf(batch.Length, ProgramName.EncodeSparse, nameof(batch));
        ExpectLength(units.Length, rows, places, nameof(units));
        ExpectLength(values.Length, rows, places, nameof(values));
        ExpectApart(batch, width, values, places, nameof(values));
        using ModelGate.Hold hold = _gate.Enter();
        for (int first = 0, count; first < rows; first += count)
        {
            count = RunBlock(number, batch, nameof(batch), first);
            ReadOnlySpan<T> ownValues = Saved(program.Output, count, Padding.Of(places));
            ReadOnlySpan<T> ownNumbers = Saved(program.Numbers, count, Padding.Of(places));
            Span<T> results = values.Slice(first * places, count * places);
            for (int row = 0; row < count; row++)
            {
                int start = row * Padding.Of(places);
                Keep(ownNumbers.Slice(start, places), ownValues.Slice(start, places), units.Slice((first + row) * places, places), results.Slice(row * places, places));
            }

            Finite.ExpectResult<T>(results, places, first, ResultOf(ProgramName.EncodeSparse), units.Slice(first * places, count * places));
        }
    }

    /// <inheritdoc cref="EncodeSparse(ReadOnlySpan{T}, Span{int}, Span{T})"/>
    /// <returns>Numbers and values of the active units, one row of each per example.</returns>
    public (int[] Units, T[] Values) EncodeSparse(ReadOnlySpan<T> batch)
    {
        ExpectSparse();
        int rows = RowsOf(batch.Length, ProgramName.EncodeSparse, nameof(batch));
        T[] values = NewRows(rows, Info.MostActive);
        var units = new int[values.Length];
        EncodeSparse(batch, units, values);
        return (units, values);
    }

    // Those that are active, one after the other.
    private static void Keep(ReadOnlySpan<T> numbers, ReadOnlySpan<T> values, Span<int> units, Span<T> active)
    {
        int kept = 0;
        for (int place = 0; place < numbers.Length && numbers[place] >= T.Zero; place++)
        {
            // Also what is no number, which is told afterwards.
            if (!(values[place] <= T.Zero))
            {
                (units[kept], active[kept]) = (int.CreateTruncating(numbers[place]), values[place]);
                kept++;
            }
        }

        units[kept..].Fill(-1);
        active[kept..].Clear();
    }

    private void ExpectSparse()
    {
        if (Info.IndexOf(ProgramName.EncodeSparse) < 0)
        {
            throw new InvalidOperationException($"{Info.Name} has no sparse code whose units have numbers; a model with a dictionary such as [Latent.TopK] has one.");
        }
    }
}
