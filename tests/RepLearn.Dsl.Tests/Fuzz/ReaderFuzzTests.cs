using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Fuzz;

/// <summary>A short run of the benchmark program's table <c>fuzz</c>, the same inputs each time.</summary>
public sealed class ReaderFuzzTests
{
    private const int Seed = 20_000;

    public static TheoryData<string> Readers => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Readers))]
    public void DamagedFiles_GiveDocumentedExceptionsOnly(string reader)
    {
        using var folder = new TemporaryFolder();
        FuzzTarget target = FuzzTargets.All.Single(target => target.Name == reader);
        FuzzOutcome outcome = target.Run(folder["."], Seed, TimeSpan.FromMinutes(1), inputs: 300);
        Assert.True(outcome.Problem is null, outcome.Problem);
        Assert.Equal(300, outcome.Outcomes.Values.Sum());
    }
}
