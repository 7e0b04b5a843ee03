using RepLearn.Embeddings.Random;

namespace RepLearn.Embeddings.Training;

/// <summary>Random words of a chunk, or of a centre, as they are drawn in bulk.</summary>
internal sealed class SamplerScratch
{
    private uint[] _windows = new uint[2 * TokenChunk.EnoughWords];
    private uint[] _negatives = new uint[16 * KeyedBits.Block];

    /// <summary>The key of the chunk that was prepared.</summary>
    public NoiseKey Key { get; set; }

    /// <summary>One word a centre.</summary>
    public ReadOnlySpan<uint> Windows => _windows;

    /// <summary>Two words per draw of the last centre.</summary>
    public ReadOnlySpan<uint> Negatives => _negatives;

    public long Bytes => sizeof(uint) * ((long)_windows.Length + _negatives.Length);

    public Span<uint> ReserveWindows(int count) => Reserve(ref _windows, count);

    public Span<uint> ReserveNegatives(int count) => Reserve(ref _negatives, count);

    private static Span<uint> Reserve(ref uint[] words, int count)
    {
        int length = KeyedBits.LengthFor(count);
        if (length > words.Length)
        {
            words = new uint[2 * length];
        }

        return words.AsSpan(0, length);
    }
}
