using System.Runtime.Intrinsics;
using RepLearn.Numerics.Elementary;

namespace RepLearn.Numerics.Random;

/// <summary><c>exp(κ cos θ) sin^(d−2) θ</c> on [0, π], divided by its largest value, and where it is more than e⁻⁴⁰.</summary>
internal readonly struct AngleDensity
{
    // Of a normal density: ½ x² = 40.
    private const double SquaredReach = 80;

    private readonly double _concentration;
    private readonly double _power;
    private readonly double _logLargest;

    /// <param name="concentration">κ, at least 0.</param>
    /// <param name="size">Dimensions d, at least 2.</param>
    public AngleDensity(double concentration, int size)
    {
        _concentration = concentration;
        _power = size - 2;

        // The mode: κ sin² θ = (d − 2) cos θ.
        double root = _power + Math.Sqrt((_power * _power) + (4 * concentration * concentration));
        double cosine = root == 0 ? 1 : 2 * concentration / root;
        double squaredSine = root == 0 ? 0 : 2 * _power / root;
        double mode = Math.Atan2(Math.Sqrt(squaredSine), cosine);
        _logLargest = (_power == 0 ? 0 : 0.5 * _power * Math.Log(squaredSine)) - (concentration * squaredSine / (1 + cosine));

        // The curvature of the logarithm, −(κ cos θ + (d − 2) / sin² θ), grows towards 0, so that to the left of the mode it falls off faster than a
        // normal density with the curvature there. To the right the curvature is at least −(κ cos θ + d − 2) of the end, up to where the cosine is 0,
        // after which the density falls all the more: each round moves the end outward of where it may be.
        First = Math.Max(0, mode - Math.Sqrt(SquaredReach / ((concentration * cosine) + (0.5 * root))));
        double reach = Math.Sqrt(SquaredReach / ((concentration * cosine) + _power));
        for (int round = 0; round < 2; round++)
        {
            double least = concentration * Math.Max(0, Math.Cos(Math.Min(mode + reach, Math.PI)));
            reach = Math.Sqrt(SquaredReach / (least + _power));
        }

        Last = Math.Min(Math.PI, mode + reach);
    }

    /// <summary>Where the density begins to matter.</summary>
    public double First { get; }

    /// <summary>Where it ends to.</summary>
    public double Last { get; }

    /// <summary>The density at some angles, and <c>1 − cos θ</c>.</summary>
    public Vector512<double> At(Vector512<double> angle, out Vector512<double> distance)
    {
        VectorMath.SinCosQuarters(angle * Vector512.Create(1 / Math.PI), out Vector512<double> sine, out Vector512<double> cosine);
        distance = Vector512.Create(2.0) * sine * sine;
        Vector512<double> logarithm = -(Vector512.Create(_concentration) * distance) - Vector512.Create(_logLargest);
        if (_power > 0)
        {
            logarithm += Vector512.Create(_power) * VectorMath.Log(Vector512.Create(2.0) * sine * cosine);
        }

        return VectorMath.Exp(logarithm);
    }
}
