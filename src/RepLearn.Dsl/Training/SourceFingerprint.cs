using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace RepLearn.Runtime;

/// <summary>Tells a source's examples from others.</summary>
internal static class SourceFingerprint
{
    private const int MostRows = 1024;
    private const int MostValues = 1 << 20;

    // A hash longer than this would make messages longer, not fingerprints safer: nobody forges one to deceive himself.
    private const int HashBytes = 8;

    /// <summary>The source's own fingerprint, or else that of its first rows.</summary>
    public static string Of<T>(IExampleSource<T> source)
        where T : unmanaged => source.Fingerprint ?? $"first rows {OfFirstRows(source)}";

    /// <summary>The fingerprint of the first rows in stored order.</summary>
    public static string OfFirstRows<T>(IExampleSource<T> source)
        where T : unmanaged
    {
        int most = Math.Clamp(MostValues / source.Width, 1, MostRows);
        long rows = Math.Min(most, source.Count ?? most);
        using IExampleReader<T> reader = source.Open(null);
        var values = new T[rows * source.Width];
        int read = ExampleReading.Fill(reader, values, source.Width);
        return OfValues<T>(values.AsSpan(0, read * source.Width));
    }

    /// <summary>The fingerprint of values.</summary>
    public static string OfValues<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, values);
        return End(hash);
    }

    /// <summary>Adds values to a hash.</summary>
    public static void Add<T>(IncrementalHash hash, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        // In pieces, as a span of bytes cannot be longer than 2 GB.
        const int Piece = 1 << 20;
        for (ReadOnlySpan<T> rest = values; !rest.IsEmpty; rest = rest[Math.Min(Piece, rest.Length)..])
        {
            hash.AppendData(MemoryMarshal.AsBytes(rest[..Math.Min(Piece, rest.Length)]));
        }
    }

    /// <summary>The fingerprint of all that was added.</summary>
    public static string End(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, HashBytes));
}
