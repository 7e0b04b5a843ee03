using RepLearn.Models;
using RepLearn.Runtime;

namespace RepLearn;

// How a code uses its dimensions.
public abstract partial class Autoencoder<T>
{
    /// <summary>
    /// Writes, for each example and each dimension of its code, how far the posterior is from the prior:
    /// <c>KL(q(zⱼ|x) ‖ p(zⱼ))</c> in nats. The sum of a row is the information in the code about the example.
    /// </summary>
    /// <param name="batch">Examples, one per row.</param>
    /// <param name="divergences">Receives one row per example, of <see cref="ModelInfo.DivergenceSize"/> values.</param>
    /// <exception cref="ArgumentException">A length is wrong, a value is not finite or not in the likelihood's domain, or the room overlaps examples not read yet.</exception>
    /// <exception cref="InvalidOperationException">The model's code is not a distribution, or its prior is learned.</exception>
    public void Divergence(ReadOnlySpan<T> batch, Span<T> divergences)
    {
        ExpectDistribution();
        Map(ProgramName.Divergence, batch, nameof(batch), divergences, nameof(divergences));
    }

    /// <summary>
    /// The mean over examples of each dimension's divergence, in nats, as after training: without corruption, dropout, weight,
    /// warm-up or free bits. A dimension near 0 carries no information: its posterior is the prior. The sum over dimensions is the metric
    /// <c>divergence</c> of <see cref="Test(ReadOnlySpan{T}, NoiseKey)"/>.
    /// </summary>
    /// <param name="data">Examples, one per row; at least one.</param>
    /// <returns>One mean per dimension of the code, or per categorical variable.</returns>
    /// <exception cref="ArgumentException">The length is wrong, or a value is not finite or not in the likelihood's domain.</exception>
    /// <exception cref="InvalidOperationException">The model's code is not a distribution, or its prior is learned.</exception>
    public double[] DivergencePerDimension(ReadOnlySpan<T> data)
    {
        ExpectDistribution();
        return MomentsOf(ProgramName.Divergence, data).Means;
    }

    /// <summary>
    /// The variance over examples of each dimension of the code, or, of a distribution, of its posterior mean: <c>Var_x(E[zⱼ|x])</c>.
    /// </summary>
    /// <param name="data">Examples, one per row; at least one.</param>
    /// <returns>One variance per dimension of the code.</returns>
    /// <exception cref="ArgumentException">The length is wrong, or a value is not finite.</exception>
    public double[] CodeVariances(ReadOnlySpan<T> data) => MomentsOf(ProgramName.Encode, data).Variances;

    /// <summary>
    /// How many dimensions of the code are in use: those whose variance over examples is above a threshold (Burda et al. 2016,
    /// "Importance Weighted Autoencoders", who take 0.01). The others have nearly the same value for every example.
    /// </summary>
    /// <param name="data">Examples, one per row; at least one, and enough of them to differ.</param>
    /// <param name="threshold">The variance above which a dimension counts, in the units of the code squared; at least 0.</param>
    /// <exception cref="ArgumentException">The length is wrong, or a value is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is below 0 or not a number.</exception>
    public int ActiveUnits(ReadOnlySpan<T> data, double threshold = 0.01)
    {
        if (!(threshold >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "Expected a number of at least 0.");
        }

        return CodeVariances(data).Count(variance => variance > threshold);
    }

    private void ExpectDistribution()
    {
        if (Info.IndexOf(ProgramName.Divergence) < 0)
        {
            throw new InvalidOperationException(Info.IndexOf(ProgramName.Prior) >= 0
                ? $"{Info.Name} learns its prior, a mixture, from which a posterior has no divergence in closed form; the losses have an estimate of the whole."
                : $"{Info.Name} has a deterministic code, which has no divergence from a prior; a model with a latent such as [Latent.Gaussian] has one.");
        }
    }

    // In the order of the rows, so that bits do not depend on the blocks (Welford 1962).
    private (double[] Means, double[] Variances) MomentsOf(string program, ReadOnlySpan<T> data)
    {
        using ModelGate.Hold hold = _gate.Enter();
        int width = Info.Programs[ProgramOf(program)].OutputWidth;
        int source = WidthOf(program);
        int rows = RowsOf(data.Length, program, nameof(data));
        var means = new double[width];
        var squares = new double[width];
        int most = Math.Min(rows, RowsAtATime(Math.Max(width, source)));
        var block = new T[most * width];
        for (int first = 0; first < rows; first += most)
        {
            int count = Math.Min(most, rows - first);
            Span<T> values = block.AsSpan(0, count * width);
            Map(program, data.Slice(first * source, count * source), nameof(data), values, nameof(data), first);
            for (int index = 0; index < values.Length; index++)
            {
                int column = index % width;
                double distance = double.CreateChecked(values[index]) - means[column];
                means[column] += distance / (first + (index / width) + 1);
                squares[column] += distance * (double.CreateChecked(values[index]) - means[column]);
            }
        }

        return (means, Array.ConvertAll(squares, square => square / rows));
    }
}
