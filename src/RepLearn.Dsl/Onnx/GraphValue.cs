using System.Globalization;

namespace RepLearn.Onnx;

/// <summary>A value of a model's graph.</summary>
/// <param name="name">Its name; none of a constant.</param>
/// <param name="op">The operation that it is the result of.</param>
/// <param name="isPerExample">Whether <paramref name="rows"/> counts rows of each example.</param>
/// <param name="rows">How many rows it has.</param>
/// <param name="columns">Values in a row.</param>
internal sealed class GraphValue(string name, string op, bool isPerExample, int rows, int columns)
{
    /// <summary>The operation of a constant.</summary>
    public const string Constant = "Constant";

    public string Name => name;

    public string Op => op;

    public bool IsPerExample => isPerExample;

    public int Rows => rows;

    public int Columns => columns;

    /// <summary>A constant's number.</summary>
    public double Number { get; init; }

    public GraphValue[] Operands { get; init; } = [];

    /// <summary>What the operation needs besides its operands, as numbers.</summary>
    public int[] Arguments { get; init; } = [];

    /// <summary>Whether it is computed in double, whatever the model's numbers are.</summary>
    public bool IsWide { get; init; }

    /// <summary>Rows where they are of fixed size, else −1, which lets them follow from the batch.</summary>
    public long FreeRows => isPerExample ? -1 : rows;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{name}: {op} {(isPerExample ? "*" : string.Empty)}{rows}x{columns}");
}
