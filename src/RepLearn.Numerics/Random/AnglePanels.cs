using System.Runtime.Intrinsics;
using RepLearn.Numerics.Elementary;

namespace RepLearn.Numerics.Random;

/// <summary>
/// The density of <see cref="SphereAngle"/>, integrated over panels of equal width, all in double precision: Radau's rule of 8 nodes for each, of which
/// the last is the panel's end, fills a vector.
/// </summary>
internal readonly ref struct AnglePanels
{
    private const int MostIterations = 40;

    private readonly AngleDensity _density;
    private readonly double _width;
    private readonly Span<double> _masses;
    private readonly Span<double> _moments;
    private readonly double _mass;
    private readonly double _moment;

    /// <param name="concentration">κ.</param>
    /// <param name="size">Dimensions.</param>
    /// <param name="room">Memory for the panels' integrals; decides how many there are.</param>
    public AnglePanels(double concentration, int size, Span<double> room)
    {
        _density = new AngleDensity(concentration, size);
        int count = room.Length / 2;
        _width = (_density.Last - _density.First) / count;
        _masses = room[..count];
        _moments = room[count..];
        for (int panel = 0; panel < count; panel++)
        {
            Vector512<double> density = _density.At(Nodes(Edge(panel), _width), out Vector512<double> distance);
            _masses[panel] = Integral(density, _width);
            _moments[panel] = Integral(density * distance, _width);
            _mass += _masses[panel];
            _moment += _moments[panel];
        }
    }

    private static Vector512<double> Abscissas => Vector512.Create(
        -0.955041227122575, -0.7706418936781916, -0.4684203544308211, -0.09430725266111077, 0.2947505657736607, 0.6395186165262152, 0.8874748789261557, 1);

    private static Vector512<double> Weights => Vector512.Create(
        0.1145088147442572, 0.24964790132986497, 0.34701479563450127, 0.39157216745249357, 0.3765175453891186, 0.30413062064678514, 0.1853581548029793, 0.03125);

    /// <summary>Values that so many panels need.</summary>
    public static int Room(int panels) => 2 * panels;

    /// <summary>The angle below which lies a share of the mass, above 0 and below 1. It is looked for from the nearer end, so that both tails have all their digits.</summary>
    public double Quantile(double share)
    {
        int direction = share <= 0.5 ? 1 : -1;
        double target = Math.Min(share, 1 - share) * _mass;
        int panel = direction > 0 ? 0 : _masses.Length - 1;
        double before = 0;
        while (before + _masses[panel] < target && panel + direction >= 0 && panel + direction < _masses.Length)
        {
            before += _masses[panel];
            panel += direction;
        }

        // Newton's method on the logarithm of the mass, which is concave, from where it would be if the panel's were even.
        double edge = Edge(direction > 0 ? panel : panel + 1);
        double length = Math.Min((target - before) / _masses[panel], 1) * _width;
        for (int iteration = 0; iteration < MostIterations; iteration++)
        {
            Vector512<double> density = _density.At(Nodes(edge, direction * length), out _);
            double mass = before + Integral(density, length);
            double step = mass * Math.Log(mass / target) / density.GetElement(Vector512<double>.Count - 1);
            length = Math.Clamp(length - step, 1e-3 * length, _width);
            if (Math.Abs(step) <= 1e-14 * _width)
            {
                break;
            }
        }

        return edge + (direction * length);
    }

    /// <summary><c>∫₀^θ (t − E t) f / f(θ)</c> with <c>t = 1 − cos θ</c>: the derivative of a quantile by κ.</summary>
    public double Slope(double angle)
    {
        double mean = _moment / _mass;
        double inside = Math.Clamp(angle, _density.First, _density.Last);
        int panel = Math.Clamp((int)((inside - _density.First) / _width), 0, _masses.Length - 1);
        int direction = 2 * panel < _masses.Length ? 1 : -1;
        double sum = 0;
        for (int other = direction > 0 ? 0 : _masses.Length - 1; other != panel; other += direction)
        {
            sum += _moments[other] - (mean * _masses[other]);
        }

        double edge = Edge(direction > 0 ? panel : panel + 1);
        Vector512<double> density = _density.At(Nodes(edge, inside - edge), out Vector512<double> distance);
        sum += Integral(density * (distance - Vector512.Create(mean)), Math.Abs(inside - edge));
        return direction * sum / density.GetElement(Vector512<double>.Count - 1);
    }

    private static Vector512<double> Nodes(double edge, double length) =>
        Vector512.Create(edge) + (Vector512.Create(0.5 * length) * (Vector512<double>.One + Abscissas));

    private static double Integral(Vector512<double> values, double length) => 0.5 * length * Lanes.Sum(Weights * values);

    private double Edge(int panel) => panel == _masses.Length ? _density.Last : _density.First + (panel * _width);
}
