using RepLearn.Runtime;
using RepLearn.Tests.Dsl.Training;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Runtime;

/// <summary>Code that was generated for another version of the library is refused before it runs.</summary>
public class ContractTests
{
    [Fact]
    public void CodeOfAnotherContract_IsRefusedWithBothVersions()
    {
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => new OtherContract());

        Assert.Equal(
            $"The code of LinearModel was generated for version 1 of the contract with RepLearn.Dsl, but the RepLearn.Dsl that runs it keeps version {ModelInfo.CurrentContract}. Use generator and library of one version, and build the project of LinearModel again.",
            refused.Message);
    }

    private sealed class OtherContract() : HandWrittenModel<float>(new LinearModel<float>(2, 1).Info with { Contract = 1 }, 0)
    {
        protected override void RunBackward(Worker<float> worker) => throw new NotSupportedException();

        protected override void RunEvaluate(Worker<float> worker) => throw new NotSupportedException();
    }
}
