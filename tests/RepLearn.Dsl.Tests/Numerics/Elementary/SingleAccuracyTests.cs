using System.Runtime.Intrinsics;
using RepLearn.Numerics.Elementary;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Numerics.Elementary;

/// <summary>Floats of all signs and sizes, every 997th bit pattern, against functions in double precision.</summary>
public sealed class SingleAccuracyTests
{
    // Bounds are those of the documentation.
    [Fact]
    public void Exp_IsWithin1Ulp() => Check(VectorMath.Exp, Math.Exp, 1);

    [Fact]
    public void Log_IsWithin1Ulp() => Check(VectorMath.Log, Math.Log, 1);

    [Fact]
    public void Tanh_IsWithin1_5Ulps() => Check(VectorMath.Tanh, Math.Tanh, 1.5);

    [Fact]
    public void Sigmoid_IsWithin1_5Ulps() => Check(VectorMath.Sigmoid, ScalarReference.Sigmoid, 1.5);

    [Fact]
    public void Softplus_IsWithin2Ulps() => Check(VectorMath.Softplus, ScalarReference.Softplus, 2);

    [Fact]
    public void Erf_IsWithin1Ulp() => Check(VectorMath.Erf, ScalarReference.Erf, 1);

    [Fact]
    public void Sin_IsWithin1_6Ulps() => Check(VectorMath.Sin, Math.Sin, 1.6);

    [Fact]
    public void Cos_IsWithin1_6Ulps() => Check(VectorMath.Cos, Math.Cos, 1.6);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(-1)]
    [InlineData(0.5)]
    [InlineData(-0.5)]
    [InlineData(1.5)]
    [InlineData(4)]
    [InlineData(-3)]
    [InlineData(1.0 / 3)]
    [InlineData(10.25)]
    [InlineData(-1e10)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public void Power_IsWithin1_5Ulps(double exponent) =>
        Check(x => VectorMath.Power(x, exponent), x => Math.Pow(x, exponent), 1.5, stride: 9973);

    [Fact]
    public void WithoutFusedMultiplyAdd_ErrorsStayWithin3Ulps()
    {
        Outcome outcome = ChildProcess.Run(CheckAllWithin3, [("DOTNET_EnableAVX2", "0")]);
        Assert.Equal(128, outcome.VectorBits);
    }

    private static void CheckAllWithin3(BitHash hash, string[] arguments)
    {
        const uint Stride = 100_003;
        Check(VectorMath.Exp, Math.Exp, 3, Stride);
        Check(VectorMath.Log, Math.Log, 3, Stride);
        Check(VectorMath.Tanh, Math.Tanh, 3, Stride);
        Check(VectorMath.Sigmoid, ScalarReference.Sigmoid, 3, Stride);
        Check(VectorMath.Softplus, ScalarReference.Softplus, 3, Stride);
        Check(VectorMath.Erf, ScalarReference.Erf, 3, Stride);
        Check(VectorMath.Sin, Math.Sin, 3, Stride);
        Check(VectorMath.Cos, Math.Cos, 3, Stride);
        Check(x => VectorMath.Power(x, 2.7), x => Math.Pow(x, 2.7), 3, Stride);
    }

    private static void Check(Func<Vector512<float>, Vector512<float>> function, Func<double, double> reference, double bound, uint stride = 997)
    {
        double worst = 0;
        float worstAt = 0;
        Span<float> x = stackalloc float[Vector512<float>.Count];
        for (ulong first = 0; first <= uint.MaxValue; first += (ulong)x.Length * stride)
        {
            for (int lane = 0; lane < x.Length; lane++)
            {
                x[lane] = BitConverter.UInt32BitsToSingle((uint)Math.Min(first + ((ulong)lane * stride), uint.MaxValue));
            }

            Vector512<float> y = function(Vector512.Create<float>(x));
            for (int lane = 0; lane < x.Length; lane++)
            {
                double error = Ulps.Between(y[lane], reference(x[lane]));
                if (error > worst)
                {
                    (worst, worstAt) = (error, x[lane]);
                }
            }
        }

        Assert.True(worst <= bound, $"{worst} ulps at {worstAt:R}, where the exact value is {reference(worstAt):R}; {bound} are allowed.");
    }
}
