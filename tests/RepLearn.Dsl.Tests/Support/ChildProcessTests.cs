using Xunit;

namespace RepLearn.Tests.Support;

public sealed class ChildProcessTests
{
    [Fact]
    public void Run_PassesArgumentsAndEnvironment_AndReturnsTheHash()
    {
        Outcome outcome = ChildProcess.Run(Echo, [("REPLEARN_ECHO", "5")], "7");

        using var expected = new BitHash();
        expected.Add("7"u8);
        expected.Add("5"u8);
        Assert.Equal(expected.ToString(), outcome.Hash);
        Assert.Contains(outcome.VectorBits, new[] { 128, 256, 512 });
    }

    [Fact]
    public void Run_OfAFailingScenario_ThrowsWithItsMessage()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => ChildProcess.Run(Fail, []));
        Assert.Contains("tripped on purpose", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_RefusesLambdas() =>
        Assert.Throws<ArgumentException>(() => ChildProcess.Run((hash, _) => hash.Add(this.GetHashCode()), []));

    private static void Echo(BitHash hash, string[] arguments)
    {
        hash.Add<byte>(System.Text.Encoding.UTF8.GetBytes(arguments[0]));
        hash.Add<byte>(System.Text.Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable("REPLEARN_ECHO")!));
    }

    private static void Fail(BitHash hash, string[] arguments) => throw new InvalidOperationException("tripped on purpose");
}
