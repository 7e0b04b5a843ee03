using System.Buffers;
using System.Globalization;
using System.Text.Json;
using RepLearn.Numerics.Files;

namespace RepLearn.Evaluation;

/// <summary>A sweep's results in a JSON file: its checksum, what sweep it is, then the measures of each run.</summary>
internal sealed class SweepFile(string path, Sweep sweep)
{
    private const string Format = "replearn sweep 1";

    /// <summary>Takes the runs of the file, if there is one.</summary>
    public void Read(SweepResults results)
    {
        AtomicFile.ExpectWritable(path);
        if (!AtomicFile.Exists(path))
        {
            return;
        }

        try
        {
            byte[] file = File.ReadAllBytes(path);
            using JsonDocument document = JsonDocument.Parse(file.ToArray());
            var metadata = new Dictionary<string, string>();
            foreach (JsonProperty member in document.RootElement.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.String))
            {
                metadata[member.Name] = member.Value.GetString()!;
            }

            if (FileChecksum.ProblemOf(file, metadata) is { } damage)
            {
                throw new InvalidDataException($"{path}: {damage}");
            }

            Read(document.RootElement, results);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{path}: expected the file of a sweep, but {problem.Message}", problem);
        }
    }

    /// <summary>Replaces the file.</summary>
    public void Write(SweepResults results)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            Write(writer, results);
        }

        byte[] file = buffer.WrittenSpan.ToArray();
        FileChecksum.Seal(file);
        AtomicFile.Write(path, stream => stream.Write(file));
    }

    private void Write(Utf8JsonWriter writer, SweepResults results)
    {
        writer.WriteStartObject();
        writer.WriteString(FileChecksum.Key, FileChecksum.Zeros);
        writer.WriteString("format", Format);
        writer.WriteString("description", sweep.Description);
        writer.WriteStartObject("axes");
        foreach (SweepAxis axis in sweep.Axes)
        {
            writer.WriteStartArray(axis.Name);
            foreach (double value in axis.Values)
            {
                writer.WriteNumberValue(value);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteStartArray("seeds");
        foreach (ulong seed in sweep.Seeds)
        {
            writer.WriteNumberValue(seed);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("runs");
        for (int seed = 0; seed < sweep.Seeds.Count; seed++)
        {
            foreach (SweepPoint point in sweep.Points.Where(point => results.Has(point.Index, seed)))
            {
                WriteRun(writer, point.Index, sweep.Seeds[seed], results.Names, results.Of(point.Index, seed));
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteRun(Utf8JsonWriter writer, int point, ulong seed, string[] names, double[] values)
    {
        writer.WriteStartObject();
        writer.WriteNumber("point", point);
        writer.WriteNumber("seed", seed);
        writer.WriteStartObject("measures");
        for (int index = 0; index < names.Length; index++)
        {
            writer.WriteNumber(names[index], values[index]);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void Read(JsonElement root, SweepResults results)
    {
        Expect("format", Format, root.GetProperty("format").GetString()!);
        Expect("description", sweep.Description, root.GetProperty("description").GetString()!);
        Expect("axes", Text(sweep.Axes.Select(axis => (axis.Name, axis.Values))), Text(root.GetProperty("axes").EnumerateObject()
            .Select(axis => (axis.Name, (IReadOnlyList<double>)[.. axis.Value.EnumerateArray().Select(value => value.GetDouble())]))));
        Expect("seeds", string.Join(", ", sweep.Seeds), string.Join(", ", root.GetProperty("seeds").EnumerateArray().Select(seed => seed.GetUInt64())));
        foreach (JsonElement run in root.GetProperty("runs").EnumerateArray())
        {
            int point = run.GetProperty("point").GetInt32();
            int seed = sweep.Seeds.ToList().IndexOf(run.GetProperty("seed").GetUInt64());
            string problem = point < 0 || point >= sweep.Points.Count || seed < 0 ? "is none of this sweep."
                : results.Has(point, seed) ? "is there twice."
                : results.Add(point, seed, [.. run.GetProperty("measures").EnumerateObject().Select(measure => (measure.Name, measure.Value.GetDouble()))]) ?? "";
            if (problem.Length > 0)
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{path}: the run of point {point} and seed {run.GetProperty("seed").GetUInt64()} {problem}"));
            }
        }
    }

    private void Expect(string what, string expected, string found)
    {
        if (found != expected)
        {
            throw new InvalidDataException($"{path}: expected the results of a sweep with {what} '{expected}', but it has those of one with {what} '{found}'. Use another file, or the sweep that made it.");
        }
    }

    private static string Text(IEnumerable<(string Name, IReadOnlyList<double> Values)> axes) => string.Join("; ", axes.Select(axis =>
        $"{axis.Name}: {string.Join(", ", axis.Values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}"));
}
