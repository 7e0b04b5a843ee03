using Xunit;
using Xunit.Sdk;

namespace RepLearn.Tests.Dsl.Gradients;

// The check passes what is right, and finds what is wrong by little more than it allows.
public sealed class GradientCheckTests
{
    [Fact]
    public void RightGradient_Passes() => GradientCheck.Run(new SineModel(1), 3, 1);

    [Theory]
    [InlineData(1 + 3e-6)]
    [InlineData(1 - 3e-6)]
    [InlineData(0)]
    [InlineData(double.NaN)]
    public void WrongGradient_IsFound(double factor)
    {
        var exception = Assert.ThrowsAny<XunitException>(() => GradientCheck.Run(new SineModel(factor), 3, 1));
        Assert.Contains("phase[3]", exception.Message, StringComparison.Ordinal);
    }
}
