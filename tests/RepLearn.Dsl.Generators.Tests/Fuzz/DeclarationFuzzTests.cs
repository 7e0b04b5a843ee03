using RepLearn.Dsl.Generators.Tests.Driver;

namespace RepLearn.Dsl.Generators.Tests.Fuzz;

/// <summary>A short run of the benchmark program's table <c>fuzz</c>, the same declarations each time.</summary>
public sealed class DeclarationFuzzTests
{
    private const int Seed = 30_000;
    private const int Declarations = 150;

    [Fact]
    public void DeclarationsWithMistakes_AreToldOfOrGenerated()
    {
        for (int seed = Seed; seed < Seed + Declarations; seed++)
        {
            string text = DeclarationFuzz.Mutated(seed);
            (string outcome, string? problem) = DeclarationFuzz.Judge(text, file => TestCompilation.Of(file));
            Assert.True(problem is null, $"seed {seed}, {outcome}: {problem}\n{text}");
        }
    }
}
