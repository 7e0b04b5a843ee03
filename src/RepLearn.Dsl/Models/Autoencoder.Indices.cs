using RepLearn.Models;
using RepLearn.Runtime;

namespace RepLearn;

// Quantised codes as numbers of vectors of a codebook.
public abstract partial class Autoencoder<T>
{
    /// <summary>Writes the numbers of the codebook's vectors that each example is encoded to: pixels in order, or groups of neighbouring values.</summary>
    /// <param name="batch">Examples, one per row.</param>
    /// <param name="indices">Receives <see cref="ModelInfo.IndexCount"/> numbers per example, from 0 to below <see cref="ModelInfo.CodebookSize"/>.</param>
    /// <exception cref="ArgumentException">A length is wrong, or a value is not finite.</exception>
    /// <exception cref="InvalidOperationException">The model's code is not quantised, or the model has a condition.</exception>
    public void EncodeIndices(ReadOnlySpan<T> batch, Span<int> indices)
    {
        ExpectCodebook();
        int rows = RowsOf(batch.Length, Info.InputSize, nameof(batch));
        ExpectLength(indices.Length, rows, Info.IndexCount, nameof(indices));
        using ModelGate.Hold hold = _gate.Enter();
        int most = Math.Min(rows, RowsAtATime(Math.Max(Info.IndexCount, Info.InputSize)));
        var block = new T[most * Info.IndexCount];
        for (int first = 0; first < rows; first += most)
        {
            int count = Math.Min(most, rows - first);
            Span<T> numbers = block.AsSpan(0, count * Info.IndexCount);
            Map(ProgramName.EncodeIndices, batch.Slice(first * Info.InputSize, count * Info.InputSize), nameof(batch), numbers, nameof(indices), first);
            for (int place = 0; place < numbers.Length; place++)
            {
                indices[(first * Info.IndexCount) + place] = int.CreateChecked(numbers[place]);
            }
        }
    }

    /// <inheritdoc cref="EncodeIndices(ReadOnlySpan{T}, Span{int})"/>
    /// <returns>A row of numbers per example.</returns>
    public int[] EncodeIndices(ReadOnlySpan<T> batch)
    {
        ExpectCodebook();
        int rows = RowsOf(batch.Length, Info.InputSize, nameof(batch));
        var indices = new int[ExpectArray(rows, Info.IndexCount)];
        EncodeIndices(batch, indices);
        return indices;
    }

    /// <summary>Writes the mean of the output for codes that are given by numbers.</summary>
    /// <param name="indices"><see cref="ModelInfo.IndexCount"/> numbers per example.</param>
    /// <param name="batch">Receives one output per row of numbers.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not from 0 to below <see cref="ModelInfo.CodebookSize"/>.</exception>
    /// <exception cref="InvalidOperationException">The model's code is not quantised, or the model has a condition.</exception>
    public void DecodeIndices(ReadOnlySpan<int> indices, Span<T> batch)
    {
        ExpectCodebook();
        int rows = RowsOf(indices.Length, Info.IndexCount, nameof(indices));
        ExpectLength(batch.Length, rows, Info.OutputSize, nameof(batch));
        int wrong = indices.IndexOfAnyExceptInRange(0, Info.CodebookSize - 1);
        if (wrong >= 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(indices), indices[wrong],
                $"{Info.Name} expects numbers from 0 to {Info.CodebookSize - 1}, but number {(wrong % Info.IndexCount) + 1} of row {(wrong / Info.IndexCount) + 1} is none.");
        }

        using ModelGate.Hold hold = _gate.Enter();
        int most = Math.Min(rows, RowsAtATime(Math.Max(Info.IndexCount, Info.OutputSize)));
        var block = new T[most * Info.IndexCount];
        for (int first = 0; first < rows; first += most)
        {
            int count = Math.Min(most, rows - first);
            Span<T> numbers = block.AsSpan(0, count * Info.IndexCount);
            for (int place = 0; place < numbers.Length; place++)
            {
                numbers[place] = T.CreateChecked(indices[(first * Info.IndexCount) + place]);
            }

            Map(ProgramName.DecodeIndices, numbers, nameof(indices), batch.Slice(first * Info.OutputSize, count * Info.OutputSize), nameof(batch), first);
        }
    }

    /// <inheritdoc cref="DecodeIndices(ReadOnlySpan{int}, Span{T})"/>
    /// <returns>One output per row of numbers.</returns>
    public T[] DecodeIndices(ReadOnlySpan<int> indices)
    {
        ExpectCodebook();
        T[] batch = NewRows(RowsOf(indices.Length, Info.IndexCount, nameof(indices)), Info.OutputSize);
        DecodeIndices(indices, batch);
        return batch;
    }

    private int ExpectArray(int rows, int width) => (long)rows * width <= Array.MaxLength
        ? rows * width
        : throw new ArgumentException($"{Info.Name} would return {rows} rows of {width} values, more than one array can hold; pass fewer rows.");

    private void ExpectCodebook()
    {
        if (Info.IndexOf(ProgramName.EncodeIndices) < 0)
        {
            throw new InvalidOperationException(Info.ConditionSize > 0
                ? $"{Info.Name} has a condition, with which no codes are read or written by number; Encode and Decode take conditions."
                : $"{Info.Name} has no codebook whose vectors have numbers; a model with [Latent.VectorQuantized] has one.");
        }
    }
}
