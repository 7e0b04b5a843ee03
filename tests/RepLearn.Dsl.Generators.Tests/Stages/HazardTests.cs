using CsCheck;
using RepLearn.Dsl.Generators.Planning;
using RepLearn.Dsl.Generators.Tests.Execution;

namespace RepLearn.Dsl.Generators.Tests.Stages;

/// <summary>No plan has a data race, and every barrier is there for one.</summary>
public class HazardTests
{
    [Fact]
    public void RandomPlans_HaveNoRace() => RandomDeclaration.Attributes.Sample(
        attributes => Assert.All(Plans(attributes).Select(Hazards.Find), Assert.Null), iter: 60, threads: 1);

    [Theory]
    [InlineData(Specs.Vae)]
    [InlineData(Specs.SparseContractive)]
    [InlineData(Specs.Everything)]
    [InlineData("[Autoencoder(20)] [Latent.TopK(300, 7)] [Decoder.Dense(12, Activation.Relu)] [Decoder.Dense(20, UnitRows = true)] [Likelihood.SquaredError] [Regularizer.L1(0.1)]")]
    public void AMissingBarrier_IsARace(string attributes)
    {
        int barriers = 0;
        foreach (Plan plan in Plans(attributes))
        {
            foreach (Step step in plan.Barriers)
            {
                barriers++;
                Plan without = plan with { Barriers = [.. plan.Barriers.Where(barrier => barrier != step)] };
                Assert.True(Hazards.Find(without) is not null, $"No race without the barrier before {step.Results.First()}:\n{PlanPrinter.Print(plan)}");
            }
        }

        Assert.True(barriers > 4, $"{barriers}");
    }

    private static IReadOnlyList<Plan> Plans(string attributes) => ModelCompiler.Stages(Specs.Of(attributes, RandomDeclaration.Members)).Plans;
}
