using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;
using RepLearn.Extensions.VectorData;
using RepLearn.Numerics.Files;

namespace RepLearn;

public sealed partial class MemoryVectorCollection<TKey, TRecord>
{
    private const string Format = "replearn vector collection";
    private const string Records = "records";

    /// <summary>
    /// Saves all records to a safetensors file with a checksum: the vectors of each property, and key and data as JSON. A file of that name is replaced when the
    /// new one is complete. Indexes are not saved. Searches go on meanwhile; writes wait.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="typeInfo">How records are JSON, from a <see cref="System.Text.Json.Serialization.JsonSerializerContext"/> or from options.</param>
    /// <exception cref="NotSupportedException">The collection is dynamic: JSON does not keep the types of its values.</exception>
    /// <exception cref="ArgumentException">A key has half of a surrogate pair: with U+FFFD in its place, as JSON has it in data, it would be another key.</exception>
    /// <exception cref="VectorStoreException">The collection does not exist.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path, JsonTypeInfo<TRecord> typeInfo)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ExpectTyped(typeInfo);
        _ = Read(nameof(Save), table =>
        {
            Write(table, path, typeInfo);
            return table;
        });
    }

    /// <summary>Inserts or replaces the records of a saved file, all or none of them; the collection is made if it does not exist. Indexes are built anew.</summary>
    /// <param name="path">The file.</param>
    /// <param name="typeInfo">How records are JSON; as when they were saved.</param>
    /// <exception cref="NotSupportedException">The collection is dynamic: JSON does not keep the types of its values.</exception>
    /// <exception cref="ModelFileException">The file is damaged, or was saved by a collection of other vectors.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void Load(string path, JsonTypeInfo<TRecord> typeInfo)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ExpectTyped(typeInfo);
        using SafetensorsFile file = SafetensorsFile.Open(path);
        string format = file.Metadata.GetValueOrDefault("format", "none");
        string vectorsOfFile = file.Metadata.GetValueOrDefault("vectors", "none");
        if (format != Format || vectorsOfFile != Schema)
        {
            throw new ModelFileException(path, $"expected format '{Format}' with vectors {Schema}, but it has format '{format}' with {vectorsOfFile}.");
        }

        TRecord[] records = ReadRecords(file, typeInfo);
        var vectors = new ReadOnlyMemory<float>?[records.Length][];
        for (int record = 0; record < records.Length; record++)
        {
            vectors[record] = new ReadOnlyMemory<float>?[_model.VectorProperties.Count];
        }

        for (int column = 0; column < _model.VectorProperties.Count; column++)
        {
            VectorPropertyModel property = _model.VectorProperties[column];
            byte[] has = file.ReadArray<byte>($"has.{property.ModelName}", 1, records.Length);
            int[] present = [.. Enumerable.Range(0, records.Length).Where(record => has[record] != 0)];
            float[][] rows = Array.ConvertAll(present, _ => new float[property.Dimensions]);
            file.ReadFiniteRows($"vectors.{property.ModelName}", present.Length, property.Dimensions, row => rows[row]);
            for (int row = 0; row < present.Length; row++)
            {
                vectors[present[row]][column] = rows[row];
            }
        }

        EnsureCollectionExistsAsync();
        Store(nameof(Load), records, KeysOf(records), vectors);
    }

    private void Write(RecordTable<TKey, TRecord> table, string path, JsonTypeInfo<TRecord> typeInfo)
    {
        int[] places = [.. table.Places()];
        foreach (string key in KeysOf(Array.ConvertAll(places, table.At)).OfType<string>())
        {
            FileText.Whole(key, "keys");
        }

        using var json = new MemoryStream();
        foreach (int place in places)
        {
            JsonSerializer.Serialize(json, table.At(place), typeInfo);
            json.WriteByte((byte)'\n');
        }

        var writer = new SafetensorsWriter();
        writer.AddMetadata("format", Format);
        writer.AddMetadata("vectors", Schema);
        writer.Add<byte>(Records, 1, json.Length, () => json.GetBuffer().AsSpan(0, (int)json.Length));
        for (int index = 0; index < _model.VectorProperties.Count; index++)
        {
            VectorPropertyModel property = _model.VectorProperties[index];
            VectorColumn column = table.Columns[index];
            byte[] has = Array.ConvertAll(places, place => (byte)(column.Has(place) ? 1 : 0));
            int[] present = Array.FindAll(places, column.Has);
            writer.Add<byte>($"has.{property.ModelName}", 1, has.Length, () => has);
            writer.AddRows($"vectors.{property.ModelName}", present.Length, property.Dimensions, row => column[present[row]]);
        }

        AtomicFile.Write(path, writer.WriteTo);
    }

    private static TRecord[] ReadRecords(SafetensorsFile file, JsonTypeInfo<TRecord> typeInfo)
    {
        long length = file.Tensors.TryGetValue(Records, out TensorEntry? entry) && entry.Shape is [1, var bytes] ? bytes : 0;
        byte[] json = file.ReadArray<byte>(Records, 1, length);
        var records = new List<TRecord>();
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { AllowMultipleValues = true });
            while (reader.Read())
            {
                records.Add(JsonSerializer.Deserialize(ref reader, typeInfo)
                    ?? throw new ModelFileException(file.Path, $"expected records, but number {records.Count + 1} is null."));
            }
        }
        catch (JsonException problem)
        {
            throw new ModelFileException(file.Path, $"expected records of {typeof(TRecord).Name} as JSON, but number {records.Count + 1} is none: {problem.Message}", problem);
        }

        return [.. records];
    }

    private void ExpectTyped(JsonTypeInfo<TRecord> typeInfo)
    {
        ArgumentNullException.ThrowIfNull(typeInfo);
        if (typeof(TRecord) == typeof(Dictionary<string, object?>))
        {
            throw new NotSupportedException($"Expected a collection of a record type, but '{Name}' is dynamic: JSON does not keep the types of its values.");
        }
    }
}
