using System.Globalization;
using Microsoft.CodeAnalysis;

namespace RepLearn.Dsl.Generators.Tests.Diagnostics;

/// <summary>A model within its budget compiles; one above it is an error at the limit, with the cost and the largest part of it.</summary>
public class BudgetTests
{
    private static string Model(string budget, string precision = "Single") => $$"""
        using RepLearn;
        [Autoencoder(100, Precision = Precision.{{precision}})]
        [Latent.Code(3)]
        [Decoder.Dense(100)]
        [Likelihood.SquaredError]
        [Budget({{budget}})]
        partial class Model;
        """;

    [Theory]
    [InlineData("Parameters = 703", "Parameters = 702", "'Model' has 703 parameters, but its budget is 702; the most are of 'codeWeight': 300")]
    [InlineData("Parameters = 703, Bytes = 1_000_000", "Parameters = 1, Bytes = 1_000_000", "'Model' has 703 parameters, but its budget is 1; the most are of 'codeWeight': 300")]
    public void ParametersAreCounted(string within, string above, string message) => AssertLimit(Model(within), Model(above), message);

    [Fact]
    public void MultiplyAddsAndBytes_AreThoseOfThePlan()
    {
        (long adds, long bytes) = CostOf("Single");
        (long doubleAdds, long doubleBytes) = CostOf("Double");

        // Products: the code, the output, the gradients of both weights and of the code. Loops: less than ten operations on each value.
        Assert.InRange(adds, 5 * 300, (5 * 300) + (4 * 10 * 103));
        Assert.Equal((adds, 2 * bytes), (doubleAdds, doubleBytes));

        // At least the gradient of the output is saved, for the weights' gradients.
        Assert.InRange(bytes, 4 * 100, 4 * 4 * 112);
    }

    [Theory]
    [InlineData("MultiplyAdds", "multiply-adds per example in a training step", "': 400")]
    [InlineData("Bytes", "bytes per example in a training step", "': 448")]
    public void TheLimitIsTheLastThatIsAdmitted(string figure, string text, string largest)
    {
        (long adds, long bytes) = CostOf("Single");
        long actual = figure == "Bytes" ? bytes : adds;
        Diagnostic found = AssertLimit(Model($"{figure} = {actual}"), Model($"{figure} = {actual - 1}"), null);

        string message = found.GetMessage(CultureInfo.InvariantCulture);
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"'Model' has {actual:N0} {text}, but its budget is {actual - 1:N0}; the most are of '"), message);
        Assert.Contains(largest, message, StringComparison.Ordinal);
    }

    [Fact]
    public void EachLimit_IsReportedByItself()
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(Model("Parameters = 1, MultiplyAdds = 2, Bytes = 3"));

        Assert.Equal(["1", "2", "3"], outcome.GeneratorDiagnostics.Select(TextAt));
    }

    /// <summary>The class is generated, so that no other error covers this one.</summary>
    [Fact]
    public void AModelAboveItsBudget_IsGenerated()
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(Model("Parameters = 1"));

        Assert.Single(outcome.Sources);
        Assert.DoesNotContain(outcome.CompilerDiagnostics, found => found.Severity == DiagnosticSeverity.Error);
    }

    private static Diagnostic AssertLimit(string within, string above, string? message)
    {
        Assert.Empty(GeneratorTestDriver.Run(within).GeneratorDiagnostics);
        Diagnostic found = Assert.Single(GeneratorTestDriver.Run(above).GeneratorDiagnostics);
        Assert.Equal("RL2037", found.Id);
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
        if (message is not null)
        {
            Assert.Equal(message, found.GetMessage(CultureInfo.InvariantCulture));
        }

        return found;
    }

    // As an exceeded budget tells them.
    private static (long MultiplyAdds, long Bytes) CostOf(string precision)
    {
        string[] messages = [.. GeneratorTestDriver.Run(Model("MultiplyAdds = 1, Bytes = 1", precision)).GeneratorDiagnostics.Select(found => found.GetMessage(CultureInfo.InvariantCulture))];
        return (Number(messages[0]), Number(messages[1]));

        static long Number(string message) => long.Parse(message.Split(' ')[2], NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }

    private static string TextAt(Diagnostic found) =>
        found.Location.SourceTree!.ToString().Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length);
}
