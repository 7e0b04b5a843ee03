using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace RepLearn.Tests.Support;

/// <summary>SHA-256 of the exact bits of all values added, in order.</summary>
internal sealed class BitHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Add<T>(ReadOnlySpan<T> values)
        where T : unmanaged => _hash.AppendData(MemoryMarshal.AsBytes(values));

    public void Add<T>(T[] values)
        where T : unmanaged => Add<T>(values.AsSpan());

    public void Add<T>(T value)
        where T : unmanaged => Add(MemoryMarshal.CreateReadOnlySpan(ref value, 1));

    public override string ToString() => Convert.ToHexString(_hash.GetCurrentHash());

    public void Dispose() => _hash.Dispose();
}
