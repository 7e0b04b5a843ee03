namespace RepLearn.Data;

/// <summary>The rule for sizes of buffers.</summary>
internal static class BufferRows
{
    /// <summary>Throws unless a buffer of this many rows can be one array.</summary>
    public static void Expect(int rows, int width, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1, name);
        if ((long)rows * width > Array.MaxLength)
        {
            throw new ArgumentOutOfRangeException(
                name, rows, $"Expected at most {Array.MaxLength / width} rows of {width} values, which is what one array can hold.");
        }
    }
}
