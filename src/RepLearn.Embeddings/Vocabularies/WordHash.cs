using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Embeddings.Vocabularies;

/// <summary>
/// A 64-bit hash of short byte strings: 16 bytes at a time are multiplied to 128 bits whose halves are folded together, as
/// wyhash does (Wang Yi 2019). Not for strings that an adversary chooses.
/// </summary>
internal static class WordHash
{
    /// <summary>Bytes of a word that are hashed and compared in one go.</summary>
    public const int Block = 16;

    private const ulong First = 0xA0761D6478BD642F;
    private const ulong Second = 0xE7037ED1A0B428DB;

    // 16 bytes of ones before 16 of zeros: a load at 16 − length keeps the first length bytes.
    private static ReadOnlySpan<byte> Ones =>
    [
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>The first <paramref name="length"/> bytes, at most 16, and zeros after. Sixteen bytes are read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Load(ref readonly byte text, int length) =>
        Vector128.LoadUnsafe(in text) & Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(Ones), (nuint)(Block - length));

    /// <summary>The same without reading behind the word.</summary>
    public static Vector128<byte> LoadExactly(ReadOnlySpan<byte> word)
    {
        if (word.Length >= Block)
        {
            return Vector128.Create(word);
        }

        Span<byte> padded = stackalloc byte[Block];
        padded.Clear();
        word.CopyTo(padded);
        return Vector128.Create<byte>(padded);
    }

    /// <summary>The hash of a word of at most 16 bytes, padded with zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Short(Vector128<byte> word, int length) =>
        Fold(word.AsUInt64()[0] ^ First, word.AsUInt64()[1] ^ Second ^ ((ulong)(uint)length << 56));

    /// <summary>The hash of any word; equal to <see cref="Short"/> up to 16 bytes.</summary>
    public static ulong Of(ReadOnlySpan<byte> word)
    {
        if (word.Length <= Block)
        {
            return Short(LoadExactly(word), word.Length);
        }

        ulong hash = (ulong)word.Length;
        for (int start = 0; start + Block < word.Length; start += Block)
        {
            hash = Next(hash, word[start..]);
        }

        return Next(hash, word[^Block..]);
    }

    private static ulong Next(ulong hash, ReadOnlySpan<byte> block)
    {
        Vector128<ulong> words = Vector128.Create(block).AsUInt64();
        return Fold(words[0] ^ First ^ hash, words[1] ^ Second ^ System.Numerics.BitOperations.RotateLeft(hash, 32));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }
}
