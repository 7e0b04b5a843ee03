using System.Globalization;

namespace RepLearn;

/// <summary>The learning rate's schedules.</summary>
public static class LearningRate
{
    /// <summary>The optimiser's rate throughout.</summary>
    public static Schedule Constant { get; } = new ConstantSchedule();

    /// <summary>
    /// A linear rise to the optimiser's rate, then half a cosine wave down to a minimum (Loshchilov and Hutter 2017,
    /// equation 5 without restarts). For step <c>t</c> from 0, warm-up <c>w</c>, total <c>n</c> and minimum <c>a</c> the
    /// factor is <c>(t + 1) / w</c> while <c>t &lt; w</c>, then <c>a + (1 − a) (1 + cos(π (t − w) / (n − w))) / 2</c>, and
    /// <c>a</c> from step <c>n</c> on.
    /// </summary>
    /// <param name="totalSteps">
    /// The steps over which the rate falls; the whole fit if not given. A fit resumed with more or fewer epochs then spreads the rest
    /// of the wave over the steps that are left: the rate goes on from its last value, and if the wave had ended, stays there.
    /// </param>
    /// <param name="warmupSteps">Steps of the rise; at least 0, below the total. A fit that is shorter says so in <see cref="FitReport.Notices"/>.</param>
    /// <param name="minimum">The last factor, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static Schedule Cosine(long? totalSteps = null, long warmupSteps = 0, double minimum = 0) =>
        new CosineSchedule(totalSteps, warmupSteps, minimum);

    /// <summary>The optimiser's rate times <c>factor^⌊t / every⌋</c> at step <c>t</c> from 0.</summary>
    /// <param name="every">Steps between two changes; at least 1.</param>
    /// <param name="factor">What each change multiplies by; above 0, at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static Schedule Step(long every, double factor = 0.1) => new StepSchedule(every, factor);

    private sealed record ConstantSchedule : Schedule
    {
        public override double Factor(long step, long totalSteps) => 1;

        public override string ToString() => "Constant";
    }

    private sealed record CosineSchedule : Schedule
    {
        private readonly long? _totalSteps;
        private readonly long _warmupSteps;
        private readonly double _minimum;

        public CosineSchedule(long? totalSteps, long warmupSteps, double minimum)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(warmupSteps);
            if (totalSteps <= warmupSteps)
            {
                throw new ArgumentOutOfRangeException(nameof(totalSteps), totalSteps, $"Expected more steps than the warm-up's {warmupSteps}.");
            }

            if (!(minimum is >= 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(minimum), minimum, "Expected a number from 0 to 1.");
            }

            _totalSteps = totalSteps;
            _warmupSteps = warmupSteps;
            _minimum = minimum;
        }

        public override bool NeedsTotalSteps => _totalSteps is null;

        // Over the whole fit the fall needs a step, too, where there is a warm-up.
        public override long LeastSteps => _totalSteps ?? (_warmupSteps > 0 ? Math.Max(_warmupSteps, _warmupSteps + 1) : 0);

        public override double Factor(long step, long totalSteps)
        {
            long total = _totalSteps ?? totalSteps;
            if (step < _warmupSteps)
            {
                return (step + 1.0) / _warmupSteps;
            }

            if (step >= total)
            {
                return _minimum;
            }

            double way = (double)(step - _warmupSteps) / (total - _warmupSteps);
            return _minimum + ((1 - _minimum) * (1 + Math.Cos(Math.PI * way)) / 2);
        }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"Cosine({(_totalSteps is { } total ? $"totalSteps: {total}, " : "")}warmupSteps: {_warmupSteps}, minimum: {_minimum})");
    }

    private sealed record StepSchedule : Schedule
    {
        private readonly long _every;
        private readonly double _factor;

        public StepSchedule(long every, double factor)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
            if (!(factor is > 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(factor), factor, "Expected a number above 0, at most 1.");
            }

            _every = every;
            _factor = factor;
        }

        public override long LeastSteps => Math.Max(_every, _every + 1);

        public override double Factor(long step, long totalSteps) => Math.Pow(_factor, step / _every);

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Step({_every}, factor: {_factor})");
    }
}
