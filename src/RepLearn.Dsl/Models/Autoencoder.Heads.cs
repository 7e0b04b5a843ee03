using RepLearn.Models;
using RepLearn.Runtime;

namespace RepLearn;

// Predictions of heads.
public abstract partial class Autoencoder<T>
{
    /// <summary>
    /// Writes what the model's head predicts of each example from its code or, of a distribution, from the code's mean: the probability of each
    /// class, whose sum is 1, or the numbers that it was trained to.
    /// </summary>
    /// <param name="batch">Examples without labels or targets, one per row.</param>
    /// <param name="predictions">Receives one row per example, of <see cref="ModelInfo.PredictionSize"/> values.</param>
    /// <exception cref="ArgumentException">A length is wrong, a value is not finite, or predictions would be written over examples not read yet.</exception>
    /// <exception cref="InvalidOperationException">The model has no head.</exception>
    public void Predict(ReadOnlySpan<T> batch, Span<T> predictions)
    {
        ExpectHead();
        Map(ProgramName.Predict, batch, nameof(batch), predictions, nameof(predictions));
    }

    /// <inheritdoc cref="Predict(ReadOnlySpan{T}, Span{T})"/>
    /// <returns>One row of predictions per example.</returns>
    public T[] Predict(ReadOnlySpan<T> batch)
    {
        ExpectHead();
        T[] predictions = NewRows(RowsOf(batch.Length, ProgramName.Predict, nameof(batch)), Info.PredictionSize);
        Predict(batch, predictions);
        return predictions;
    }

    private void ExpectHead()
    {
        if (Info.IndexOf(ProgramName.Predict) < 0)
        {
            throw new InvalidOperationException($"{Info.Name} has no head that predicts; a model with [Head.Softmax(classes)] or [Head.Linear(outputs)] has one.");
        }
    }
}
