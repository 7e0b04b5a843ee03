using RepLearn.Numerics.Random;
using RepLearn.Optimization;
using RepLearn.Runtime;

namespace RepLearn.Benchmarks.Steps;

/// <summary>One of the grid's models with a batch: a training step, and its forward and backward part alone.</summary>
internal sealed class GeneratedStep
{
    private const double LearningRate = 1e-3;

    private readonly OptimizerState<float> _optimizer;
    private readonly float[] _initial;
    private long _step;

    public GeneratedStep(Autoencoder<float> model, int batch, int threads)
    {
        Model = model;
        Model.Threads = threads;
        Batch = new float[batch * model.Info.InputSize];
        Noise.Uniform(new NoiseKey(7, 0), 0, 0, Batch.AsSpan());
        Rows = batch;
        _optimizer = new OptimizerState<float>(model, new Adam(LearningRate));
        _initial = model.Parameters.ToArray();
    }

    public Autoencoder<float> Model { get; }

    public float[] Batch { get; }

    public int Rows { get; }

    /// <summary>The multiply-adds of the step's matrix products and their elementwise work, as planned.</summary>
    public double MultiplyAdds => (double)Model.Info.Programs[Model.Info.IndexOf(ProgramName.Backward)].MultiplyAdds * Rows;

    /// <summary>The memory of every value that the step computes from the batch, if each had its own.</summary>
    public long TensorBytes => sizeof(float) * (((long)Model.Info.Programs[Model.Info.IndexOf(ProgramName.Backward)].ComputedPerExample * Rows) + Model.Info.Programs[Model.Info.IndexOf(ProgramName.Backward)].ComputedOnce);

    /// <summary>The working memory of the step: of values, not of parameters and their gradients.</summary>
    public long ArenaBytes(int threads)
    {
        ProgramInfo program = Model.Info.Programs[Model.Info.IndexOf(ProgramName.Backward)];
        return sizeof(float) * (program.Fixed + ((long)program.SavedPerExample * Rows) + ((long)program.WorkspacePerExample * program.RowBlock * threads));
    }

    /// <summary>The losses of the first parameters, for comparison with a peer's.</summary>
    public Losses FirstLosses(NoiseKey key)
    {
        _initial.CopyTo(Model.Parameters);
        return Model.Backward(Batch, key);
    }

    public void Backward() => Model.Backward(Batch, new NoiseKey(1, (ulong)_step++));

    /// <summary>A step on another number of threads.</summary>
    public void StepOn(int threads)
    {
        Model.Threads = threads;
        Step();
    }

    public void Step()
    {
        Backward();
        _optimizer.Update(new UpdateStep(_step, LearningRate, 1));
    }
}
