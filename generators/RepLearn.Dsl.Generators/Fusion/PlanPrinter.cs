using System.Globalization;
using System.Text;
using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Fusion;

/// <summary>A plan as text: sections, steps, the reason for every loop of its own, and where values lie.</summary>
internal static class PlanPrinter
{
    public static string Print(Plan plan)
    {
        var text = new StringBuilder();
        text.Append(Invariant($"{plan.Program.Name}: blocks of {plan.RowBlock} rows; values kept for an example {plan.KeptPerExample}, in scratch {plan.ScratchPerExample}, fixed {plan.FixedSize}\n"));
        int step = 0;
        foreach (Section section in plan.Sections)
        {
            text.Append(section.IsRows
                ? "  rows: each example on its own\n"
                : "  sums: over the batch or of fixed size, cut over the results, so that bits do not depend on threads\n");
            foreach (Step part in section.Steps)
            {
                step++;
                if (plan.Meetings.Contains(part))
                {
                    text.Append("    workers that share the block wait for each other\n");
                }

                if (part is LoopStep loop)
                {
                    text.Append(Invariant($"    {step} loop {Values(plan, loop)}: {loop.Reason}\n"));
                    foreach (Phase phase in loop.Phases.Where(phase => phase.Width > 1))
                    {
                        string why = phase.Order > 0 ? ", after the sums along the row that it needs" : string.Empty;
                        text.Append(Invariant($"        pass of {phase.Width} columns, {phase.Nodes.Count} operations{why}\n"));
                    }
                }
                else
                {
                    var kernel = (KernelStep)part;
                    text.Append(Invariant($"    {step} {GraphPrinter.Definition(kernel.Node)}{Where(plan, kernel.Node)}\n"));
                    if (kernel.Epilogue is not null)
                    {
                        string nodes = string.Join(", ", kernel.Epilogue.Nodes.Select(GraphPrinter.Definition));
                        text.Append(Invariant($"        in its registers, for nothing else reads it: {nodes}{Where(plan, kernel.Stored)}\n"));
                    }
                }
            }
        }

        return text.ToString();
    }

    private static string Values(Plan plan, LoopStep loop)
    {
        string[] results = loop.Nodes.Where(node => plan.Storage.ContainsKey(node)).Select(node => $"{node}{Where(plan, node)}").ToArray();
        return results.Length == 0 ? "for the losses" : string.Join(", ", results);
    }

    private static string Where(Plan plan, Node node) => plan.Storage.TryGetValue(node, out Storage? place)
        ? Invariant($" @{place.Kind.ToString().ToLowerInvariant()}:{place.Offset}")
        : string.Empty;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
