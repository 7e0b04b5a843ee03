using RepLearn.Models;
using RepLearn.Runtime;

namespace RepLearn;

// Calls that take rows and their conditions apart, and join them.
public abstract partial class Autoencoder<T>
{
    private T[] _joined = [];

    /// <summary>Rows, each with its condition after it, as the methods take them that have no argument for conditions.</summary>
    /// <param name="batch">Examples or codes, one per row.</param>
    /// <param name="conditions">One for each row, or one for all.</param>
    /// <param name="width">Values in one row of <paramref name="batch"/>: <see cref="ModelInfo.InputSize"/> or <see cref="ModelInfo.LatentSize"/>.</param>
    /// <exception cref="ArgumentException">A length or the width is wrong, or a condition is none of the model's.</exception>
    /// <exception cref="InvalidOperationException">The model has no condition.</exception>
    public T[] Join(ReadOnlySpan<T> batch, Conditions<T> conditions, int width)
    {
        if (width != Info.InputSize && width != Info.LatentSize)
        {
            throw new ArgumentOutOfRangeException(
                nameof(width), width, $"Expected {Info.InputSize} values in a row, those of an example, or {Info.LatentSize}, those of a code, without the condition.");
        }

        int rows = RowsOf(batch.Length, width, nameof(batch));
        conditions.Expect(Info, rows, nameof(conditions));
        T[] joined = NewRows(rows, width + Info.ConditionSize);
        Join(batch, width, conditions, 0, joined);
        return joined;
    }

    /// <summary>Writes the code of each example with its condition; of a distribution, its mean.</summary>
    /// <param name="batch">Examples, one per row, without conditions.</param>
    /// <param name="conditions">One for each example, or one for all: class numbers, or <see cref="Conditions.Of{T}(ReadOnlySpan{T})"/>.</param>
    /// <param name="codes">Receives one code per example; it may start where the examples do, if codes are no wider.</param>
    /// <exception cref="ArgumentException">
    /// A length is wrong, a value is not finite, a condition is none of the model's, or codes would be written over examples not read yet.
    /// </exception>
    /// <exception cref="InvalidOperationException">The model has no condition.</exception>
    /// <exception cref="NotFiniteNumberException">A code is not finite, because values or parameters are too large.</exception>
    public void Encode(ReadOnlySpan<T> batch, Conditions<T> conditions, Span<T> codes) =>
        MapJoined(ProgramName.Encode, Info.InputSize, batch, nameof(batch), conditions, codes, nameof(codes));

    /// <inheritdoc cref="Encode(ReadOnlySpan{T}, Conditions{T}, Span{T})"/>
    /// <returns>One code per row.</returns>
    public T[] Encode(ReadOnlySpan<T> batch, Conditions<T> conditions)
    {
        T[] codes = NewRows(RowsOf(batch.Length, Info.InputSize, nameof(batch)), Info.LatentSize);
        Encode(batch, conditions, codes);
        return codes;
    }

    /// <summary>Writes the mean of the output for each code with its condition; for a Bernoulli likelihood, the probabilities.</summary>
    /// <param name="codes">Codes, one per row, without conditions.</param>
    /// <param name="conditions">One for each code, or one for all.</param>
    /// <param name="batch">Receives one output per code; it may start where the codes do, if outputs are no wider.</param>
    /// <exception cref="ArgumentException">
    /// A length is wrong, a value is not finite, a condition is none of the model's, or outputs would be written over codes not read yet.
    /// </exception>
    /// <exception cref="InvalidOperationException">The model has no condition.</exception>
    /// <exception cref="NotFiniteNumberException">An output is not finite, because codes or parameters are too large.</exception>
    public void Decode(ReadOnlySpan<T> codes, Conditions<T> conditions, Span<T> batch) =>
        MapJoined(ProgramName.Decode, Info.LatentSize, codes, nameof(codes), conditions, batch, nameof(batch));

    /// <inheritdoc cref="Decode(ReadOnlySpan{T}, Conditions{T}, Span{T})"/>
    /// <returns>One output per row.</returns>
    public T[] Decode(ReadOnlySpan<T> codes, Conditions<T> conditions)
    {
        T[] batch = NewRows(RowsOf(codes.Length, Info.LatentSize, nameof(codes)), Info.OutputSize);
        Decode(codes, conditions, batch);
        return batch;
    }

    /// <summary>Encodes and decodes each example with its condition.</summary>
    /// <param name="batch">Examples, one per row, without conditions.</param>
    /// <param name="conditions">One for each example, or one for all.</param>
    /// <returns>One reconstruction per row.</returns>
    /// <exception cref="ArgumentException">A length is wrong, a value is not finite, or a condition is none of the model's.</exception>
    /// <exception cref="InvalidOperationException">The model has no condition.</exception>
    /// <exception cref="NotFiniteNumberException">A code or an output is not finite, because values or parameters are too large.</exception>
    public T[] Reconstruct(ReadOnlySpan<T> batch, Conditions<T> conditions) => Decode(Encode(batch, conditions), conditions);

    /// <summary>Writes what <see cref="Predict(ReadOnlySpan{T}, Span{T})"/> does, for examples with conditions.</summary>
    /// <param name="batch">Examples, one per row, without conditions and labels.</param>
    /// <param name="conditions">One for each example, or one for all.</param>
    /// <returns>One row of predictions per example.</returns>
    /// <exception cref="ArgumentException">A length is wrong, a value is not finite, or a condition is none of the model's.</exception>
    /// <exception cref="InvalidOperationException">The model has no head or no condition.</exception>
    public T[] Predict(ReadOnlySpan<T> batch, Conditions<T> conditions)
    {
        ExpectHead();
        T[] predictions = NewRows(RowsOf(batch.Length, Info.InputSize, nameof(batch)), Info.PredictionSize);
        MapJoined(ProgramName.Predict, Info.InputSize, batch, nameof(batch), conditions, predictions, nameof(predictions));
        return predictions;
    }

    /// <summary>Writes what <see cref="Divergence(ReadOnlySpan{T}, Span{T})"/> does, for examples with conditions.</summary>
    /// <param name="batch">Examples, one per row, without conditions.</param>
    /// <param name="conditions">One for each example, or one for all.</param>
    /// <param name="divergences">Receives one row per example, of <see cref="ModelInfo.DivergenceSize"/> values.</param>
    /// <exception cref="ArgumentException">A length is wrong, a value or a condition is out of range, or the room overlaps examples not read yet.</exception>
    /// <exception cref="InvalidOperationException">The model's code is not a distribution, its prior is learned, or the model has no condition.</exception>
    public void Divergence(ReadOnlySpan<T> batch, Conditions<T> conditions, Span<T> divergences)
    {
        ExpectDistribution();
        MapJoined(ProgramName.Divergence, Info.InputSize, batch, nameof(batch), conditions, divergences, nameof(divergences));
    }

    private void MapJoined(
        string program, int width, ReadOnlySpan<T> source, string sourceName, Conditions<T> conditions, Span<T> target, string targetName)
    {
        int rows = RowsOf(source.Length, width, sourceName);
        conditions.Expect(Info, rows, nameof(conditions));
        int joined = width + Info.ConditionSize;
        int targetWidth = Info.Programs[ProgramOf(program)].OutputWidth;
        ExpectLength(target.Length, rows, targetWidth, targetName);
        ExpectApart(source, width, target, targetWidth, targetName);
        using ModelGate.Hold hold = _gate.Enter();
        int block = Math.Min(rows, RowsAtATime(Math.Max(joined, targetWidth)));
        for (int row = 0; row < rows; row += block)
        {
            int count = Math.Min(block, rows - row);
            Span<T> part = JoinedRoom(count * joined);
            Join(source.Slice(row * width, count * width), width, conditions, row, part);
            Map(program, part, sourceName, target.Slice(row * targetWidth, count * targetWidth), targetName, row);
        }
    }

    // Codes that have just been made, with the conditions of the examples that they were made of; as they are where the model has none.
    private ReadOnlySpan<T> WithConditionsOf(ReadOnlySpan<T> examples, ReadOnlySpan<T> codes, int rows)
    {
        int size = Info.ConditionSize;
        if (size == 0)
        {
            return codes;
        }

        int width = Info.LatentSize + size;
        Span<T> joined = JoinedRoom(rows * width);
        for (int row = 0; row < rows; row++)
        {
            Span<T> target = joined.Slice(row * width, width);
            codes.Slice(row * Info.LatentSize, Info.LatentSize).CopyTo(target);
            examples.Slice((row * (Info.InputSize + size)) + Info.InputSize, size).CopyTo(target[Info.LatentSize..]);
        }

        return joined;
    }

    private void Join(ReadOnlySpan<T> batch, int width, Conditions<T> conditions, int firstRow, Span<T> joined)
    {
        int size = Info.ConditionSize;
        for (int row = 0; row < batch.Length / width; row++)
        {
            Span<T> target = joined.Slice(row * (width + size), width + size);
            batch.Slice(row * width, width).CopyTo(target);
            conditions.CopyTo(target[width..], firstRow + row);
        }
    }

    private Span<T> JoinedRoom(int length)
    {
        if (_joined.Length < length)
        {
            _joined = new T[length];
        }

        return _joined.AsSpan(0, length);
    }
}
