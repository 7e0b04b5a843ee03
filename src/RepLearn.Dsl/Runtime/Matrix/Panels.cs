namespace RepLearn.Runtime;

/// <summary>
/// A matrix cut into panels of a few columns, one behind the other, each with its rows one behind the other: what a tile reads of it
/// is one piece of memory. A panel is as wide as a tile of float with 512 bits, or two tiles of half that.
/// </summary>
internal static class Panels
{
    /// <summary>The stride that says that a matrix is cut into panels.</summary>
    public const int Stride = 0;

    /// <summary>Columns of a panel.</summary>
    public const int Width = 48;

    /// <summary>Columns of the next panel, where so many are left.</summary>
    public static int Next(int columns) =>
        // As tiles are cut: two of two vectors rather than one of three and one of one.
        columns <= Width ? columns : columns <= Width + Padding.Lanes ? 2 * Padding.Lanes : Width;
}
