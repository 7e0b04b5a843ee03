using System.Globalization;
using System.Text;

namespace RepLearn.Runtime;

/// <summary>
/// The tables of a model: layers with what they make and cost, parameters with shapes and sizes, then each program's work and memory.
/// </summary>
internal static class ModelSummary
{
    public static string Of(ModelInfo model, int bytesPerValue)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{model.Name}: {model.Architecture}\n\n");
        AppendLayers(text, model, bytesPerValue);
        AppendParameters(text, model, bytesPerValue);
        AppendPrograms(text, model, bytesPerValue);
        return text.ToString();
    }

    private static void AppendLayers(StringBuilder text, ModelInfo model, int bytesPerValue)
    {
        int width = Width(model.Layers.Select(layer => layer.Name), "layer");
        int outputs = Math.Max(14, Width(model.Layers.Select(layer => layer.Output), "output") + 2);
        long work = model.Programs[model.IndexOf(ProgramName.Evaluate)].MultiplyAdds;
        Row("", "layer", "output", "parameters", "multiply-adds");
        foreach (LayerInfo layer in model.Layers)
        {
            bool isInput = layer.Name.Length == 0;
            Row(layer.Part, layer.Name, layer.Output, isInput ? "" : Grouped(layer.Parameters), isInput ? "" : Grouped(layer.MultiplyAdds));
        }

        Row("losses", "", "", Grouped(model.ParameterCount - model.Layers.Sum(layer => layer.Parameters)), Grouped(work - model.Layers.Sum(layer => layer.MultiplyAdds)));
        Row("all", "", "", Grouped(model.ParameterCount), Grouped(work));

        ProgramInfo step = model.Programs[0];
        long perExample = ((long)step.SavedPerExample + step.WorkspacePerExample) * bytesPerValue;
        text.Append(CultureInfo.InvariantCulture, $"\n{Grouped((long)model.ParameterCount * bytesPerValue)} bytes of parameters. A training step: {Grouped(step.MultiplyAdds)} multiply-adds and {Grouped(perExample)} bytes per example, {Grouped((long)step.Fixed * bytesPerValue)} bytes whatever the batch.\n\n");

        void Row(string part, string name, string output, string parameters, string multiplyAdds) =>
            text.Append($"{part,-8} {name.PadRight(width)}{output.PadLeft(outputs)}{parameters,16}{multiplyAdds,16}".TrimEnd()).Append('\n');
    }

    private static void AppendParameters(StringBuilder text, ModelInfo model, int bytesPerValue)
    {
        int width = Width(model.Layout.Select(parameter => parameter.Name), "parameter");
        Row("parameter", "shape", "values", "bytes");
        foreach (ParameterInfo parameter in model.Layout)
        {
            Row(parameter.Name, string.Create(CultureInfo.InvariantCulture, $"{parameter.Rows} x {parameter.Columns}"), Text(parameter.Length), Text((long)parameter.Length * bytesPerValue));
        }

        Row("all", "", Text(model.ParameterCount), Text((long)model.ParameterCount * bytesPerValue));
        text.Append('\n');

        void Row(string name, string shape, string values, string bytes) => text.Append($"{name.PadRight(width)}{shape,16}{values,12}{bytes,12}\n");
    }

    private static void AppendPrograms(StringBuilder text, ModelInfo model, int bytesPerValue)
    {
        int width = Width(model.Programs.Select(program => program.Name), "program");
        Row("program", "multiply-adds", "bytes/example", "fixed bytes", "bytes/worker", "row block");
        foreach (ProgramInfo program in model.Programs)
        {
            Row(
                program.Name,
                Text(program.MultiplyAdds),
                Text((long)program.SavedPerExample * bytesPerValue),
                Text((long)program.Fixed * bytesPerValue),
                Text((long)program.WorkspacePerExample * program.RowBlock * bytesPerValue),
                Text(program.RowBlock));
        }

        void Row(string name, string multiplyAdds, string perExample, string @fixed, string perWorker, string block) =>
            text.Append($"{name.PadRight(width)}{multiplyAdds,16}{perExample,16}{@fixed,14}{perWorker,15}{block,11}\n");
    }

    private static int Width(IEnumerable<string> names, string title) => names.Append(title).Max(name => name.Length);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
