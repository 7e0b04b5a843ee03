using RepLearn.Models;
using RepLearn.Numerics.Buffers;
using RepLearn.Runtime;

namespace RepLearn;

// Normal posteriors as their means and deviations.
public abstract partial class Autoencoder<T>
{
    /// <summary>
    /// Writes the posterior of each example, <c>q(z|x) = N(μ, diag σ²)</c>: its means, which are what <see cref="Encode(ReadOnlySpan{T}, Span{T})"/> gives, and its
    /// standard deviations, without dropout or noise. <see cref="Divergence(ReadOnlySpan{T}, Span{T})"/> gives each value's divergence from the prior, <c>Score</c> their sum and the other terms of the
    /// evidence lower bound. It allocates nothing.
    /// </summary>
    /// <param name="batch">Examples, one per row, each with its condition where the model has one.</param>
    /// <param name="means">Receives μ, one row of <see cref="ModelInfo.LatentSize"/> values per example.</param>
    /// <param name="deviations">Receives σ, above 0 unless it rounds to that, in the same places.</param>
    /// <exception cref="ArgumentException">A length is wrong, a value is not finite, or results would be written over examples not read yet.</exception>
    /// <exception cref="InvalidOperationException">The code's values are not independent normal variables, or another thread uses the model.</exception>
    /// <exception cref="NotFiniteNumberException">A mean or a deviation is not finite, because values or parameters are too large.</exception>
    public void EncodePosterior(ReadOnlySpan<T> batch, Span<T> means, Span<T> deviations)
    {
        ExpectNormal();
        int number = ProgramOf(ProgramName.EncodePosterior);
        ProgramInfo program = Info.Programs[number];
        int width = _inputs[number].Width;
        int size = program.OutputWidth;
        int rows = RowsOf(batch.Length, ProgramName.EncodePosterior, nameof(batch));
        ExpectLength(means.Length, rows, size, nameof(means));
        ExpectLength(deviations.Length, rows, size, nameof(deviations));
        ExpectApart(batch, width, means, size, nameof(means));
        ExpectApart(batch, width, deviations, size, nameof(deviations));
        if (means.Overlaps(deviations))
        {
            throw new ArgumentException($"{Info.Name} would write deviations over means. Pass room of its own for each.", nameof(deviations));
        }

        using ModelGate.Hold hold = _gate.Enter();
        for (int first = 0, count; first < rows; first += count)
        {
            count = RunBlock(number, batch, nameof(batch), first);
            Take(program.Output, means.Slice(first * size, count * size), size, first, ResultOf(ProgramName.EncodePosterior));
            Take(program.Numbers, deviations.Slice(first * size, count * size), size, first, ResultOf(ProgramName.EncodePosterior));
        }
    }

    /// <inheritdoc cref="EncodePosterior(ReadOnlySpan{T}, Span{T}, Span{T})"/>
    /// <returns>Means and standard deviations, one row of each per example.</returns>
    public (T[] Means, T[] Deviations) EncodePosterior(ReadOnlySpan<T> batch)
    {
        ExpectNormal();
        int rows = RowsOf(batch.Length, ProgramName.EncodePosterior, nameof(batch));
        T[] means = NewRows(rows, Info.LatentSize);
        var deviations = new T[means.Length];
        EncodePosterior(batch, means, deviations);
        return (means, deviations);
    }

    private void ExpectNormal()
    {
        if (Info.IndexOf(ProgramName.EncodePosterior) < 0)
        {
            throw new InvalidOperationException(
                $"{Info.Name} has no posterior of independent normal variables, which a mean and a deviation for each value would tell; a model with [Latent.Gaussian] and a diagonal covariance has one.");
        }
    }
}
