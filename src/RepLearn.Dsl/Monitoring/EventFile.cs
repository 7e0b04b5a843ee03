using System.Buffers.Binary;
using System.Globalization;
using RepLearn.Numerics.Files;

namespace RepLearn.Monitoring;

/// <summary>
/// TensorBoard's file: records of a length, its checksum, an <c>Event</c> message and its checksum (TensorFlow's <c>record_writer.h</c>).
/// </summary>
internal sealed class EventFile : IDisposable
{
    private const int LengthBytes = sizeof(ulong) + sizeof(uint);

    // TensorBoard tells versions of the format by the first event.
    private const string Version = "brain.Event:2";

    private readonly FileStream _stream;

    private EventFile(FileStream stream) => _stream = stream;

    public string Path => _stream.Name;

    /// <summary>Makes a file of a name of its own, which TensorBoard finds by <c>tfevents</c> and orders by its time.</summary>
    public static EventFile Create(string folder)
    {
        if (File.Exists(folder))
        {
            throw new IOException($"Cannot write event files into '{folder}': expected the name of a folder, but it is that of a file.");
        }

        Directory.CreateDirectory(folder);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        string name = string.Create(CultureInfo.InvariantCulture, $"events.out.tfevents.{now.ToUnixTimeSeconds():D10}.{Guid.NewGuid():N}");
        var file = new EventFile(new FileStream(System.IO.Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write, FileShare.Read));
        var first = new ProtocolBuffer();
        first.AddDouble(EventField.WallTime, Seconds(now));
        first.AddText(EventField.FileVersion, Version);
        file.Append(first.Bytes);
        return file;
    }

    /// <summary>Writes numbers of one step.</summary>
    public void Write(long step, DateTimeOffset time, IReadOnlyList<(string Tag, double Value)> scalars)
    {
        var summary = new ProtocolBuffer();
        foreach ((string tag, double number) in scalars)
        {
            var value = new ProtocolBuffer();
            value.AddText(ValueField.Tag, tag);
            value.AddSingle(ValueField.SimpleValue, (float)number);
            summary.AddMessage(SummaryField.Value, value);
        }

        var all = new ProtocolBuffer();
        all.AddDouble(EventField.WallTime, Seconds(time));
        all.AddVarint(EventField.Step, step);
        all.AddMessage(EventField.Summary, summary);
        Append(all.Bytes);
    }

    public void Dispose() => _stream.Dispose();

    private static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;

    // In one call, so that a reader never sees half a record of a writer that goes on.
    private void Append(ReadOnlySpan<byte> message)
    {
        var record = new byte[LengthBytes + message.Length + sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)message.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(sizeof(ulong)), Masked(record.AsSpan(0, sizeof(ulong))));
        message.CopyTo(record.AsSpan(LengthBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(LengthBytes + message.Length), Masked(message));
        _stream.Write(record);
        _stream.Flush();
    }

    // Rotated and moved, because a checksum of bytes that hold checksums is weak (TensorFlow's crc32c.h).
    private static uint Masked(ReadOnlySpan<byte> bytes) => unchecked(uint.RotateRight(Crc32C.Of(bytes), 15) + 0xa282ead8u);

    // The fields' numbers in event.proto and summary.proto.
    private static class EventField
    {
        public const int WallTime = 1;
        public const int Step = 2;
        public const int FileVersion = 3;
        public const int Summary = 5;
    }

    private static class SummaryField
    {
        public const int Value = 1;
    }

    private static class ValueField
    {
        public const int Tag = 1;
        public const int SimpleValue = 2;
    }
}
