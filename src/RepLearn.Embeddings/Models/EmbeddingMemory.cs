using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using RepLearn.Embeddings.Runtime;

namespace RepLearn.Embeddings;

/// <summary>The memory that a model will need, computed before any is allocated.</summary>
/// <param name="InputRows">Rows of the input table: of words, and of n-grams' buckets.</param>
/// <param name="OutputRows">Rows of the output table.</param>
/// <param name="RowBytes">Bytes of a row.</param>
/// <param name="Tables">Bytes of both tables.</param>
/// <param name="Training">Bytes of the tables and, with <see cref="EmbeddingOptions.KeepLastGood"/>, of their copy during a fit.</param>
public sealed record EmbeddingMemory(long InputRows, long OutputRows, int RowBytes, long Tables, long Training)
{
    internal static EmbeddingMemory Of<T>(EmbeddingInfo info, Vocabulary vocabulary, bool keepsLastGood = true)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long input = (long)vocabulary.Count + info.Buckets;
        long output = info.IsHierarchical ? vocabulary.Count - 1 : vocabulary.Count;
        int row = Unsafe.SizeOf<T>() * info.Stride;
        long tables = (input + output) * row;
        return new EmbeddingMemory(input, output, row, tables, keepsLastGood ? 2 * tables : tables);
    }

    /// <summary>One line, in invariant culture.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{InputRows:N0} + {OutputRows:N0} rows of {RowBytes:N0} bytes: {Tables / 1e6:N0} MB, while training {Training / 1e6:N0} MB");

    /// <summary>Throws where the machine has less memory than is needed.</summary>
    /// <param name="bytes">What is needed.</param>
    /// <param name="remedy">What to change.</param>
    /// <exception cref="InsufficientMemoryException">It has.</exception>
    internal void ExpectAvailable(long bytes, string remedy)
    {
        // The machine's, or what a container or the settings of the garbage collector grant.
        long available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (available > 0 && bytes > available)
        {
            throw new InsufficientMemoryException(string.Create(
                CultureInfo.InvariantCulture, $"Expected at least {bytes / 1e6:N0} MB of memory ({this}), but there are {available / 1e6:N0} MB; {remedy}."));
        }
    }
}
