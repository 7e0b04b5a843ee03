using System.Globalization;
using System.Runtime.Intrinsics;
using RepLearn.Numerics.Elementary;
using Xunit;

namespace RepLearn.Tests.Numerics.Elementary;

/// <summary>
/// Doubles against References/double.txt, some 200 values a function that mpmath computed to 106 bits; and many more
/// against System.Math, whose own error of up to 1 ulp the bound then includes.
/// </summary>
public sealed class DoubleAccuracyTests
{
    private static readonly ILookup<string, (double X, double Upper, double Lower)> s_references = Read();

    // Bounds are those of the documentation.
    [Fact]
    public void Exp_IsWithin1Ulp() => CheckReferences("exp", VectorMath.Exp, 1);

    [Fact]
    public void Log_IsWithin1Ulp() => CheckReferences("log", VectorMath.Log, 1);

    [Fact]
    public void Tanh_IsWithin2Ulps() => CheckReferences("tanh", VectorMath.Tanh, 2);

    [Fact]
    public void Sigmoid_IsWithin2_5Ulps() => CheckReferences("sigmoid", VectorMath.Sigmoid, 2.5);

    [Fact]
    public void Softplus_IsWithin2_5Ulps() => CheckReferences("softplus", VectorMath.Softplus, 2.5);

    [Fact]
    public void Erf_IsWithin1_5Ulps() => CheckReferences("erf", VectorMath.Erf, 1.5);

    [Fact]
    public void Sin_IsWithin1Ulp() => CheckReferences("sin", VectorMath.Sin, 1);

    [Fact]
    public void Cos_IsWithin1Ulp() => CheckReferences("cos", VectorMath.Cos, 1);

    [Fact]
    public void Power_IsWithin1_5Ulps()
    {
        string[] names = [.. s_references.Select(group => group.Key).Where(name => name.StartsWith("power:", StringComparison.Ordinal))];
        Assert.Equal(12, names.Length);
        foreach (string name in names)
        {
            double exponent = double.Parse(name["power:".Length..], CultureInfo.InvariantCulture);
            CheckReferences(name, x => VectorMath.Power(x, exponent), 1.5, atLeast: 15);
        }
    }

    [Fact]
    public void ManyValues_AgreeWithSystemMath()
    {
        CheckMany(VectorMath.Exp, Math.Exp, -750, 720, 2);
        CheckMany(VectorMath.Log, Math.Log, 0, 3, 2);
        CheckMany(VectorMath.Tanh, Math.Tanh, -3, 3, 3);
        CheckMany(VectorMath.Sin, Math.Sin, -1e9, 1e9, 2);
        CheckMany(VectorMath.Cos, Math.Cos, -1e9, 1e9, 2);
        CheckMany(VectorMath.Cos, Math.Cos, -1e12, 1e12, 2);
        CheckMany(x => VectorMath.Power(x, 2.7), x => Math.Pow(x, 2.7), 0, 10, 2);
        CheckMany(x => VectorMath.Power(x, -71), x => Math.Pow(x, -71), -10, 10, 2);
    }

    private static void CheckReferences(string name, Func<Vector512<double>, Vector512<double>> function, double bound, int atLeast = 150)
    {
        var references = s_references[name].ToArray();
        Assert.True(references.Length >= atLeast, $"{references.Length} values of {name}");
        double worst = 0, worstAt = 0;
        foreach ((double x, double upper, double lower) in references)
        {
            Vector512<double> y = function(Vector512.Create(x));
            Assert.Equal(Vector512.Create(y[0]).AsInt64(), y.AsInt64());
            double error = Ulps.Between(y[0], upper, lower);
            if (error > worst)
            {
                (worst, worstAt) = (error, x);
            }
        }

        Assert.True(worst <= bound, $"{name}: {worst} ulps at {worstAt:R}; {bound} are allowed.");
    }

    private static void CheckMany(Func<Vector512<double>, Vector512<double>> function, Func<double, double> reference, double low, double high, double bound)
    {
        var random = new System.Random(5);
        for (int trial = 0; trial < 200_000; trial++)
        {
            double x = low + ((high - low) * random.NextDouble());
            double error = Ulps.Between(function(Vector512.Create(x))[trial % 8], reference(x), 0);
            Assert.True(error <= bound, $"{error} ulps at {x:R}, where System.Math gives {reference(x):R}.");
        }
    }

    private static ILookup<string, (double X, double Upper, double Lower)> Read()
    {
        using Stream stream = typeof(DoubleAccuracyTests).Assembly.GetManifestResourceStream("Elementary.double.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
            .ToLookup(words => words[0], words => (Number(words[1]), Number(words[2]), Number(words[3])));

        static double Number(string bits) => BitConverter.UInt64BitsToDouble(ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}
