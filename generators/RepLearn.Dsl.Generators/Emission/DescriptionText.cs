using System.Globalization;
using System.Text;
using RepLearn.Dsl.Generators.Lowering;
using RepLearn.Dsl.Generators.Planning;
using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>
/// The tables that <c>Describe()</c> returns: layers with what they make and cost, parameters with shapes and sizes, then each program's work and memory.
/// </summary>
internal static class DescriptionText
{
    public static string Of(ModelSpec spec, LoweredModel model, List<Plan> plans)
    {
        int bytes = spec.Precision == ModelPrecision.Double ? 8 : 4;
        var text = new StringBuilder();
        text.Append(Invariant($"{Identifier.Plain(spec.Name)}: {ArchitectureText.Of(spec)}\n\n"));
        text.Append(LayerTable.Of(spec, model, plans)).Append('\n');
        text.Append(Invariant($"{"parameter",-24}{"shape",14}{"values",12}{"bytes",12}\n"));
        foreach (ModelParameter parameter in model.Parameters)
        {
            long count = parameter.Rows * parameter.Columns;
            string shape = Invariant($"{parameter.Rows} x {parameter.Columns}");
            text.Append(Invariant($"{parameter.Name,-24}{shape,14}{count,12}{count * bytes,12}\n"));
        }

        long total = model.ParameterCount;
        text.Append(Invariant($"{"all",-24}{string.Empty,14}{total,12}{total * bytes,12}\n\n"));
        text.Append(Invariant($"{"program",-12}{"multiply-adds",16}{"bytes/example",16}{"fixed bytes",14}{"bytes/worker",15}{"row block",11}\n"));
        foreach (Plan plan in plans)
        {
            long workspace = (long)plan.Memory.WorkspacePerExample * plan.Memory.RowBlock * bytes;
            text.Append(Invariant($"{plan.Program.Name,-12}{plan.Work.MultiplyAdds,16}{(long)plan.Memory.SavedPerExample * bytes,16}"));
            text.Append(Invariant($"{(long)plan.Memory.Fixed * bytes,14}{workspace,15}{plan.Memory.RowBlock,11}\n"));
        }

        return text.ToString();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
