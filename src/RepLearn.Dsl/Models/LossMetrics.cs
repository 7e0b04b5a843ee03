using System.Globalization;

namespace RepLearn;

/// <summary>
/// What loss terms are made of, by name: quantities that are reported beside the terms of <see cref="Losses"/> and are no part of the
/// total. A term counts in the loss with its weight, warm-up, floor or target; its metric is the plain quantity, with the same sums and means.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term><c>divergence</c></term><description>beside <c>kl</c>: the Kullback–Leibler divergence of the posterior from the prior, nats per
/// example, whatever <c>Beta</c>, <c>WarmupSteps</c>, <c>FreeBits</c> or <c>Capacity</c> make of it</description></item>
/// <item><term><c>reconstruction</c>, <c>divergence</c>, <c>effectiveSamples</c></term><description>beside <c>bound</c>: the parts of the evidence
/// lower bound, estimated by the same draws, and <c>(Σ w)² / Σ w²</c> of their importance weights</description></item>
/// <item><term><c>quantizationError</c>, <c>perplexity</c>, <c>usedCodes</c></term><description>beside <c>commitment</c>: <c>Σ ‖z − e‖²</c> of an
/// example's vectors and their codes, <c>exp(−Σ p ln p)</c> of the shares p of the codes in a batch, and the share of the codebook that the batch
/// uses</description></item>
/// <item><term><c>plainReconstruction</c></term><description>beside <c>reconstruction</c> where a corruption has an <c>Emphasis</c>: without
/// it</description></item>
/// <item><term><c>codeL1</c>, <c>codeL2</c></term><description>beside <c>l1</c> and <c>l2</c>: <c>Σ |hᵢ|</c> and <c>Σ hᵢ²</c></description></item>
/// <item><term><c>sparsityDivergence</c></term><description>beside <c>klSparsity</c>: <c>Σ KL(ρ ‖ ρ̂ᵢ)</c></description></item>
/// <item><term><c>discrepancy</c></term><description>beside <c>mmd</c>: <c>MMD²</c> of the codes from the prior</description></item>
/// <item><term><c>correlation</c>, <c>mutualInformation</c>, <c>dimensionDivergence</c></term><description>beside <c>totalCorrelation</c>: the parts
/// of the divergence from the prior, with the mixture of a batch's posteriors as that of all codes</description></item>
/// <item><term><c>squaredWeights</c></term><description>beside <c>weightDecay</c>: <c>Σ W²</c></description></item>
/// <item><term><c>gramDistance</c></term><description>beside <c>orthogonal</c>: <c>‖WᵀW − I‖²</c> of the code's weights</description></item>
/// <item><term><c>squaredJacobian</c></term><description>beside <c>contractive</c>: <c>‖∂f(x)/∂x‖²</c>, or its estimate</description></item>
/// <item><term><c>PenaltySum</c></term><description>beside a custom penalty <c>Penalty</c>: <c>Σ Penalty(hᵢ)</c></description></item>
/// <item><term><c>crossEntropy</c>, <c>errorRate</c></term><description>beside <c>classification</c>, as shares of all the batch's
/// examples: <c>−Σ ln p(label)</c> and the number of wrong classes, over those with a label</description></item>
/// <item><term><c>activeUnits</c>, <c>deadUnits</c></term><description>beside <c>reconstruction</c>, of a sparse code: how many units are above 0
/// in an example (L0), and how many have been in none of the last <c>DeadAfter</c> examples of training</description></item>
/// <item><term><c>explainedVariance</c></term><description>beside <c>reconstruction</c>, of a sparse code: <c>1 − Σ ‖y − ŷ‖² / Σ ‖y − ȳ‖²</c> over the batch,
/// with the means ŷ of the outputs and the batch's mean ȳ; 1 is a perfect reconstruction, 0 that by the mean, which is also told where all examples are
/// the same or differ by less than 3e-5 of their size; −1e6 is the least. Tests take batches of 1024 rows. Of 1 it leaves the fraction of variance that is not explained.
/// 0 too where a sum of squares over the batch leaves the model's precision, though each example's loss may still be finite: in float of 1024 examples of five values
/// from about 2e17 on, and where squares vanish, below about 1e-22. Scale such data</description></item>
/// <item><term><c>gateSum</c></term><description>beside <c>sparsity</c> of a gated code: <c>Σ max(πᵢ, 0)</c> of the <c>MostActive</c> largest of the gate's values</description></item>
/// <item><term><c>deadUnitError</c></term><description>beside <c>revival</c>: the squared distance of what dead units make of an example from what
/// the others leave of it; 0 while no unit is dead</description></item>
/// </list>
/// They cost nothing in training: each is a sum that its term needs anyway, except <c>plainReconstruction</c>, which takes one more
/// addition per output, <c>errorRate</c>, and <c>explainedVariance</c>, which reads a batch's targets twice more.
/// </remarks>
public readonly struct LossMetrics
{
    private readonly Losses _losses;

    internal LossMetrics(Losses losses) => _losses = losses;

    /// <summary>The metrics' names, in the order of their terms.</summary>
    public ReadOnlySpan<string> Names => _losses.MetricNames;

    /// <summary>The number of metrics.</summary>
    public int Count => _losses.MetricNames.Length;

    /// <summary>The value of a metric by its place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public double this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return _losses.Value(_losses.Count + index);
        }
    }

    /// <summary>The value of a metric by its name.</summary>
    /// <exception cref="KeyNotFoundException">The model has no such metric.</exception>
    public double this[string name]
    {
        get
        {
            int index = Array.IndexOf(_losses.MetricNames, name);
            return index >= 0
                ? this[index]
                : throw new KeyNotFoundException($"There is no metric '{name}'; the metrics are {string.Join(", ", _losses.MetricNames)}.");
        }
    }

    /// <summary>Each metric by its name, in invariant culture.</summary>
    public override string ToString()
    {
        var parts = new string[Count];
        for (int index = 0; index < parts.Length; index++)
        {
            parts[index] = string.Create(CultureInfo.InvariantCulture, $"{Names[index]} {this[index]:G6}");
        }

        return string.Join(", ", parts);
    }
}
