namespace RepLearn.Dsl.Generators.Graph;

/// <summary>
/// Rows and columns of a value. Columns are known at build time; rows are either known too, or a known number for
/// each example of the batch.
/// </summary>
/// <param name="perExample">Whether <paramref name="rows"/> counts rows of each example.</param>
internal sealed class Shape(bool perExample, int rows, int columns)
{
    public static readonly Shape Scalar = new(false, 1, 1);

    public readonly bool PerExample = perExample;
    public readonly int Rows = rows;
    public readonly int Columns = columns;

    public bool IsScalar => !PerExample && Rows == 1 && Columns == 1;

    public bool IsColumn => Columns == 1;

    public static Shape Fixed(int rows, int columns) => new(false, rows, columns);

    public static Shape Batch(int columns, int rowsPerExample = 1) => new(true, rowsPerExample, columns);

    public Shape WithRows(int rows) => new(PerExample, rows, Columns);

    public Shape WithColumns(int columns) => new(PerExample, Rows, columns);

    /// <summary>Values per example, or of all its rows.</summary>
    public long Values => (long)Rows * Columns;

    /// <summary>The common shape of two operands, of which rows, columns or both may be one.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static Shape Common(Shape left, Shape right) =>
        TryCommon(left, right) ?? throw new InvalidOperationException($"Shape inference: {left} and {right} have no common shape.");

    /// <summary>The common shape of two operands; null where there is none.</summary>
    public static Shape? TryCommon(Shape left, Shape right)
    {
        int columns = Math.Max(left.Columns, right.Columns);
        bool fits = (left.Columns == columns || left.Columns == 1) && (right.Columns == columns || right.Columns == 1);
        if (left.PerExample == right.PerExample)
        {
            int rows = Math.Max(left.Rows, right.Rows);
            fits &= left.PerExample
                ? left.Rows == right.Rows
                : (left.Rows == rows || left.Rows == 1) && (right.Rows == rows || right.Rows == 1);
            return fits ? new Shape(left.PerExample, rows, columns) : null;
        }

        Shape batch = left.PerExample ? left : right;
        Shape once = left.PerExample ? right : left;
        return fits && once.Rows == 1 ? batch.WithColumns(columns) : null;
    }

    public override bool Equals(object? obj) => this == obj as Shape;

    public override int GetHashCode() => (Rows * 31) + Columns;

    public override string ToString() =>
        (PerExample ? Rows == 1 ? "[batch, " : $"[batch*{Rows}, " : $"[{Rows}, ") + $"{Columns}]";

    public static bool operator ==(Shape? left, Shape? right) => left is null || right is null
        ? ReferenceEquals(left, right)
        : left.PerExample == right.PerExample && left.Rows == right.Rows && left.Columns == right.Columns;

    public static bool operator !=(Shape? left, Shape? right) => !(left == right);
}
