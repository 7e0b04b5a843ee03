using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RepLearn.Tests.Numerics.Files;

/// <summary>The safetensors format read and written as its specification says, by none of the library's code.</summary>
internal sealed record PlainSafetensors(int HeaderLength, string Header, byte[] Data)
{
    public JsonObject Json => JsonNode.Parse(Header)!.AsObject();

    public static PlainSafetensors Parse(byte[] file)
    {
        ulong length = 0;
        for (int index = 7; index >= 0; index--)
        {
            length = (length << 8) | file[index];
        }

        return new PlainSafetensors((int)length, Encoding.UTF8.GetString(file, 8, (int)length), file[(8 + (int)length)..]);
    }

    /// <summary>A file of the given header and data, as programs write it that know of no checksum.</summary>
    public static byte[] Build(string header, byte[] data)
    {
        byte[] text = Encoding.UTF8.GetBytes(Regex.Replace(header, "\"crc32c\":\"[0-9a-f]{8}\",?", ""));
        var prefix = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, text.Length);
        return [.. prefix, .. text, .. data];
    }

    public double[] Doubles(string name)
    {
        JsonArray offsets = Json[name]!["data_offsets"]!.AsArray();
        byte[] bytes = Data[offsets[0]!.GetValue<int>()..offsets[1]!.GetValue<int>()];
        return [.. Enumerable.Range(0, bytes.Length / 8).Select(index => BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(8 * index)))];
    }

    public float[] Floats(string name)
    {
        JsonArray offsets = Json[name]!["data_offsets"]!.AsArray();
        byte[] bytes = Data[offsets[0]!.GetValue<int>()..offsets[1]!.GetValue<int>()];
        return [.. Enumerable.Range(0, bytes.Length / 4).Select(index => BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(4 * index)))];
    }
}
