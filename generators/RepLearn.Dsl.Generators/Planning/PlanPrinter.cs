using System.Globalization;
using System.Text;
using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>A plan as text: stages, steps, the reason for every loop of its own, and where values are stored.</summary>
internal static class PlanPrinter
{
    public static string Print(Plan plan)
    {
        var text = new StringBuilder();
        text.Append(Invariant($"{plan.Program.Name}: row blocks of {plan.Memory.RowBlock} examples; values per example: {plan.Memory.SavedPerExample} saved, {plan.Memory.WorkspacePerExample} workspace; {plan.Memory.Fixed} fixed\n"));
        int step = 0;
        foreach (Stage stage in plan.Stages)
        {
            text.Append(stage.IsRows
                ? "  row stage: each example on its own\n"
                : "  reduction stage: over the whole batch or of fixed size; a worker computes whole results, so the bits do not depend on the number of threads\n");
            foreach (Step part in stage.Steps)
            {
                step++;
                if (plan.Barriers.Contains(part))
                {
                    text.Append("    --- barrier\n");
                }

                if (part is LoopStep loop)
                {
                    text.Append(Invariant($"    {step} loop for {Values(plan, loop)}: {loop.Reason}\n"));
                    foreach (Pass pass in loop.Passes)
                    {
                        if (pass.Width > 1)
                        {
                            string why = pass.Order > 0 ? ", after the reductions along the row that it needs" : string.Empty;
                            text.Append(Invariant($"        pass of {pass.Width} columns, {pass.Nodes.Length} {(pass.Nodes.Length == 1 ? "operation" : "operations")}{why}\n"));
                        }
                    }
                }
                else
                {
                    var kernel = (KernelStep)part;
                    text.Append(Invariant($"    {step} {GraphPrinter.Definition(kernel.Node)}{Where(plan, kernel.Node)}{(kernel.IsReinterpretation ? ", the same memory" : string.Empty)}\n"));
                    if (kernel.Epilogue is not null)
                    {
                        string nodes = string.Join(", ", kernel.Epilogue.Nodes.Select(GraphPrinter.Definition));
                        text.Append(Invariant($"        in its epilogue: {nodes}{Where(plan, kernel.Stored)}\n"));
                    }
                }
            }
        }

        return text.ToString();
    }

    private static string Values(Plan plan, LoopStep loop)
    {
        var results = new List<string>();
        foreach (Node node in loop.Nodes)
        {
            if (plan.Storage.ContainsKey(node))
            {
                results.Add($"{node}{Where(plan, node)}");
            }
        }

        return results.Count == 0 ? "the losses" : string.Join(", ", results);
    }

    private static string Where(Plan plan, Node node) => plan.Storage.TryGetValue(node, out Storage? place)
        ? Invariant($" → {place.Kind.ToString().ToLowerInvariant()} {place.Offset}")
        : string.Empty;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
