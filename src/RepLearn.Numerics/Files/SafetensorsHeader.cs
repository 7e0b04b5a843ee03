using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace RepLearn.Numerics.Files;

/// <summary>A safetensors header, parsed and checked.</summary>
internal sealed record SafetensorsHeader(
    IReadOnlyDictionary<string, string> Metadata, IReadOnlyDictionary<string, TensorEntry> Tensors)
{
    /// <summary>Bytes before it, which hold its length.</summary>
    public const int HeaderStart = sizeof(ulong);

    // Messages of the parser quote the file.
    private const int MostReason = 100;

    /// <summary>Parses a header.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="header">The header's bytes.</param>
    /// <param name="dataLength">Bytes after the header.</param>
    public static SafetensorsHeader Read(string path, ReadOnlyMemory<byte> header, long dataLength)
    {
        if (header.IsEmpty || header.Span[0] != (byte)'{')
        {
            throw new ModelFileException(path, "expected a safetensors header, a JSON object that begins with '{' at byte 8, but there is none.");
        }

        if (!Utf8.IsValid(header.Span))
        {
            int place = 0;
            while (Rune.DecodeFromUtf8(header.Span[place..], out _, out int read) == OperationStatus.Done)
            {
                place += read;
            }

            throw new ModelFileException(path, $"expected a safetensors header in UTF-8, but the file has 0x{header.Span[place]:X2} at byte {HeaderStart + place}.");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(header, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
            var tensors = new Dictionary<string, TensorEntry>(StringComparer.Ordinal);
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                if (property.NameEquals("__metadata__"))
                {
                    ReadMetadata(path, property.Value, metadata);
                }
                else
                {
                    tensors.Add(property.Name, ReadTensor(path, property));
                }
            }

            CheckPlaces(path, tensors.Values, dataLength);
            return new SafetensorsHeader(metadata, tensors);
        }
        catch (JsonException exception)
        {
            throw new ModelFileException(path, $"expected a safetensors header in JSON, but it cannot be read: {FileText.Shown(exception.Message, MostReason)}", exception);
        }
        catch (InvalidOperationException exception)
        {
            // A name or a value has an escape that is not valid text: half of a surrogate pair.
            throw new ModelFileException(path, "expected a safetensors header in JSON, but a text in it has half of a surrogate pair.", exception);
        }
    }

    private static void ReadMetadata(string path, JsonElement element, Dictionary<string, string> metadata)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new ModelFileException(path, $"expected '__metadata__' as an object of strings, but it is {element.ValueKind}.");
        }

        foreach (JsonProperty entry in element.EnumerateObject())
        {
            metadata.Add(entry.Name, entry.Value.ValueKind == JsonValueKind.String
                ? entry.Value.GetString()!
                : throw new ModelFileException(path, $"expected metadata '{FileText.Shown(entry.Name)}' as a string, but it is {entry.Value.ValueKind}."));
        }
    }

    private static TensorEntry ReadTensor(string path, JsonProperty property)
    {
        ModelFileException Problem(string what) => new(path, $"tensor '{FileText.Shown(property.Name)}': {what}");

        if (property.Value.ValueKind != JsonValueKind.Object)
        {
            throw Problem($"expected an object with dtype, shape and data_offsets, but it is {property.Value.ValueKind}.");
        }

        string type = property.Value.TryGetProperty("dtype", out JsonElement typeElement) && typeElement.ValueKind == JsonValueKind.String
            ? typeElement.GetString()!
            : throw Problem("expected a dtype, but there is none.");
        long[] shape = ReadNumbers(property.Value, "shape") ?? throw Problem("expected a shape of whole numbers, at least 0 each, but there is none.");
        long[]? offsets = ReadNumbers(property.Value, "data_offsets");
        if (offsets is not [long start, long end] || end < start)
        {
            throw Problem("expected data_offsets as two whole numbers, the second not below the first, but there are none such.");
        }

        UInt128 bytes = (UInt128)(TensorEntry.SizeOf(type) ?? throw Problem($"expected a dtype of the safetensors format, but it is '{FileText.Shown(type)}'."));
        foreach (long length in shape)
        {
            bytes *= (UInt128)length;
            if (bytes > long.MaxValue)
            {
                throw Problem($"its shape {TensorEntry.Shown(shape)} is larger than any file.");
            }
        }

        return bytes == (UInt128)(end - start)
            ? new TensorEntry(property.Name, type, shape, start, end)
            : throw Problem($"expected {bytes} bytes for {type} {TensorEntry.Shown(shape)}, but data_offsets [{start}, {end}] hold {end - start}.");
    }

    private static long[]? ReadNumbers(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out JsonElement array) || array.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var numbers = new long[array.GetArrayLength()];
        int index = 0;
        foreach (JsonElement number in array.EnumerateArray())
        {
            if (number.ValueKind != JsonValueKind.Number || !number.TryGetInt64(out numbers[index]) || numbers[index] < 0)
            {
                return null;
            }

            index++;
        }

        return numbers;
    }

    // The format leaves no gap between tensors nor after the last one, so a gap is damage.
    private static void CheckPlaces(string path, IEnumerable<TensorEntry> tensors, long dataLength)
    {
        long place = 0;
        string before = "the header";
        foreach (TensorEntry tensor in tensors.OrderBy(tensor => tensor.Start).ThenBy(tensor => tensor.End))
        {
            if (tensor.End > dataLength)
            {
                throw new ModelFileException(path, $"tensor '{FileText.Shown(tensor.Name)}' reaches to byte {tensor.End} of the data, but only {dataLength} bytes are there; the file is truncated.");
            }

            if (tensor.Start != place)
            {
                throw new ModelFileException(path, $"expected tensor '{FileText.Shown(tensor.Name)}' at byte {place} of the data, just after {before}, but it begins at {tensor.Start}; tensors {(tensor.Start < place ? "overlap" : "leave a gap")}.");
            }

            place = tensor.End;
            before = $"'{FileText.Shown(tensor.Name)}'";
        }

        if (place != dataLength)
        {
            throw new ModelFileException(path, $"expected the file to end after {before}, {place} bytes into the data, but {dataLength} bytes are there.");
        }
    }
}
