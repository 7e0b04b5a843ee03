using System.Text.Json;

namespace RepLearn.Tests.Dsl.Oracles;

/// <summary>What libtorch computed for one declaration; written by the program in tests/RepLearn.Oracle.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Rows">Examples in the batch.</param>
/// <param name="Step">The model's step.</param>
/// <param name="NoiseSeed">The noise key's seed.</param>
/// <param name="NoiseStep">The noise key's step.</param>
/// <param name="Total">The training loss.</param>
/// <param name="Terms">Its weighted terms in order.</param>
/// <param name="TestTerms">The terms without corruption and dropout, schedules finished.</param>
/// <param name="Noise">The noise of each site.</param>
/// <param name="Batch">Examples, one a row.</param>
/// <param name="Codes">The codes of the clean batch: of a distribution the means.</param>
/// <param name="Outputs">What these codes decode to.</param>
/// <param name="Parameters">Each parameter and its gradient.</param>
internal sealed record OracleFixture(
    string Name,
    int Rows,
    long Step,
    ulong NoiseSeed,
    ulong NoiseStep,
    double Total,
    OracleTerm[] Terms,
    OracleTerm[] TestTerms,
    OracleNoise[] Noise,
    double[] Batch,
    double[] Codes,
    double[] Outputs,
    OracleParameter[] Parameters)
{
    /// <summary>Class numbers, where the model has a head.</summary>
    public double[]? Labels { get; init; }

    /// <summary>The class probabilities of the clean batch, where the model has a head.</summary>
    public double[]? Predictions { get; init; }

    /// <summary>Class numbers or vectors, where the model has a condition.</summary>
    public double[]? Conditions { get; init; }

    /// <summary>What is reconstructed, where that is not the input.</summary>
    public double[]? Desired { get; init; }

    /// <summary>The targets that are known, where the model has a head of numbers.</summary>
    public double[]? Targets { get; init; }

    /// <summary>1 for each target that is known, 0 for the others.</summary>
    public double[]? KnownTargets { get; init; }

    /// <summary>The rows that losses are computed from: the batch, each example with its condition, what is reconstructed, and its label or targets.</summary>
    public double[] Examples => Beside(Beside(WithConditions(Batch), Desired), KnownTargets is null ? Labels : AllTargets(new Queue<double>(Targets!)));

    /// <summary>Rows, each with its example's condition.</summary>
    public double[] WithConditions(double[] rows) => Beside(rows, Conditions);

    public NoiseKey Key => new(NoiseSeed, NoiseStep);

    private double[] AllTargets(Queue<double> known) => [.. KnownTargets!.Select(isKnown => isKnown == 1 ? known.Dequeue() : double.NaN)];

    private double[] Beside(double[] left, double[]? right) => right is null
        ? left
        : [.. Enumerable.Range(0, Rows).SelectMany(row => (double[])[.. RowOf(left, row), .. RowOf(right, row)])];

    private double[] RowOf(double[] values, int row) => values[(row * values.Length / Rows)..((row + 1) * values.Length / Rows)];

    public static OracleFixture Load(string name) => Read<OracleFixture>(name);

    public static TContent Read<TContent>(string name)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Dsl", "Oracles", "Fixtures", name + ".json");
        using FileStream file = File.OpenRead(path);
        return JsonSerializer.Deserialize<TContent>(file, JsonSerializerOptions.Web)
            ?? throw new InvalidDataException($"{path} holds nothing.");
    }
}

internal sealed record OracleTerm(string Name, double Value);

internal sealed record OracleNoise(int Site, string Kind, int Width, double[] Values);

internal sealed record OracleParameter(string Name, int Rows, int Columns, double[] Values, double[] Gradient);
