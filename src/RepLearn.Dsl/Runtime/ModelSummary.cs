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
        int width = model.Layers.Select(layer => layer.Name.Length).Append("layer".Length).Max();
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
        text.Append(CultureInfo.InvariantCulture, $"\n{Grouped((long)model.ParameterCount * bytesPerValue)} bytes of parameters. A training step: {Grouped(step.MultiplyAdds)} multiply-adds and {Grouped(perExample)} bytes an example, {Grouped((long)step.Fixed * bytesPerValue)} bytes whatever the batch.\n\n");

        void Row(string part, string name, string output, string parameters, string multiplyAdds) =>
            text.Append($"{part,-8} {name.PadRight(width)}{output,14}{parameters,16}{multiplyAdds,16}".TrimEnd()).Append('\n');
    }

    private static void AppendParameters(StringBuilder text, ModelInfo model, int bytesPerValue)
    {
        text.Append(CultureInfo.InvariantCulture, $"{"parameter",-24}{"shape",14}{"values",12}{"bytes",12}\n");
        foreach (ParameterInfo parameter in model.Layout)
        {
            string shape = string.Create(CultureInfo.InvariantCulture, $"{parameter.Rows} x {parameter.Columns}");
            text.Append(CultureInfo.InvariantCulture, $"{parameter.Name,-24}{shape,14}{parameter.Length,12}{(long)parameter.Length * bytesPerValue,12}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{"all",-24}{"",14}{model.ParameterCount,12}{(long)model.ParameterCount * bytesPerValue,12}\n\n");
    }

    private static void AppendPrograms(StringBuilder text, ModelInfo model, int bytesPerValue)
    {
        text.Append(CultureInfo.InvariantCulture, $"{"program",-12}{"multiply-adds",16}{"bytes/example",16}{"fixed bytes",14}{"bytes/worker",15}{"row block",11}\n");
        foreach (ProgramInfo program in model.Programs)
        {
            long workspace = (long)program.WorkspacePerExample * program.RowBlock * bytesPerValue;
            text.Append(CultureInfo.InvariantCulture, $"{program.Name,-12}{program.MultiplyAdds,16}{(long)program.SavedPerExample * bytesPerValue,16}");
            text.Append(CultureInfo.InvariantCulture, $"{(long)program.Fixed * bytesPerValue,14}{workspace,15}{program.RowBlock,11}\n");
        }
    }

    private static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
