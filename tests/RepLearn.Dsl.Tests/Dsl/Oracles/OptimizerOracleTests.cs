using RepLearn.Numerics.Buffers;
using RepLearn.Optimization;
using Xunit;

namespace RepLearn.Tests.Dsl.Oracles;

// Each optimiser's parameters, step by step, against libtorch's from the same gradients.
public sealed class OptimizerOracleTests
{
    private const double Tolerance = 1e-13;

    public static TheoryData<string> Names =>
        ["sgd", "sgd-momentum", "sgd-nesterov", "adam", "adam-betas", "adamw"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Parameters_FollowLibtorchs(string name)
    {
        OptimizerTrajectory trajectory = Array.Find(OracleFixture.Read<OptimizerTrajectory[]>("optimizers"), found => found.Name == name)!;
        Optimizer optimizer = Make(name);
        double[] parameters = trajectory.Start;
        AlignedBuffer<double>[] state = [.. optimizer.StateNames.Select(_ => new AlignedBuffer<double>(parameters.Length))];
        for (int step = 0; step < trajectory.Steps.Length; step++)
        {
            OptimizerStep expected = trajectory.Steps[step];
            bool finite = optimizer.Update(
                new UpdateRange<double>(parameters, expected.Gradient, state, 0, new UpdateStep(step + 1, optimizer.LearningRate, 1)));

            Assert.True(finite);
            for (int index = 0; index < parameters.Length; index++)
            {
                Assert.True(
                    Math.Abs(parameters[index] - expected.Parameters[index]) <= Tolerance * Math.Max(1, Math.Abs(expected.Parameters[index])),
                    $"{name}, step {step + 1}, parameter {index}: expected {expected.Parameters[index]:R}, but got {parameters[index]:R}.");
            }
        }
    }

    // As in the program that wrote the fixture.
    private static Optimizer Make(string name) => name switch
    {
        "sgd" => new Sgd(0.05),
        "sgd-momentum" => new Sgd(0.05, momentum: 0.9),
        "sgd-nesterov" => new Sgd(0.05, momentum: 0.9, nesterov: true),
        "adam" => new Adam(0.01),
        "adam-betas" => new Adam(0.02, beta1: 0.8, beta2: 0.95, epsilon: 1e-6),
        "adamw" => new AdamW(0.01, weightDecay: 0.1),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Expected an optimiser of the fixture."),
    };

    private sealed record OptimizerTrajectory(string Name, double[] Start, OptimizerStep[] Steps);

    private sealed record OptimizerStep(double[] Gradient, double[] Parameters);
}
