namespace RepLearn.Dsl.Generators.Graph;

/// <summary>
/// Rows and columns of a value. Columns are known at build time; rows are either known too, or a known number for
/// each example of the batch.
/// </summary>
/// <param name="PerExample">Whether <paramref name="Rows"/> counts rows of each example.</param>
internal sealed record Shape(bool PerExample, int Rows, int Columns)
{
    public static Shape Scalar { get; } = new(false, 1, 1);

    public bool IsScalar => this == Scalar;

    public bool IsColumn => Columns == 1;

    public static Shape Fixed(int rows, int columns) => new(false, rows, columns);

    public static Shape Batch(int columns, int rowsPerExample = 1) => new(true, rowsPerExample, columns);

    public Shape WithColumns(int columns) => this with { Columns = columns };

    public override string ToString() =>
        (PerExample ? Rows == 1 ? "[batch, " : $"[batch*{Rows}, " : $"[{Rows}, ") + $"{Columns}]";
}
