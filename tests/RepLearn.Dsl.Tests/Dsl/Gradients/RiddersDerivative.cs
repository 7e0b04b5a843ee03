namespace RepLearn.Tests.Dsl.Gradients;

/// <summary>
/// A derivative by central differences, extrapolated to a step of zero, with a bound on its error
/// (C. J. F. Ridders 1982, Advances in Engineering Software 4:75; Press et al., Numerical Recipes, section 5.7).
/// </summary>
/// <param name="Value">The derivative.</param>
/// <param name="Error">
/// The largest of three doubts: how far the best two extrapolations lie apart, rounding, and whether a kink lies within
/// the steps. For smooth functions the second difference <c>(f(h) − 2 f(0) + f(−h)) / h²</c> hardly depends on h; a jump
/// in the slope changes it by twice what it does to the central difference, over h.
/// </param>
internal readonly record struct RiddersDerivative(double Value, double Error)
{
    /// <summary>At a kink the derivative may be off by this factor times the error; elsewhere by less than the error.</summary>
    public const double Underestimate = 1.5;

    private const int Levels = 4;
    private const double Shrink = 2;

    // A loss is a sum, rounded many times; what reaches the difference is about this many units of its last place.
    private const double Roundings = 2;

    /// <summary>Differentiates at 0.</summary>
    /// <param name="function">The function of the displacement.</param>
    /// <param name="center">Its value at 0.</param>
    /// <param name="step">The first and largest displacement.</param>
    public static RiddersDerivative At(Func<double, double> function, double center, double step)
    {
        Span<double> previous = stackalloc double[Levels];
        Span<double> current = stackalloc double[Levels];
        var best = new RiddersDerivative(double.NaN, double.PositiveInfinity);
        double unit = Math.BitIncrement(Math.Abs(center)) - Math.Abs(center);
        double doubt = 0;
        double curvature = 0;
        for (int level = 0; level < Levels; level++)
        {
            double right = function(step);
            double left = function(-step);
            double bend = (right - center + (left - center)) / (step * step);
            double kink = level == 0 ? 0 : Math.Abs(bend - curvature) * step;
            doubt = Math.Max(Math.Max(doubt, kink), Roundings * unit / step);
            curvature = bend;

            current[0] = (right - left) / (2 * step);
            double factor = 1;
            for (int order = 1; order <= level; order++)
            {
                // Errors of central differences have even powers of the step only.
                factor *= Shrink * Shrink;
                current[order] = ((current[order - 1] * factor) - previous[order - 1]) / (factor - 1);
                double distance = Math.Max(Math.Abs(current[order] - current[order - 1]), Math.Abs(current[order] - previous[order - 1]));
                double error = Math.Max(distance, doubt);
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
