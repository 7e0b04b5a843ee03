using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace RepLearn.Embeddings.Corpora;

/// <summary>
/// Finds tokens 64 bytes at a time: the bytes are mapped and stored as they stand, one bit each says whether it is inside of a
/// token, and where neighbouring bits differ a token begins or ends. Where text goes beyond ASCII characters are taken singly.
/// </summary>
internal ref struct TokenScan<TRule>
    where TRule : struct, ITokenRule
{
    private const int Block = 64;

    private readonly ReadOnlySpan<byte> _text;
    private readonly Span<byte> _target;
    private readonly Span<int> _bounds;
    private readonly int _base;
    private readonly int _mostBounds;
    private int _read;
    private int _written;
    private int _bound;
    private bool _longRuns;

    // Text and target run alike from here on; the open token began here if it began before.
    private int _alikeRead;
    private int _alikeWritten;
    private int _openRead;

    private TokenScan(ReadOnlySpan<byte> text, int maximum, TokenBuffer tokens)
    {
        int room = maximum - tokens.Count;
        _text = text;

        // Lower case takes up to 3 bytes for 2 (U+023A) and never grows by more.
        _target = tokens.Reserve(checked(text.Length + (text.Length / 2)));
        _bounds = tokens.ReserveBounds(Math.Min(room, (text.Length / 2) + 1) + (Block / 2) + 1);
        _base = tokens.Length;
        _mostBounds = (int)Math.Min(int.MaxValue, 2L * room);
        if (tokens.IsInLongRun)
        {
            // As if it had begun so early that it is too long wherever it ends.
            _bounds[_bound++] = _base - TokenScan.MaximumBytes - 1;
            _longRuns = true;
        }
    }

    private readonly bool IsOpen => (_bound & 1) != 0;

    private readonly int OpenWritten => _bounds[_bound - 1] - _base;

    private readonly int OpenRead => OpenWritten >= _alikeWritten ? OpenWritten - _alikeWritten + _alikeRead : _openRead;

    /// <inheritdoc cref="ITokenizer.Split"/>
    public static int Split(ReadOnlySpan<byte> text, bool isEnd, int maximum, TokenBuffer tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, tokens.Count);
        if (maximum == tokens.Count)
        {
            return 0;
        }

        int consumed = 0;
        bool more;
        do
        {
            var scan = new TokenScan<TRule>(text[consumed..], maximum, tokens);
            consumed += scan.Run(isEnd, out bool isInLongRun);
            tokens.IsInLongRun = isInLongRun;
            int found = scan._bound / 2;
            int kept = scan._longRuns ? TokenScan.DropLong(scan._bounds[..scan._bound]) : found;
            tokens.Commit(kept == 0 ? 0 : scan._bounds[(2 * kept) - 1] - scan._base, kept);
            tokens.CountLongRuns(found - kept);

            // Runs that are left out have taken places of tokens that may still come.
            more = scan._bound == scan._mostBounds && kept < found;
        }
        while (more);

        return consumed;
    }

    private int Run(bool isEnd, out bool isInLongRun)
    {
        isInLongRun = false;
        while (_read < _text.Length && _bound < _mostBounds)
        {
            // A block may have 64 bounds; near the maximum they are counted one by one.
            if (_mostBounds - _bound < Block || !TakeBlocks())
            {
                TakeRunes();
            }
        }

        if (!IsOpen)
        {
            return _read;
        }

        if (isEnd && _read == _text.Length)
        {
            _bounds[_bound++] = _base + _written;
            return _read;
        }

        isInLongRun = _written - OpenWritten > TokenScan.MaximumBytes;
        int start = isInLongRun ? LastCharacter() : OpenRead;
        _bound--;
        return start;
    }

    // Left for the next call, so that there is one in which the run ends.
    private readonly int LastCharacter()
    {
        int start = _read - 1;
        while ((_text[start] & 0xC0) == 0x80)
        {
            start--;
        }

        return start;
    }

    // Takes whole blocks, and the last incomplete one, up to the maximum or to one that has to be taken by characters.
    private bool TakeBlocks()
    {
        ref byte text = ref MemoryMarshal.GetReference(_text);
        ref byte target = ref MemoryMarshal.GetReference(_target);
        ref int bounds = ref MemoryMarshal.GetReference(_bounds);
        int read = _read;
        int written = _written;
        int bound = _bound;
        ulong open = (ulong)bound & 1;
        bool taken = false;
        Span<byte> last = stackalloc byte[Block];
        while (read < _text.Length && _mostBounds - bound >= Block)
        {
            int length = Math.Min(Block, _text.Length - read);
            scoped ref byte block = ref Unsafe.Add(ref text, read);
            if (length < Block)
            {
                last.Clear();
                _text[read..].CopyTo(last);
                block = ref MemoryMarshal.GetReference(last);
            }

            Vector256<byte> low = Vector256.LoadUnsafe(ref block);
            Vector256<byte> high = Vector256.LoadUnsafe(ref block, Block / 2);
            if (!TRule.OnlyAscii && (low | high).ExtractMostSignificantBits() != 0)
            {
                break;
            }

            TRule.Map(low, out Vector256<byte> lowInside).StoreUnsafe(ref Unsafe.Add(ref target, written));
            TRule.Map(high, out Vector256<byte> highInside).StoreUnsafe(ref Unsafe.Add(ref target, written + (Block / 2)));
            ulong inside = lowInside.ExtractMostSignificantBits() | ((ulong)highInside.ExtractMostSignificantBits() << (Block / 2));
            _longRuns |= inside == ulong.MaxValue;
            ulong changes = (inside ^ ((inside << 1) | open)) & (ulong.MaxValue >> (Block - length));
            open = (inside >> (length - 1)) & 1;
            for (; changes != 0; changes &= changes - 1)
            {
                Unsafe.Add(ref bounds, bound++) = _base + written + BitOperations.TrailingZeroCount(changes);
            }

            read += length;
            written += length;
            taken = true;
        }

        (_read, _written, _bound) = (read, written, bound);
        return taken;
    }

    private void TakeRunes()
    {
        if (IsOpen)
        {
            _openRead = OpenRead;
        }

        // A block of bytes may have ended within a character, which is inside as a whole.
        while (TRule.OnlyAscii && IsOpen && _read < _text.Length && (_text[_read] & 0xC0) == 0x80)
        {
            _target[_written++] = _text[_read++];
        }

        int end = Math.Min(_text.Length, _read + Block);
        while (_read < end && _bound < _mostBounds)
        {
            Rune.DecodeFromUtf8(_text[_read..], out Rune rune, out int length);
            if (TRule.IsInside(rune, IsOpen, out Rune mapped))
            {
                if (!IsOpen)
                {
                    _openRead = _read;
                    _bounds[_bound++] = _base + _written;
                }

                _written += mapped.EncodeToUtf8(_target[_written..]);
            }
            else if (IsOpen)
            {
                _bounds[_bound++] = _base + _written;
            }

            _read += length;
        }

        // An overlong run has a block of ones, or passes here.
        _longRuns |= IsOpen;
        (_alikeRead, _alikeWritten) = (_read, _written);
    }
}

/// <summary>What all rules share.</summary>
internal static class TokenScan
{
    /// <summary>Longer runs are no tokens. At least 128: a run that long fills a block of 64 bytes.</summary>
    public const int MaximumBytes = 1000;

    /// <summary>Keeps the tokens that are not too long.</summary>
    /// <param name="bounds">Start and end of each in turn.</param>
    /// <returns>How many there are.</returns>
    public static int DropLong(Span<int> bounds)
    {
        int kept = 0;
        for (int bound = 0; bound + 1 < bounds.Length; bound += 2)
        {
            (int start, int end) = (bounds[bound], bounds[bound + 1]);
            if (end - start <= MaximumBytes)
            {
                (bounds[kept], bounds[kept + 1]) = (start, end);
                kept += 2;
            }
        }

        return kept / 2;
    }
}
