using System.Globalization;

namespace RepLearn.Embeddings.Files;

/// <summary>
/// The shortest decimal text that reads back as the same bits, laid out as NumPy does, so that files have the bytes that
/// gensim gives them: <c>0.25</c>, <c>3.0</c>, <c>1e-05</c>, <c>1.5e+16</c>.
/// </summary>
internal static class FloatText
{
    /// <summary>Bytes that a value takes at most.</summary>
    public const int MostBytes = 32;

    /// <summary>Writes a finite value; returns its number of bytes.</summary>
    public static int Write(float value, Span<byte> target)
    {
        Span<byte> text = stackalloc byte[MostBytes];
        Span<byte> digits = stackalloc byte[MostBytes];
        value.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        int written = 0;
        if (text[0] == '-')
        {
            target[written++] = (byte)'-';
            text = text[1..];
            length--;
        }

        // Value = 0.d₁d₂… · 10^point.
        int count = ReadDigits(text[..length], digits, out int point);
        if (count == 0)
        {
            return written + Copy("0.0"u8, target[written..]);
        }

        double size = Math.Abs((double)value);
        return written + (size is >= 1e16 or < 1e-4
            ? WriteScientific(digits[..count], point - 1, target[written..])
            : WritePositional(digits[..count], point, target[written..]));
    }

    private static int ReadDigits(ReadOnlySpan<byte> text, Span<byte> digits, out int point)
    {
        int exponentMark = text.IndexOf((byte)'E');
        int exponent = exponentMark < 0 ? 0 : int.Parse(text[(exponentMark + 1)..], CultureInfo.InvariantCulture);
        int count = 0;
        point = 0;
        bool whole = true;
        foreach (byte letter in exponentMark < 0 ? text : text[..exponentMark])
        {
            if (letter == '.')
            {
                whole = false;
                continue;
            }

            bool leadingZero = count == 0 && letter == '0';
            point += whole ? (leadingZero ? 0 : 1) : (leadingZero ? -1 : 0);
            if (!leadingZero)
            {
                digits[count++] = letter;
            }
        }

        point += exponent;
        while (count > 0 && digits[count - 1] == '0')
        {
            count--;
        }

        return count;
    }

    private static int WriteScientific(ReadOnlySpan<byte> digits, int exponent, Span<byte> target)
    {
        target[0] = digits[0];
        int written = 1;
        if (digits.Length > 1)
        {
            target[written++] = (byte)'.';
            written += Copy(digits[1..], target[written..]);
        }

        target[written++] = (byte)'e';
        target[written++] = exponent < 0 ? (byte)'-' : (byte)'+';
        Math.Abs(exponent).TryFormat(target[written..], out int length, "00", CultureInfo.InvariantCulture);
        return written + length;
    }

    private static int WritePositional(ReadOnlySpan<byte> digits, int point, Span<byte> target)
    {
        int written = 0;
        if (point <= 0)
        {
            written += Copy("0."u8, target);
            target.Slice(written, -point).Fill((byte)'0');
            written += -point;
            return written + Copy(digits, target[written..]);
        }

        int whole = Math.Min(point, digits.Length);
        written += Copy(digits[..whole], target);
        target.Slice(written, point - whole).Fill((byte)'0');
        written += point - whole;
        target[written++] = (byte)'.';
        return written + (whole < digits.Length ? Copy(digits[whole..], target[written..]) : Copy("0"u8, target[written..]));
    }

    private static int Copy(ReadOnlySpan<byte> source, Span<byte> target)
    {
        source.CopyTo(target);
        return source.Length;
    }
}
