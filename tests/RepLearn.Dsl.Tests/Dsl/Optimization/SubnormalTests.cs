using System.Numerics;
using RepLearn.Numerics.Buffers;
using RepLearn.Optimization;
using RepLearn.Runtime;
using Xunit;

namespace RepLearn.Tests.Dsl.Optimization;

// What an optimiser keeps never decays into subnormal numbers, on which arithmetic is many times slower.
public sealed class SubnormalTests
{
    public static TheoryData<Optimizer> Optimizers =>
    [
        new Sgd(0.05, momentum: 0.9), new Sgd(0.05, momentum: 0.9, nesterov: true), new Sgd(0.05, momentum: 0.5, weightDecay: 1e-30),
        new Adam(0.01), new AdamW(0.01),
    ];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void SubnormalKeptValues_DoNotOccur(Optimizer optimizer)
    {
        Run<float>(optimizer, 3000, float.IsSubnormal);
        Run<double>(optimizer, 9000, double.IsSubnormal);
    }

    // Decay by the optimiser, and the same as the gradient of a declared penalty.
    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void ParametersThatDecay_EndAtZero(double penalty)
    {
        double decay = 4 * (1 - penalty);
        Optimizer[] optimizers = [new Sgd(0.05, weightDecay: decay), new Sgd(0.05, momentum: 0.5, nesterov: true, weightDecay: decay)];
        foreach (Optimizer optimizer in penalty == 0 ? [.. optimizers, new AdamW(0.05, weightDecay: decay)] : optimizers)
        {
            Decay<float>(optimizer, 4 * penalty, 800, float.IsSubnormal);
            Decay<double>(optimizer, 4 * penalty, 6000, double.IsSubnormal);
        }
    }

    private static void Decay<T>(Optimizer optimizer, double penalty, int steps, Func<T, bool> isSubnormal)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var model = new FlatModel<T>(37);
        model.Parameters.Fill(T.One);
        var state = new OptimizerState<T>(model, optimizer);
        for (int step = 1; step <= steps; step++)
        {
            for (int place = 0; place < 37; place++)
            {
                model.Gradients[place] = T.CreateChecked(penalty) * model.Parameters[place];
            }

            Assert.True(state.Update(new UpdateStep(step, optimizer.LearningRate, 1)));
            Assert.All(model.Parameters.ToArray(), value => Assert.False(isSubnormal(value)));
        }

        Assert.All(model.Parameters.ToArray(), value => Assert.Equal(T.Zero, value));
    }

    // Above the margin the bits are those of the plain formula.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void NormalVelocities_KeepTheirBits(bool nesterov)
    {
        using var model = new FlatModel<float>(5);
        var state = new OptimizerState<float>(model, new Sgd(0.05, momentum: 0.9, nesterov: nesterov));
        float[] parameters = [1, -2, 0.5f, 3, 1e-3f];
        float[] velocity = new float[5];
        parameters.CopyTo(model.Parameters);
        for (int step = 1; step <= 300; step++)
        {
            for (int place = 0; place < 5; place++)
            {
                float gradient = step < 100 ? MathF.Sin(step + place) : 0;
                model.Gradients[place] = gradient;
                velocity[place] = (velocity[place] * 0.9f) + gradient;
                parameters[place] -= (nesterov ? gradient + (velocity[place] * 0.9f) : velocity[place]) * 0.05f;
            }

            Assert.True(state.Update(new UpdateStep(step, 0.05, 1)));
        }

        Assert.Equal(parameters, model.Parameters.ToArray());
        Assert.Equal(velocity, state.Buffers[0].Span.ToArray());
    }

    private static void Run<T>(Optimizer optimizer, int steps, Func<T, bool> isSubnormal)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var model = new FlatModel<T>(37);
        var state = new OptimizerState<T>(model, optimizer);
        for (int step = 1; step <= steps; step++)
        {
            model.Gradients.Fill(T.CreateChecked(step < 20 ? 0.1 : 0));
            Assert.True(state.Update(new UpdateStep(step, optimizer.LearningRate, 1)));
            foreach (AlignedBuffer<T> buffer in state.Buffers)
            {
                foreach (T value in buffer.Span)
                {
                    Assert.False(isSubnormal(value));
                }
            }
        }
    }
}
