using System.Runtime.CompilerServices;
using RepLearn.Runtime;
using RepLearn.Tests.Support;

namespace RepLearn.Tests.Dsl.Gradients;

/// <summary>Loss <c>Σ sin(pₖ)</c>, whatever the batch, with one gradient wrong by a given factor: what a check must find.</summary>
internal sealed class SineModel(double factor) : HandWrittenModel<double>(s_info, 0)
{
    private const int Size = 5;
    private const int Wrong = 3;

    private static readonly ModelInfo s_info = new(
        ModelInfo.CurrentContract, "Sine", 1, 1, Size, [new ParameterInfo("phase", 1, Size, 0, InitialValues.Zeros, 0)], ["reconstruction"], [], "Sine", "0", SmallPrograms());

    protected override void RunBackward(Worker<double> worker)
    {
        RunEvaluate(worker);
        for (int index = 0; index < Size; index++)
        {
            Unsafe.Add(ref worker.Gradient(0), index) = Math.Cos(Parameters[index]) * (index == Wrong ? factor : 1);
        }
    }

    protected override void RunEvaluate(Worker<double> worker)
    {
        double sum = 0;
        foreach (double value in Parameters)
        {
            sum += Math.Sin(value);
        }

        worker.Terms[0] = sum;
    }
}
