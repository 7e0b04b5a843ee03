using System.Buffers;
using System.Buffers.Binary;
using System.ComponentModel;
using System.Text;

namespace RepLearn.Numerics.Files;

/// <summary>Writes a message of protocol buffers field by field (protobuf.dev, "Encoding"). A few messages need no library.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ProtocolBuffer
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Delimited = 2;
    private const int Fixed32 = 5;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>The message so far.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    /// <summary>Adds an integer; negative ones as two's complement of 64 bits.</summary>
    public void AddVarint(int field, long value)
    {
        AddKey(field, Varint);
        AddNumber((ulong)value);
    }

    /// <summary>Adds a double.</summary>
    public void AddDouble(int field, double value)
    {
        AddKey(field, Fixed64);
        BinaryPrimitives.WriteDoubleLittleEndian(_bytes.GetSpan(sizeof(double)), value);
        _bytes.Advance(sizeof(double));
    }

    /// <summary>Adds a float.</summary>
    public void AddSingle(int field, float value)
    {
        AddKey(field, Fixed32);
        BinaryPrimitives.WriteSingleLittleEndian(_bytes.GetSpan(sizeof(float)), value);
        _bytes.Advance(sizeof(float));
    }

    /// <summary>Adds a text in UTF-8.</summary>
    public void AddText(int field, string value) => AddBytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Adds a message.</summary>
    public void AddMessage(int field, ProtocolBuffer value)
    {
        ArgumentNullException.ThrowIfNull(value);
        AddBytes(field, value.Bytes);
    }

    /// <summary>Adds bytes.</summary>
    public void AddBytes(int field, ReadOnlySpan<byte> value)
    {
        AddStart(field, value.Length);
        _bytes.Write(value);
    }

    /// <summary>Begins a field of bytes that are written after this message, so that they need not be held with it.</summary>
    /// <param name="field">The field's number.</param>
    /// <param name="length">How many bytes.</param>
    public void AddStart(int field, long length)
    {
        AddKey(field, Delimited);
        AddNumber((ulong)length);
    }

    private void AddKey(int field, int wireType) => AddNumber((ulong)(uint)((field << 3) | wireType));

    private void AddNumber(ulong value)
    {
        Span<byte> bytes = _bytes.GetSpan(10);
        int count = 0;
        for (; value >= 0x80; value >>= 7)
        {
            bytes[count++] = (byte)(value | 0x80);
        }

        bytes[count++] = (byte)value;
        _bytes.Advance(count);
    }
}
