using RepLearn.Runtime;
using RepLearn.Tests.Support;

namespace RepLearn.Tests.Dsl.Training;

/// <summary>
/// A model of one input whose losses are given: one after the other for validations, one for all training steps. Its gradients are
/// −1, so that with plain gradient descent of rate 1 each parameter is the number of steps that it has seen.
/// </summary>
internal sealed class ScriptedModel(IEnumerable<double> validation, int warmupSteps = 0) : HandWrittenModel<double>(MakeInfo(warmupSteps), 0)
{
    private readonly IEnumerator<double> _validation = validation.GetEnumerator();

    /// <summary>The training loss of each step.</summary>
    public Func<long, double> Training { get; set; } = _ => 1;

    /// <summary>The steps of the noise that training drew.</summary>
    public List<ulong> Drawn { get; } = [];

    /// <summary>The steps that the parameters have seen.</summary>
    public long StepsSeen => (long)Parameters[0];

    protected override void RunBackward(Worker<double> worker)
    {
        if (worker.Rank == 0)
        {
            Drawn.Add(worker.Key.Step);
            worker.Terms[0] = Training(Step);
            Gradients.Fill(-1);
        }
    }

    protected override void RunEvaluate(Worker<double> worker)
    {
        if (worker.Rank == 0)
        {
            worker.Terms[0] = worker.Program.Mode == ProgramMode.Train ? Training(Step)
                : _validation.MoveNext() ? _validation.Current : throw new InvalidOperationException("No more losses in the script.");
        }
    }

    private static ModelInfo MakeInfo(int warmupSteps)
    {
        return new ModelInfo(
            ModelInfo.CurrentContract, "Scripted", 1, 1, 2, [new("steps", 1, 2, 0, InitialValues.Zeros, 0)], ["loss"], [], "Scripted", "0", SmallPrograms())
        {
            WarmupSteps = warmupSteps,
        };
    }
}
