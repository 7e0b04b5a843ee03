using System.Text;

namespace RepLearn.Tests.Fuzz;

/// <summary>Small damage to a file: bytes changed, cut, doubled or moved, and numbers in text replaced by extreme ones.</summary>
internal static class Mutation
{
    private static readonly byte[] s_bytes = [0, 1, 0x7F, 0x80, 0xBF, 0xC3, 0xEF, 0xFF, .. "\n\r\t \",:;-.{}[]eE09"u8];

    private static readonly string[] s_numbers =
    [
        "-1", "0", "1", "2147483647", "2147483648", "4294967291", "9007199254740993", "9223372036854775807",
        "9223372036854775808", "1e400", "NaN", "Infinity", "0.1", "007", "",
    ];

    /// <summary>A damaged copy.</summary>
    public static byte[] Of(byte[] good, Random random)
    {
        List<byte> bytes = [.. good];
        for (int count = random.Next(1, 4); count > 0 && bytes.Count > 0; count--)
        {
            Damage(bytes, random);
        }

        return [.. bytes];
    }

    private static void Damage(List<byte> bytes, Random random)
    {
        int place = Place(bytes, random);
        int length = Math.Min(random.Next(1, 12), bytes.Count - place);
        switch (random.Next(9))
        {
            case 0:
                bytes[place] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[place] = s_bytes[random.Next(s_bytes.Length)];
                break;
            case 2:
                bytes[place] = (byte)random.Next(256);
                break;
            case 3:
                bytes.RemoveRange(place, length);
                break;
            case 4:
                bytes.RemoveRange(place, bytes.Count - place);
                break;
            case 5:
                bytes.InsertRange(place, Enumerable.Repeat(s_bytes[random.Next(s_bytes.Length)], random.Next(1, random.Next(2, 3000))));
                break;
            case 6:
                bytes.InsertRange(Place(bytes, random), bytes.GetRange(place, length));
                break;
            default:
                ReplaceNumber(bytes, place, random);
                break;
        }
    }

    // Headers, which decide how the rest is read, stand at the start.
    private static int Place(List<byte> bytes, Random random) => random.Next(random.Next(3) == 0 ? Math.Min(bytes.Count, 64) : bytes.Count);

    private static void ReplaceNumber(List<byte> bytes, int place, Random random)
    {
        int start = bytes.FindIndex(place, value => value is >= (byte)'0' and <= (byte)'9');
        if (start < 0)
        {
            return;
        }

        int end = start;
        while (end < bytes.Count && bytes[end] is >= (byte)'0' and <= (byte)'9')
        {
            end++;
        }

        bytes.RemoveRange(start, end - start);
        bytes.InsertRange(start, Encoding.ASCII.GetBytes(s_numbers[random.Next(s_numbers.Length)]));
    }
}
