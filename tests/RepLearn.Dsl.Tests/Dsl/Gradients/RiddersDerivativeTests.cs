using Xunit;

namespace RepLearn.Tests.Dsl.Gradients;

// The measure itself: right where a function is smooth, in doubt where it has a kink, whatever the kink's place.
public sealed class RiddersDerivativeTests
{
    [Theory]
    [InlineData(4e-3)]
    [InlineData(4e-4)]
    public void SmoothFunction_HasItsDerivative(double step)
    {
        RiddersDerivative derivative = RiddersDerivative.At(x => Math.Exp(Math.Sin(3 * (x + 0.7))), Math.Exp(Math.Sin(2.1)), step);

        double expected = 3 * Math.Cos(2.1) * Math.Exp(Math.Sin(2.1));
        Assert.Equal(expected, derivative.Value, 1e-10);
        Assert.InRange(derivative.Error, Math.Abs(expected - derivative.Value), 50 * Math.Pow(step, 2.5));
    }

    [Fact]
    public void Kink_ShowsInTheError_WhereverItLies()
    {
        const double Step = 4e-3;
        const double Jump = 0.01;
        for (double place = -0.999; place < 1; place += 0.001)
        {
            double kink = place * Step;
            double Function(double x) => Math.Exp(x) + (Jump * Math.Max(x - kink, 0));

            RiddersDerivative derivative = RiddersDerivative.At(Function, Function(0), Step);

            // The derivative of the side that 0 lies on.
            double expected = 1 + (kink < 0 ? Jump : 0);
            Assert.True(Math.Abs(derivative.Value - expected) <= RiddersDerivative.Underestimate * derivative.Error, $"A kink at {kink:R} gives {derivative}.");
        }
    }

    [Fact]
    public void Step_ShowsInTheError()
    {
        double Function(double x) => Math.Exp(x) + (x > 1e-3 ? 1e-6 : 0);

        RiddersDerivative derivative = RiddersDerivative.At(Function, 1, 4e-3);

        Assert.InRange(derivative.Error, Math.Abs(derivative.Value - 1), double.MaxValue);
    }

    [Fact]
    public void NotANumber_IsInDoubt() =>
        Assert.Equal(double.PositiveInfinity, RiddersDerivative.At(x => x > 0 ? double.NaN : 0, 0, 1e-3).Error);
}
