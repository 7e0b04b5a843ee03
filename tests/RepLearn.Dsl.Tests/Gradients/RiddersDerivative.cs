namespace RepLearn.Tests.Gradients;

/// <summary>
/// A derivative by central differences, extrapolated to a step of zero, with an estimate of its error
/// (C. J. F. Ridders 1982, Advances in Engineering Software 4:75; Press et al., Numerical Recipes, section 5.7).
/// </summary>
/// <param name="Value">The derivative.</param>
/// <param name="Error">How far the best two extrapolations lie apart: large where a kink lies within the steps.</param>
internal readonly record struct RiddersDerivative(double Value, double Error)
{
    private const int Levels = 4;
    private const double Shrink = 2;

    /// <summary>Differentiates at 0.</summary>
    /// <param name="function">The function of the displacement.</param>
    /// <param name="step">The first and largest displacement.</param>
    public static RiddersDerivative At(Func<double, double> function, double step)
    {
        Span<double> previous = stackalloc double[Levels];
        Span<double> current = stackalloc double[Levels];
        var best = new RiddersDerivative(double.NaN, double.PositiveInfinity);
        for (int level = 0; level < Levels; level++)
        {
            current[0] = (function(step) - function(-step)) / (2 * step);
            double factor = 1;
            for (int order = 1; order <= level; order++)
            {
                // Errors of central differences have even powers of the step only.
                factor *= Shrink * Shrink;
                current[order] = ((current[order - 1] * factor) - previous[order - 1]) / (factor - 1);
                double error = Math.Max(Math.Abs(current[order] - current[order - 1]), Math.Abs(current[order] - previous[order - 1]));
                if (error <= best.Error)
                {
                    best = new RiddersDerivative(current[order], error);
                }
            }

            current.CopyTo(previous);
            step /= Shrink;
        }

        return best;
    }
}
