namespace RepLearn.Evaluation;

/// <summary>
/// Minimises a smooth convex function: limited-memory BFGS (Nocedal and Wright, <i>Numerical Optimization</i>, algorithm 7.4)
/// with a bisection for a step that meets the weak Wolfe conditions (Lewis and Overton 2013). Deterministic.
/// </summary>
internal sealed class LimitedMemoryBfgs(LimitedMemoryBfgs.Function function, double[] point)
{
    private const int Memory = 10;
    private const double SufficientDecrease = 1e-4;
    private const double SufficientCurvature = 0.9;
    private const int MostTrials = 50;

    private readonly List<(double[] Step, double[] Change, double Product)> _pairs = [];
    private readonly double[] _gradient = new double[point.Length];
    private readonly double[] _direction = new double[point.Length];
    private readonly double[] _trial = new double[point.Length];
    private readonly double[] _trialGradient = new double[point.Length];

    /// <summary>Gives the value at a point and fills the gradient.</summary>
    public delegate double Function(ReadOnlySpan<double> point, Span<double> gradient);

    /// <summary>Walks from the point given to a minimum, which replaces it.</summary>
    /// <returns>The iterations taken, and whether no derivative exceeds the tolerance.</returns>
    public (int Iterations, bool Converged) Minimize(double tolerance, int maxIterations)
    {
        double value = function(point, _gradient);
        for (int iteration = 0; ; iteration++)
        {
            if (Largest(_gradient) <= tolerance)
            {
                return (iteration, true);
            }

            if (iteration == maxIterations)
            {
                return (iteration, false);
            }

            ChooseDirection();
            if (!Step(ref value))
            {
                // No step improves: the function is flat to rounding here.
                return (iteration, false);
            }
        }
    }

    private void ChooseDirection()
    {
        for (int index = 0; index < point.Length; index++)
        {
            _direction[index] = -_gradient[index];
        }

        if (_pairs.Count == 0)
        {
            // No curvature is known yet: begin with a step of at most 1.
            Scale(_direction, 1 / Math.Max(1, Math.Sqrt(VectorMath.Dot(_gradient, _gradient))));
            return;
        }

        Span<double> factors = stackalloc double[_pairs.Count];
        for (int index = _pairs.Count - 1; index >= 0; index--)
        {
            (double[] step, double[] change, double product) = _pairs[index];
            factors[index] = VectorMath.Dot(step, _direction) / product;
            VectorMath.AddScaled(-factors[index], change, _direction);
        }

        (_, double[] last, double lastProduct) = _pairs[^1];
        Scale(_direction, lastProduct / VectorMath.Dot(last, last));
        for (int index = 0; index < _pairs.Count; index++)
        {
            (double[] step, double[] change, double product) = _pairs[index];
            VectorMath.AddScaled(factors[index] - (VectorMath.Dot(change, _direction) / product), step, _direction);
        }
    }

    private bool Step(ref double value)
    {
        double slope = VectorMath.Dot(_gradient, _direction);
        double lower = 0;
        double upper = double.PositiveInfinity;
        double length = 1;
        for (int trial = 0; trial < MostTrials; trial++)
        {
            point.CopyTo(_trial, 0);
            VectorMath.AddScaled(length, _direction, _trial);
            double trialValue = function(_trial, _trialGradient);
            if (!(trialValue <= value + (SufficientDecrease * length * slope)))
            {
                upper = length;
            }
            else if (VectorMath.Dot(_trialGradient, _direction) < SufficientCurvature * slope)
            {
                lower = length;
            }
            else
            {
                Accept();
                value = trialValue;
                return true;
            }

            length = double.IsPositiveInfinity(upper) ? 2 * lower : (lower + upper) / 2;
        }

        return false;
    }

    private void Accept()
    {
        var step = new double[point.Length];
        var change = new double[point.Length];
        for (int index = 0; index < point.Length; index++)
        {
            step[index] = _trial[index] - point[index];
            change[index] = _trialGradient[index] - _gradient[index];
        }

        double product = VectorMath.Dot(step, change);
        if (product > 0)
        {
            if (_pairs.Count == Memory)
            {
                _pairs.RemoveAt(0);
            }

            _pairs.Add((step, change, product));
        }

        _trial.CopyTo(point, 0);
        _trialGradient.CopyTo(_gradient, 0);
    }

    private static void Scale(Span<double> values, double factor)
    {
        foreach (ref double value in values)
        {
            value *= factor;
        }
    }

    private static double Largest(ReadOnlySpan<double> values)
    {
        double largest = 0;
        foreach (double value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }
}
