using System.Runtime.Intrinsics;
using RepLearn.Numerics.Elementary;
using Xunit;

namespace RepLearn.Tests.Numerics.Elementary;

/// <summary>Limits, signed zeros, NaN: exact bits, in both precisions.</summary>
public sealed class SpecialValueTests
{
    private const double Infinity = double.PositiveInfinity;

    [Theory]
    [InlineData("Exp", 0.0, 1.0)]
    [InlineData("Exp", -1e4, 0.0)]
    [InlineData("Exp", 1e4, Infinity)]
    [InlineData("Exp", -Infinity, 0.0)]
    [InlineData("Exp", Infinity, Infinity)]
    [InlineData("Log", 1.0, 0.0)]
    [InlineData("Log", 0.0, -Infinity)]
    [InlineData("Log", -1.0, double.NaN)]
    [InlineData("Log", -Infinity, double.NaN)]
    [InlineData("Log", Infinity, Infinity)]
    [InlineData("Tanh", 0.0, 0.0)]
    [InlineData("Tanh", 1e4, 1.0)]
    [InlineData("Tanh", -Infinity, -1.0)]
    [InlineData("Sigmoid", 0.0, 0.5)]
    [InlineData("Sigmoid", 1e4, 1.0)]
    [InlineData("Sigmoid", -1e4, 0.0)]
    [InlineData("Sigmoid", Infinity, 1.0)]
    [InlineData("Sigmoid", -Infinity, 0.0)]
    [InlineData("Softplus", 1e4, 1e4)]
    [InlineData("Softplus", -1e4, 0.0)]
    [InlineData("Softplus", Infinity, Infinity)]
    [InlineData("Softplus", -Infinity, 0.0)]
    [InlineData("Erf", 0.0, 0.0)]
    [InlineData("Erf", 30.0, 1.0)]
    [InlineData("Erf", Infinity, 1.0)]
    [InlineData("Erf", -Infinity, -1.0)]
    [InlineData("Sin", 0.0, 0.0)]
    [InlineData("Sin", Infinity, double.NaN)]
    [InlineData("Cos", 0.0, 1.0)]
    [InlineData("Cos", -Infinity, double.NaN)]
    public void Value(string function, double x, double expected)
    {
        Check(Single(function), Double(function), x, expected);
        Check(Single(function), Double(function), double.NaN, double.NaN);
    }

    [Fact]
    public void OfNegativeZero_KeepTheSignWhereTheFunctionIsOdd()
    {
        foreach (string odd in new[] { "Tanh", "Erf", "Sin" })
        {
            Check(Single(odd), Double(odd), -0.0, -0.0);
        }

        foreach (string function in new[] { "Exp", "Cos" })
        {
            Check(Single(function), Double(function), -0.0, 1);
        }

        Check(VectorMath.Log, VectorMath.Log, -0.0, -Infinity);
    }

    [Fact]
    public void Sin_OfOneFarLane_LeavesTheOthersAsTheyAre()
    {
        Vector512<float> near = Vector512.Create(3f);
        Assert.Equal(VectorMath.Sin(near)[0], VectorMath.Sin(near.WithElement(5, 1e30f))[0]);
        Assert.Equal((float)Math.Sin(1e30f), VectorMath.Sin(near.WithElement(5, 1e30f))[5]);
        Vector512<double> wide = Vector512.Create(3.0);
        Assert.Equal(VectorMath.Cos(wide)[0], VectorMath.Cos(wide.WithElement(5, 1e30))[0]);
        Assert.Equal(Math.Cos(1e30), VectorMath.Cos(wide.WithElement(5, 1e30))[5]);
    }

    // The table of special cases of System.Math.Pow, which follows IEEE 754.
    [Fact]
    public void Power_HasThoseOfSystemMath()
    {
        double[] exponents = [0, -0.0, 1, 2, 3, -1, 0.5, -0.5, 4, 5, -2, -3, 2.5, 1e300, -1e300, 9007199254740993, 5e-324, Infinity, -Infinity, double.NaN];
        double[] bases = [0, -0.0, 1, -1, 2, -2, 0.5, -0.5, Infinity, -Infinity, double.NaN];
        foreach (double exponent in exponents)
        {
            foreach (double x in bases)
            {
                Vector512<double> wide = VectorMath.Power(Vector512.Create(x), exponent);
                Assert.True(Ulps.Between(wide[3], Math.Pow(x, exponent), 0) <= 1, $"{x} to the {exponent} is {wide[3]}, not {Math.Pow(x, exponent)}");
                Vector512<float> single = VectorMath.Power(Vector512.Create((float)x), exponent);
                Assert.True(Ulps.Between(single[3], Math.Pow(x, exponent)) <= 1, $"{x} to the {exponent} is {single[3]}, not {Math.Pow(x, exponent)}");
            }
        }
    }

    private static void Check(
        Func<Vector512<float>, Vector512<float>> single, Func<Vector512<double>, Vector512<double>> wide, double x, double expected)
    {
        Vector512<float> y = single(Vector512.Create((float)x));
        Vector512<double> z = wide(Vector512.Create(x));
        for (int lane = 0; lane < Vector512<float>.Count; lane++)
        {
            Assert.Equal(Bits(expected), Bits(y[lane]));
            Assert.Equal(Bits(expected), Bits(z[lane % Vector512<double>.Count]));
        }
    }

    // Tells -0 from 0; all NaN are one.
    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value);

    private static Func<Vector512<float>, Vector512<float>> Single(string function) => function switch
    {
        "Exp" => VectorMath.Exp,
        "Log" => VectorMath.Log,
        "Tanh" => VectorMath.Tanh,
        "Sigmoid" => VectorMath.Sigmoid,
        "Softplus" => VectorMath.Softplus,
        "Erf" => VectorMath.Erf,
        "Sin" => VectorMath.Sin,
        "Cos" => VectorMath.Cos,
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };

    private static Func<Vector512<double>, Vector512<double>> Double(string function) => function switch
    {
        "Exp" => VectorMath.Exp,
        "Log" => VectorMath.Log,
        "Tanh" => VectorMath.Tanh,
        "Sigmoid" => VectorMath.Sigmoid,
        "Softplus" => VectorMath.Softplus,
        "Erf" => VectorMath.Erf,
        "Sin" => VectorMath.Sin,
        "Cos" => VectorMath.Cos,
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };
}
