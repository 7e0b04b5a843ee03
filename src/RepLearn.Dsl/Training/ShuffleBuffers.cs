namespace RepLearn.Runtime;

/// <summary>The rule for sizes of shuffle buffers.</summary>
internal static class ShuffleBuffers
{
    /// <summary>Throws unless a buffer of so many rows can be one array.</summary>
    public static void Expect(int shuffleBuffer, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shuffleBuffer, 1);
        if ((long)shuffleBuffer * width > Array.MaxLength)
        {
            throw new ArgumentOutOfRangeException(
                nameof(shuffleBuffer), shuffleBuffer, $"Expected at most {Array.MaxLength / width} rows of {width} values, which is what one array can hold.");
        }
    }
}
