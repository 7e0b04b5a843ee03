using RepLearn.Numerics.Buffers;
using RepLearn.Optimization;

namespace RepLearn;

/// <summary>The part of a model's parameters that one call of <see cref="Optimizer.Update{T}"/> works on.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public readonly ref struct UpdateRange<T>
    where T : unmanaged
{
    private readonly AlignedBuffer<T>[] _state;
    private readonly int _start;

    internal UpdateRange(Span<T> parameters, ReadOnlySpan<T> gradients, AlignedBuffer<T>[] state, int start, in UpdateStep step)
    {
        Parameters = parameters;
        Gradients = gradients;
        _state = state;
        _start = start;
        Step = step.Step;
        LearningRate = step.LearningRate;
        GradientScale = step.GradientScale;
    }

    /// <summary>The parameters to change.</summary>
    public Span<T> Parameters { get; }

    /// <summary>The loss's derivatives by them, still to be multiplied by <see cref="GradientScale"/>.</summary>
    public ReadOnlySpan<T> Gradients { get; }

    /// <summary>The number of this step within the training, from 1.</summary>
    public long Step { get; }

    /// <summary>The learning rate of this step, the schedule included.</summary>
    public double LearningRate { get; }

    /// <summary>The factor that clips the gradients; 1 where nothing is clipped.</summary>
    public double GradientScale { get; }

    /// <summary>The kept values of the range, by their place in <see cref="Optimizer.StateNames"/>.</summary>
    public Span<T> State(int index) => _state[index].Span.Slice(_start, Parameters.Length);
}
