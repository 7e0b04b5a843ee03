using RepLearn.Models;
using RepLearn.Runtime;

namespace RepLearn;

// Predictions of heads.
public abstract partial class Autoencoder<T>
{
    /// <summary>
    /// Writes, for each example, the probability of each class, as the model's head computes it from the code or, of a distribution, from
    /// its mean. A row's sum is 1.
    /// </summary>
    /// <param name="batch">Examples without labels, one per row.</param>
    /// <param name="probabilities">Receives one row per example, of <see cref="ModelInfo.ClassCount"/> values.</param>
    /// <exception cref="ArgumentException">A length is wrong, a value is not finite, or probabilities would be written over examples not read yet.</exception>
    /// <exception cref="InvalidOperationException">The model has no head.</exception>
    public void Predict(ReadOnlySpan<T> batch, Span<T> probabilities)
    {
        ExpectHead();
        Map(ProgramName.Predict, batch, nameof(batch), probabilities, nameof(probabilities));
    }

    /// <inheritdoc cref="Predict(ReadOnlySpan{T}, Span{T})"/>
    /// <returns>One row of probabilities per example.</returns>
    public T[] Predict(ReadOnlySpan<T> batch)
    {
        ExpectHead();
        T[] probabilities = NewRows(RowsOf(batch.Length, WidthOf(ProgramName.Predict), nameof(batch)), Info.ClassCount);
        Predict(batch, probabilities);
        return probabilities;
    }

    private void ExpectHead()
    {
        if (Info.IndexOf(ProgramName.Predict) < 0)
        {
            throw new InvalidOperationException($"{Info.Name} has no head that predicts; a model with [Head.Softmax(classes)] has one.");
        }
    }
}
