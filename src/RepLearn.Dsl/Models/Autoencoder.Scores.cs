using System.Globalization;
using RepLearn.Models;
using RepLearn.Runtime;

namespace RepLearn;

// The losses of single examples.
public abstract partial class Autoencoder<T>
{
    /// <summary>
    /// The losses of each example as they count after training: those whose means <see cref="Test(ReadOnlySpan{T}, NoiseKey)"/> gives, of the same noise. What
    /// is hard to reconstruct, or far from the prior, is unlike what the model was trained on: <c>Score(rows)["reconstruction"]</c> finds anomalies.
    /// </summary>
    /// <remarks>An example's noise depends on its row and the key alone: the same bits at any number of threads.</remarks>
    /// <param name="data">Examples, one per row, with all that the model is trained on: conditions, targets and labels, where it has them; at least one.</param>
    /// <param name="key">Decides the sampling noise.</param>
    /// <exception cref="ArgumentException">The length is wrong, or a value is not finite or not in the likelihood's domain.</exception>
    /// <exception cref="InvalidOperationException">Another thread uses the model.</exception>
    /// <exception cref="NotFiniteNumberException">A loss is not finite, because values or parameters are too large.</exception>
    public ExampleLosses Score(ReadOnlySpan<T> data, NoiseKey key = default)
    {
        int width = Info.ExampleSize;
        int rows = RowsOf(data.Length, width, nameof(data));
        double[][] columns = ScoreColumns(rows);
        using ModelGate.Hold hold = _gate.Enter();
        int block = TestRows;
        for (int row = 0; row < rows; row += block)
        {
            int count = Math.Min(block, rows - row);
            TestBlock(data.Slice(row * width, count * width), row, key, nameof(data));
            TakeScores(columns, row, count);
        }

        return new ExampleLosses(Info, columns);
    }

    /// <summary>Writes one loss of each example, as <see cref="Score(ReadOnlySpan{T}, NoiseKey)"/> gives it. It allocates nothing.</summary>
    /// <param name="data">Examples, one per row, as they are tested; at least one.</param>
    /// <param name="scores">Receives one number per example.</param>
    /// <param name="loss">One of <see cref="ModelInfo.ScoreNames"/>: <c>total</c>, a term or a metric.</param>
    /// <param name="key">Decides the sampling noise.</param>
    /// <exception cref="ArgumentException">
    /// A length is wrong, a value is not finite or not in the likelihood's domain, or examples have no loss of that name.
    /// </exception>
    /// <exception cref="InvalidOperationException">Another thread uses the model.</exception>
    /// <exception cref="NotFiniteNumberException">A loss is not finite, because values or parameters are too large.</exception>
    public void Score(ReadOnlySpan<T> data, Span<double> scores, string loss = ModelInfo.TotalName, NoiseKey key = default)
    {
        int width = Info.ExampleSize;
        int rows = RowsOf(data.Length, width, nameof(data));
        ExpectLength(scores.Length, rows, 1, nameof(scores));
        int column = ExampleLosses.PlaceOf(Info.ScoreNames, loss);
        if (column < 0)
        {
            throw new ArgumentException(ExampleLosses.Unknown(Info.ScoreNames, loss), nameof(loss));
        }

        using ModelGate.Hold hold = _gate.Enter();
        int block = TestRows;
        for (int row = 0; row < rows; row += block)
        {
            int count = Math.Min(block, rows - row);
            TestBlock(data.Slice(row * width, count * width), row, key, nameof(data));
            TakeScores(column, row, scores.Slice(row, count));
        }
    }

    /// <summary>The losses of each of a source's examples, like <see cref="Score(ReadOnlySpan{T}, NoiseKey)"/>: the same examples give the same bits.</summary>
    /// <param name="data">Examples, read once in their stored order.</param>
    /// <param name="key">Decides the sampling noise.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <exception cref="ArgumentException">The data's width is not the model's, or a value is not finite or not in the likelihood's domain.</exception>
    /// <exception cref="InvalidOperationException">The source gave no examples, or another thread uses the model.</exception>
    /// <exception cref="NotFiniteNumberException">A loss is not finite, because values or parameters are too large.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public ExampleLosses Score(IExampleSource<T> data, NoiseKey key = default, CancellationToken cancellationToken = default)
    {
        double[][] columns = ScoreColumns(0);
        int examples = 0;
        if (!TestBlocks(data, key, Take, cancellationToken, nameof(data)))
        {
            throw new OperationCanceledException(cancellationToken);
        }

        Resize(examples);
        return new ExampleLosses(Info, columns);

        void Take(Losses losses, int rows)
        {
            if (columns[0].Length - examples < rows)
            {
                Resize(Math.Max(checked(examples + rows), (int)Math.Min(2L * examples, Array.MaxLength)));
            }

            TakeScores(columns, examples, rows);
            examples += rows;
        }

        void Resize(int rows)
        {
            for (int column = 0; column < columns.Length; column++)
            {
                Array.Resize(ref columns[column], rows);
            }
        }
    }

    private double[][] ScoreColumns(int rows)
    {
        var columns = new double[Info.ScoreNames.Count][];
        for (int column = 0; column < columns.Length; column++)
        {
            columns[column] = new double[rows];
        }

        return columns;
    }

    private void TakeScores(double[][] columns, int firstRow, int rows)
    {
        for (int column = 0; column < columns.Length; column++)
        {
            TakeScores(column, firstRow, columns[column].AsSpan(firstRow, rows));
        }
    }

    // What the last test kept of its examples; column 0 is the total.
    private void TakeScores(int column, long firstRow, Span<double> scores)
    {
        scores.Clear();
        LossColumn[] kept = _run.Program.LossColumns;
        for (int index = 0; index < kept.Length; index++)
        {
            if (column == 0 ? kept[index].Slot < Info.LossNames.Length : column == index + 1)
            {
                int stride = kept[index].Stride;
                ReadOnlySpan<T> values = Saved(kept[index].Offset, scores.Length, stride);
                for (int row = 0; row < scores.Length; row++)
                {
                    scores[row] += double.CreateChecked(values[row * stride]);
                }
            }
        }

        for (int row = 0; row < scores.Length; row++)
        {
            if (!double.IsFinite(scores[row]))
            {
                throw new NotFiniteNumberException(string.Create(CultureInfo.InvariantCulture, $"The loss '{Info.ScoreNames[column]}' of row {firstRow + row + 1}, counted from 1, is {scores[row]}: values or parameters are too large."), scores[row]);
            }
        }
    }
}
