using System.Runtime.InteropServices;
using System.Security.Cryptography;
using RepLearn.Numerics.Random;

namespace RepLearn.Data;

/// <summary>Tells a source's examples from others.</summary>
internal static class SourceFingerprint
{
    private const int BlockValues = 1 << 16;

    // A hash longer than this would make messages longer, not fingerprints safer: nobody forges one to deceive himself.
    private const int HashBytes = 8;

    /// <summary>
    /// The source's own fingerprint, or else that of all its examples, read as in an epoch. If shuffled, the order counts as well: it
    /// tells how the source shuffles.
    /// </summary>
    /// <param name="source">The source.</param>
    /// <param name="shuffles">Whether epochs are shuffled.</param>
    /// <param name="name">What the examples are to the caller, for messages.</param>
    /// <param name="cancellation">Asks to stop.</param>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static string Of<T>(IExampleSource<T> source, bool shuffles, string name, CancellationToken cancellation)
        where T : unmanaged
    {
        if (source.Fingerprint is { } own)
        {
            return own;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var pass = new ExamplePass<T>(source, shuffles ? new NoiseKey(0, ReservedNoise.FingerprintStep) : null, name, cancellation);
        var block = new T[Math.Max(1, BlockValues / source.Width) * source.Width];
        int rows;
        while ((rows = pass.Fill(block)) > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(MemoryMarshal.AsBytes(block.AsSpan(0, rows * source.Width)));
        }

        pass.ExpectEnd();
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, HashBytes));
    }
}
