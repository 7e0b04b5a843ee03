using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RepLearn.Embeddings.Vocabularies;

/// <summary>
/// Words as UTF-8 and their numbers: open addressing with linear probing, at most half full, the words end to end in one
/// array in the order of their numbers. If numbers follow frequency, most look-ups stay within L1.
/// </summary>
internal sealed class WordTable
{
    private const int LeastSlots = 16;

    // A slot holds the hash's upper half above the word's number + 1; 0 is an empty slot.
    private ulong[] _slots;
    private byte[] _text;
    private int[] _starts;

    /// <summary>An empty table with room for some words.</summary>
    public WordTable(int capacity = 0)
    {
        _slots = new ulong[SlotsFor(capacity)];
        _starts = new int[capacity + 1];
        _text = new byte[(8 * Math.Min(capacity, 1 << 24)) + WordHash.Block];
    }

    /// <summary>Words in the table.</summary>
    public int Count { get; private set; }

    /// <summary>The memory held, in bytes.</summary>
    public long Bytes => (sizeof(ulong) * (long)_slots.Length) + (sizeof(int) * (long)_starts.Length) + _text.Length;

    /// <summary>The words end to end.</summary>
    public ReadOnlySpan<byte> Text => _text.AsSpan(0, _starts[Count]);

    /// <summary>Where each word begins in <see cref="Text"/>, and the last one's end: <see cref="Count"/> + 1 offsets.</summary>
    public ReadOnlySpan<int> Starts => _starts.AsSpan(0, Count + 1);

    /// <summary>A word's UTF-8.</summary>
    public ReadOnlySpan<byte> this[int id] => _text.AsSpan(_starts[id], _starts[id + 1] - _starts[id]);

    /// <summary>A word's number; −1 if it is not there.</summary>
    public int IndexOf(ReadOnlySpan<byte> word) => word.Length <= WordHash.Block
        ? Find(WordHash.LoadExactly(word), word.Length)
        : Find(word, WordHash.Of(word));

    /// <summary>The same for a word in text that goes on for at least 16 bytes from the word's start.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int IndexOf(ref readonly byte text, int length) => length <= WordHash.Block
        ? Find(WordHash.Load(in text, length), length)
        : IndexOf(MemoryMarshal.CreateReadOnlySpan(in text, length));

    /// <summary>A word's number; a word that is not there is added as the last one.</summary>
    /// <exception cref="InvalidOperationException">The words take more than 2 GB.</exception>
    public int Add(ReadOnlySpan<byte> word)
    {
        int found = IndexOf(word);
        if (found >= 0)
        {
            return found;
        }

        int end = _starts[Count];
        if (end > Array.MaxLength - word.Length - WordHash.Block || Count == 1 << 29)
        {
            throw new InvalidOperationException("The words take more than 2 GB, or are more than 536,870,912; raise the minimum count.");
        }

        if (end + word.Length + WordHash.Block > _text.Length)
        {
            Array.Resize(ref _text, (int)Math.Min(Array.MaxLength, Math.Max(end + (long)word.Length + WordHash.Block, 2L * _text.Length)));
        }

        if (Count + 2 > _starts.Length)
        {
            Array.Resize(ref _starts, 2 * (Count + 2));
        }

        word.CopyTo(_text.AsSpan(end));
        _starts[++Count] = end + word.Length;
        if (2 * Count > _slots.Length)
        {
            Grow();
        }
        else
        {
            Insert(WordHash.Of(word), Count - 1);
        }

        return Count - 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Find(Vector128<byte> word, int length)
    {
        ulong hash = WordHash.Short(word, length);
        ref ulong slots = ref MemoryMarshal.GetArrayDataReference(_slots);
        ref int starts = ref MemoryMarshal.GetArrayDataReference(_starts);
        ref byte text = ref MemoryMarshal.GetArrayDataReference(_text);
        uint last = (uint)_slots.Length - 1;
        for (uint place = (uint)hash & last; ; place = (place + 1) & last)
        {
            ulong slot = Unsafe.Add(ref slots, place);
            if ((uint)(slot >> 32) == (uint)(hash >> 32) && (uint)slot != 0)
            {
                int id = (int)(uint)slot - 1;
                int start = Unsafe.Add(ref starts, id);
                if (Unsafe.Add(ref starts, id + 1) - start == length
                    && WordHash.Load(ref Unsafe.Add(ref text, start), length) == word)
                {
                    return id;
                }
            }
            else if (slot == 0)
            {
                return -1;
            }
        }
    }

    private int Find(ReadOnlySpan<byte> word, ulong hash)
    {
        uint last = (uint)_slots.Length - 1;
        for (uint place = (uint)hash & last; ; place = (place + 1) & last)
        {
            ulong slot = _slots[place];
            if (slot == 0)
            {
                return -1;
            }

            int id = (int)(uint)slot - 1;
            if ((uint)(slot >> 32) == (uint)(hash >> 32) && this[id].SequenceEqual(word))
            {
                return id;
            }
        }
    }

    private void Grow()
    {
        _slots = new ulong[SlotsFor(2 * Count)];
        for (int id = 0; id < Count; id++)
        {
            Insert(WordHash.Of(this[id]), id);
        }
    }

    private void Insert(ulong hash, int id)
    {
        uint last = (uint)_slots.Length - 1;
        uint place = (uint)hash & last;
        while (_slots[place] != 0)
        {
            place = (place + 1) & last;
        }

        _slots[place] = (hash & 0xFFFFFFFF00000000) | ((uint)id + 1);
    }

    private static int SlotsFor(int words) =>
        (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(LeastSlots, Math.Min(2L * words, 1 << 30)));
}
