using System.Numerics;
using RepLearn.Runtime;

namespace RepLearn.Tests.Support;

/// <summary>A model whose programs are methods written by hand, for tests of everything around generated code.</summary>
internal abstract class HandWrittenModel<T>(ModelInfo info, ulong seed) : Autoencoder<T>(info, seed)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Programs of one size, in the order in which <see cref="Run"/> knows them.</summary>
    protected static ProgramInfo[] Programs(ProgramInfo size, int inputs, int codes)
    {
        InputInfo[] examples = [new("input", inputs)];
        return
        [
            size with { Name = ProgramName.Backward, Mode = ProgramMode.Train, Inputs = examples },
            size with { Name = ProgramName.Evaluate, Mode = ProgramMode.Train, Inputs = examples },
            size with { Name = ProgramName.Test, Mode = ProgramMode.Test, Inputs = examples },
            size with { Name = ProgramName.Encode, Mode = ProgramMode.Infer, Inputs = examples, OutputWidth = codes },
            size with { Name = ProgramName.Decode, Mode = ProgramMode.Infer, Inputs = [new("code", codes)], OutputWidth = inputs },
        ];
    }

    /// <summary>Programs that need a few values per example.</summary>
    protected static ProgramInfo[] SmallPrograms(int inputs = 1, int codes = 1) =>
        Programs(new ProgramInfo(string.Empty, ProgramMode.Infer, [], 16, 0, 0, 1, -1, 0, 1), inputs, codes);

    protected sealed override void Run(int program, Worker<T> worker)
    {
        switch (Info.Programs[program].Name)
        {
            case ProgramName.Backward:
                RunBackward(worker);
                break;
            case ProgramName.Evaluate or ProgramName.Test:
                RunEvaluate(worker);
                break;
            case ProgramName.Encode:
                RunEncode(worker);
                break;
            default:
                RunDecode(worker);
                break;
        }
    }

    protected abstract void RunBackward(Worker<T> worker);

    protected abstract void RunEvaluate(Worker<T> worker);

    protected virtual void RunEncode(Worker<T> worker) => throw new NotSupportedException();

    protected virtual void RunDecode(Worker<T> worker) => throw new NotSupportedException();
}
