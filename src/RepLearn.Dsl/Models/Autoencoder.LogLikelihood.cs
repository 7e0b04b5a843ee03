using System.Globalization;
using System.Numerics;
using RepLearn.Models;
using RepLearn.Numerics.Buffers;
using RepLearn.Numerics.Random;
using RepLearn.Runtime;

namespace RepLearn;

// The likelihood of examples, estimated by importance sampling.
public abstract partial class Autoencoder<T>
{
    /// <summary>
    /// A lower bound of <c>ln p(x)</c> of each example, in nats, as after training: <c>ln 1/k Σᵢ p(x|zᵢ) p(zᵢ) / q(zᵢ|x)</c> over k draws from the
    /// posterior (Burda et al. 2016, who report k = 5000). Its expectation rises with k towards <c>ln p(x)</c>, for any model with a distribution as
    /// its latent and a density as its likelihood, however it was trained.
    /// </summary>
    /// <remarks>
    /// Weights are added up in double precision as they are drawn, so that memory does not grow with <paramref name="samples"/>. An example's draws
    /// depend on its row and the seed alone: the same bits at any number of threads.
    /// </remarks>
    /// <param name="data">Examples, one per row; at least one.</param>
    /// <param name="samples">Draws k for each example; at least 1.</param>
    /// <param name="seed">Decides the draws.</param>
    /// <returns>One bound per example. Their mean is the model's.</returns>
    /// <exception cref="ArgumentException">The length is wrong, or a value is not finite or not in the likelihood's domain.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="samples"/> is below 1.</exception>
    /// <exception cref="InvalidOperationException">The model's code is deterministic, or its likelihood is a squared error.</exception>
    /// <exception cref="NotFiniteNumberException">A bound is not finite, because values or parameters are too large.</exception>
    public double[] LogLikelihood(ReadOnlySpan<T> data, int samples, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        int number = Info.IndexOf(ProgramName.LogWeights);
        if (number < 0)
        {
            throw new InvalidOperationException($"{Info.Name} has no density of examples: that needs a latent that is a distribution, such as [Latent.Gaussian], and a likelihood other than [Likelihood.SquaredError].");
        }

        int width = _inputs[number].Width;
        int rows = RowsOf(data.Length, ProgramName.LogWeights, nameof(data));
        var bounds = new double[rows];
        using ModelGate.Hold hold = _gate.Enter();
        int most = Math.Min(rows, RowsAtATime(width));
        var sums = new LogSum[most];
        for (int row = 0; row < rows; row += most)
        {
            Span<LogSum> block = sums.AsSpan(0, Math.Min(most, rows - row));
            Weigh(number, data.Slice(row * width, block.Length * width), row, block, samples, seed);
            for (int index = 0; index < block.Length; index++)
            {
                double bound = block[index].Value - Math.Log(samples);
                bounds[row + index] = double.IsFinite(bound)
                    ? bound
                    : throw new NotFiniteNumberException(string.Create(CultureInfo.InvariantCulture, $"The log-likelihood of row {row + index + 1}, counted from 1, is {bound}: values or parameters are too large."), bound);
            }
        }

        return bounds;
    }

    private void Weigh(int number, ReadOnlySpan<T> rows, int firstRow, Span<LogSum> sums, int samples, ulong seed)
    {
        int draws = Info.Programs[number].OutputWidth;
        int stride = Padding.Of(draws);
        sums.Fill(LogSum.Empty);
        for (int first = 0; first < samples; first += draws)
        {
            (_run.Step, _run.FirstRow) = (Step, firstRow);
            _run.Key = new NoiseKey(seed, ReservedNoise.FirstLikelihoodStep + (ulong)first);
            Execute(number, rows, "data", firstRow);
            ReadOnlySpan<T> weights = Saved(_run.Program.Output, sums.Length, stride);
            for (int row = 0; row < sums.Length; row++)
            {
                foreach (T weight in weights.Slice(row * stride, Math.Min(draws, samples - first)))
                {
                    sums[row].Add(double.CreateChecked(weight));
                }
            }
        }
    }

    /// <summary>The logarithm of a sum of exponentials, none of which overflows: the sum is kept as a multiple of the largest.</summary>
    private struct LogSum
    {
        private double _largest;
        private double _sum;

        public static LogSum Empty => new() { _largest = double.NegativeInfinity };

        public readonly double Value => _largest + Math.Log(_sum);

        public void Add(double logarithm)
        {
            if (logarithm > _largest)
            {
                _sum = (_sum * Math.Exp(_largest - logarithm)) + 1;
                _largest = logarithm;
            }
            else
            {
                _sum += Math.Exp(logarithm - _largest);
            }
        }
    }
}
