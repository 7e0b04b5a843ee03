namespace RepLearn.Evaluation;

/// <summary>How sparse codes are: how many units are on at a time, and how often each unit is.</summary>
public sealed class Sparsity
{
    private readonly double[] _densities;
    private readonly int[] _active;

    private Sparsity(double[] densities, int[] active, double meanMagnitude, double meanActivation)
    {
        _densities = densities;
        _active = active;
        MeanMagnitude = meanMagnitude;
        MeanActivation = meanActivation;
    }

    /// <summary>Units that are on, in the mean over examples: <c>E ‖z‖₀</c>.</summary>
    public double MeanActive => _densities.Sum();

    /// <summary>Units that are on for each example.</summary>
    public ReadOnlySpan<int> Active => _active;

    /// <summary>The mean of <c>|zⱼ|</c> over all examples and units.</summary>
    public double MeanMagnitude { get; }

    /// <summary>The mean of <c>|zⱼ|</c> over those that are on; 0 if none is.</summary>
    public double MeanActivation { get; }

    /// <summary>Units that are on for no example.</summary>
    public int DeadUnits => _densities.Count(density => density == 0);

    /// <summary>The share of examples for which each unit is on: the density of each feature.</summary>
    public ReadOnlySpan<double> Densities => _densities;

    /// <summary>Counts units.</summary>
    /// <param name="codes">Codes, one per row.</param>
    /// <param name="width">Values in a code.</param>
    /// <param name="threshold">A unit is on where its magnitude is above this; at least 0.</param>
    /// <exception cref="ArgumentException">The length is wrong, or a value is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is below 0 or not a number.</exception>
    public static Sparsity Of(ReadOnlySpan<float> codes, int width, double threshold = 0)
    {
        int count = RowCount.OfFinite(codes, width, nameof(codes));
        if (!(threshold >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "Expected a number of at least 0.");
        }

        var active = new int[count];
        var examples = new long[width];
        double sum = 0;
        double activeSum = 0;
        for (int place = 0; place < codes.Length; place++)
        {
            double magnitude = Math.Abs(codes[place]);
            sum += magnitude;
            if (magnitude > threshold)
            {
                active[place / width]++;
                examples[place % width]++;
                activeSum += magnitude;
            }
        }

        return new Sparsity(
            Array.ConvertAll(examples, rows => (double)rows / count), active, sum / codes.Length, activeSum > 0 ? activeSum / examples.Sum() : 0);
    }
}
