using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ExplorerSample.Server;

/// <summary>Replies of numbers, little-endian as the typed arrays of all browsers' machines read them.</summary>
internal static class BinaryReply
{
    private const string Kind = "application/octet-stream";

    /// <summary>Float values.</summary>
    public static IResult Of(ReadOnlySpan<float> values) => Results.Bytes(Bytes(values), Kind);

    /// <summary>
    /// Points: the length of a JSON text, the text, padded with spaces to a multiple of four bytes, then two float values per point, then each
    /// point's row (32 bits), then its class (8 bits).
    /// </summary>
    /// <param name="about">What the text tells.</param>
    /// <param name="places">Two values per point.</param>
    /// <param name="rows">The points' rows.</param>
    /// <param name="classes">The points' classes.</param>
    public static IResult OfPoints(object about, ReadOnlySpan<float> places, ReadOnlySpan<int> rows, ReadOnlySpan<byte> classes)
    {
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(about, JsonSerializerOptions.Web);
        int padded = (text.Length + 3) / 4 * 4;
        var reply = new byte[4 + padded + (4 * places.Length) + (4 * rows.Length) + classes.Length];
        BinaryPrimitives.WriteInt32LittleEndian(reply, padded);
        reply.AsSpan(4, padded).Fill((byte)' ');
        text.CopyTo(reply.AsSpan(4));
        Span<byte> rest = reply.AsSpan(4 + padded);
        Bytes(places).CopyTo(rest);
        rest = rest[(4 * places.Length)..];
        foreach (int row in rows)
        {
            BinaryPrimitives.WriteInt32LittleEndian(rest, row);
            rest = rest[4..];
        }

        classes.CopyTo(rest);
        return Results.Bytes(reply, Kind);
    }

    /// <summary>Float values of bytes.</summary>
    public static float[] Floats(ReadOnlySpan<byte> bytes)
    {
        var values = new float[bytes.Length / sizeof(float)];
        for (int place = 0; place < values.Length; place++)
        {
            values[place] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(place * sizeof(float))..]);
        }

        return values;
    }

    private static byte[] Bytes(ReadOnlySpan<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            return MemoryMarshal.AsBytes(values).ToArray();
        }

        var bytes = new byte[values.Length * sizeof(float)];
        for (int place = 0; place < values.Length; place++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(place * sizeof(float)), values[place]);
        }

        return bytes;
    }
}
