using System.Numerics;
using RepLearn.Runtime;
using RepLearn.Tests.Support;

namespace RepLearn.Tests.Dsl.Optimization;

/// <summary>A model of one parameter vector and no layers: the tests set its gradients.</summary>
internal sealed class FlatModel<T>(int length) : HandWrittenModel<T>(MakeInfo(length), 0)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    protected override void RunBackward(Worker<T> worker) => throw new NotSupportedException();

    protected override void RunEvaluate(Worker<T> worker) => throw new NotSupportedException();

    private static ModelInfo MakeInfo(int length) => new(
        ModelInfo.CurrentContract, "Flat", 1, 1, length, [new ParameterInfo("all", 1, length, 0, InitialValues.Zeros, 0)], [], [], "Flat", "0", SmallPrograms());
}
