using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace RepLearn.Oracle;

/// <summary>Runs a case and writes what libtorch computed as JSON; numbers read back to the same bits.</summary>
internal static class FixtureWriter
{
    public static void Write(OracleCase definition, string folder)
    {
        using Generator generator = new((ulong)definition.Seed, CPU);
        Tensor values = rand([definition.Rows, definition.Inputs], dtype: ScalarType.Float64, generator: generator);
        if (definition.Group > 0)
        {
            values = values.reshape(definition.Rows, -1, definition.Group).mul(3).softmax(2).reshape(definition.Rows, definition.Inputs);
        }

        Tensor batch = values.to_type(definition.Precision).requires_grad_();
        Dictionary<string, Tensor> parameters = [];

        ReferenceRun training = Run(RunMode.Training);
        Tensor total = training.Terms.Select(term => term.Value).Aggregate((left, right) => left + right);
        total.backward();
        ReferenceRun testing = Run(RunMode.Testing);
        ReferenceRun reconstructing = Run(RunMode.Reconstructing);

        using FileStream file = File.Create(Path.Combine(folder, definition.Name + ".json"));
        using var json = new Utf8JsonWriter(file);
        json.WriteStartObject();
        json.WriteString("name", definition.Name);
        json.WriteNumber("rows", definition.Rows);
        json.WriteNumber("step", definition.Step);
        json.WriteNumber("noiseSeed", definition.Key.Seed);
        json.WriteNumber("noiseStep", definition.Key.Step);
        json.WriteNumber("total", total.to_type(ScalarType.Float64).item<double>());
        WriteTerms(json, "terms", training);
        WriteTerms(json, "testTerms", testing);
        WriteNoise(json, training);
        WriteValues(json, "batch", batch);
        WriteValues(json, "codes", reconstructing.Codes!);
        WriteValues(json, "outputs", reconstructing.Outputs!);
        if (definition.Conditions.Length > 0)
        {
            WriteValues(json, "conditions", definition.Conditions);
        }

        if (definition.Desired > 0)
        {
            WriteValues(json, "desired", definition.DesiredOutputs);
        }

        if (definition.Classes > 0)
        {
            WriteValues(json, "labels", tensor(definition.Labels));
            WriteValues(json, "predictions", reconstructing.Predictions!);
        }

        if (definition.TargetCount > 0)
        {
            // JSON has no NaN.
            WriteValues(json, "targets", [.. definition.Targets.Where(target => !double.IsNaN(target))]);
            WriteValues(json, "knownTargets", [.. definition.Targets.Select(target => double.IsNaN(target) ? 0.0 : 1.0)]);
            WriteValues(json, "predictions", reconstructing.Predictions!);
        }

        json.WriteStartArray("parameters");
        foreach ((string name, Tensor value) in parameters)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteNumber("rows", value.shape[0]);
            json.WriteNumber("columns", value.shape[1]);
            WriteValues(json, "values", value);
            Tensor? gradient = training.NextState.GetValueOrDefault(name) ?? value.grad;
            WriteValues(json, "gradient", gradient ?? throw new InvalidOperationException($"{definition.Name}: no gradient reaches {name}."));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();

        ReferenceRun Run(RunMode mode)
        {
            var run = new ReferenceRun(definition, mode, batch, parameters, generator);
            definition.Define(run);
            return run;
        }
    }

    public static void WriteValues(Utf8JsonWriter json, string name, Tensor tensor) =>
        WriteValues(json, name, tensor.detach().to_type(ScalarType.Float64).contiguous().data<double>().ToArray());

    private static void WriteValues(Utf8JsonWriter json, string name, double[] values)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    private static void WriteTerms(Utf8JsonWriter json, string name, ReferenceRun run)
    {
        json.WriteStartArray(name);
        foreach ((string term, Tensor value) in run.Terms)
        {
            json.WriteStartObject();
            json.WriteString("name", term);
            json.WriteNumber("value", value.to_type(ScalarType.Float64).item<double>());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNoise(Utf8JsonWriter json, ReferenceRun run)
    {
        json.WriteStartArray("noise");
        foreach (NoiseDraw draw in run.Noises)
        {
            json.WriteStartObject();
            json.WriteNumber("site", draw.Site);
            json.WriteString("kind", draw.Kind.ToString());
            json.WriteNumber("width", draw.Width);
            WriteValues(json, "values", draw.Values);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
