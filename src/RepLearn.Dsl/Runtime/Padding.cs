namespace RepLearn.Runtime;

/// <summary>Rows in working memory start at whole vectors.</summary>
internal static class Padding
{
    /// <summary>Values in the widest vector, and in a cache line, of the narrowest element.</summary>
    public const int Lanes = 16;

    /// <summary>Values of a row with those that fill its last vector.</summary>
    public static int Of(int width) => (width + Lanes - 1) / Lanes * Lanes;
}
