using TorchSharp;

namespace RepLearn.Oracle;

/// <summary>One model, written against libtorch's own functions, whose losses and gradients become a fixture.</summary>
/// <param name="Name">The fixture's file name.</param>
/// <param name="Inputs">Values in one example.</param>
/// <param name="Rows">Examples in the batch.</param>
/// <param name="Define">Runs the network on <see cref="ReferenceRun.Batch"/> and adds the loss's terms.</param>
internal sealed record OracleCase(string Name, int Inputs, int Rows, Action<ReferenceRun> Define)
{
    /// <summary>The type of all arithmetic.</summary>
    public torch.ScalarType Precision { get; init; } = torch.ScalarType.Float64;

    /// <summary>Neighbouring values of an example that add up to 1; 0 for none.</summary>
    public int Group { get; init; }

    /// <summary>Classes of the labels; 0 for examples without.</summary>
    public int Classes { get; init; }

    /// <summary>A class number for each example, −1 for some.</summary>
    public long[] Labels => [.. Enumerable.Range(0, Classes == 0 ? 0 : Rows).Select(row => (long)((row * 7) % (Classes + 1)) - 1)];

    /// <summary>Numbers that are predicted; 0 for examples without targets.</summary>
    public int TargetCount { get; init; }

    /// <summary>The targets of each example, NaN for some.</summary>
    public double[] Targets => [.. Enumerable.Range(0, Rows * TargetCount).Select(index => index % 5 == 3 || index / Math.Max(1, TargetCount) == 2 ? double.NaN : Math.Cos(0.7 * index))];

    /// <summary>Values of a target that is reconstructed in place of the input; 0 for none.</summary>
    public int Desired { get; init; }

    /// <summary>The target of each example, between 0 and 1.</summary>
    public double[] DesiredOutputs => [.. Enumerable.Range(0, Rows * Desired).Select(index => 0.5 + (0.5 * Math.Sin(1.7 * index)))];

    /// <summary>Classes of the condition; 0 for examples without.</summary>
    public int ConditionClasses { get; init; }

    /// <summary>Values of the condition's vector; 0 for examples without.</summary>
    public int ConditionValues { get; init; }

    /// <summary>The condition of each example as it lies in its row: a class number, or a vector.</summary>
    public double[] Conditions => ConditionClasses > 0
        ? [.. Enumerable.Range(0, Rows).Select(row => (double)(row * 5 % ConditionClasses))]
        : [.. Enumerable.Range(0, Rows * ConditionValues).Select(index => Math.Sin(1.3 * index))];

    /// <summary>The model's step, which warm-up schedules follow.</summary>
    public long Step { get; init; }

    /// <summary>Decides batch and parameters: the name's own, so that a new case changes no other.</summary>
    public long Seed => Name.Aggregate(17L, (hash, letter) => ((hash * 31) + letter) % 1_000_003);

    /// <summary>The noise of the run.</summary>
    public NoiseKey Key => new((ulong)Seed, 3);
}
