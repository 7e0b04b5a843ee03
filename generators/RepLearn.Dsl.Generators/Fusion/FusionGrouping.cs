using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Fusion;

/// <summary>
/// Turns a graph into sections and steps. A value joins the earliest loop over the same rows that runs after all its
/// operands are there; only kernels, other row counts and batch sums keep loops apart, and each loop says which.
/// </summary>
internal static class FusionGrouping
{
    public static Plan Group(ProgramSpec program)
    {
        var plan = new Plan(program);
        IReadOnlyList<Node> needed = GraphPrinter.Needed(program.Outputs.Select(output => output.Node));
        Dictionary<Node, int> sections = SectionNumbering.Number(needed);
        plan.Epilogues = EpilogueSelection.Select(plan, needed, sections);
        HashSet<Node> inEpilogues = [.. plan.Epilogues.Values.Select(epilogue => epilogue.Result)];
        foreach (int number in sections.Values.Distinct().OrderBy(number => number))
        {
            var section = new Section(number, number % 2 == 1);
            var positions = new Dictionary<Node, int>();
            // Noise depends on nothing: drawn first, it keeps no loops apart.
            foreach (Node node in needed
                .Where(node => sections.TryGetValue(node, out int own) && own == number && !plan.Views.Contains(node) && !inEpilogues.Contains(node))
                .OrderBy(node => node.Op is Op.UniformNoise or Op.NormalNoise ? 0 : 1))
            {
                Place(plan, section, positions, node);
            }

            foreach (LoopStep loop in section.Steps.OfType<LoopStep>())
            {
                loop.Phases = PhaseOrdering.Order(plan, loop);
            }

            if (section.Steps.Count > 0)
            {
                plan.Sections.Add(section);
            }
        }

        return plan;
    }

    private static void Place(Plan plan, Section section, Dictionary<Node, int> positions, Node node)
    {
        int earliest = plan.Behind(node).Aggregate(-1, (latest, operand) => Math.Max(latest, PositionOf(positions, operand)));
        if (NodeKinds.IsKernel(node))
        {
            var kernel = new KernelStep(node, plan.Epilogues.TryGetValue(node, out Epilogue? epilogue) ? epilogue : null);
            section.Steps.Add(kernel);
            positions[kernel.Stored] = section.Steps.Count - 1;
            return;
        }

        // A value read at other rows or columns than it is written must be complete: the loop that writes it has ended.
        int first = NodeKinds.ReadsMemory(node) ? earliest + 1 : Math.Max(earliest, 0);
        int position = section.Steps.FindIndex(first, step => step is LoopStep loop && loop.Fits(node.Shape));
        if (position < 0)
        {
            section.Steps.Add(new LoopStep(node.Shape.PerExample, node.Shape.Rows, Reason(section, earliest, node)));
            position = section.Steps.Count - 1;
        }

        ((LoopStep)section.Steps[position]).Nodes.Add(node);
        positions[node] = position;
    }

    private static int PositionOf(Dictionary<Node, int> positions, Node node) =>
        positions.TryGetValue(node, out int position) ? position : -1;

    private static string Reason(Section section, int earliest, Node node)
    {
        if (!section.Steps.OfType<LoopStep>().Any())
        {
            return "the first loop here";
        }

        return earliest < 0 ? $"no loop over {RowsOf(node.Shape)} before it"
            : section.Steps[earliest] switch
            {
                KernelStep kernel when OpKinds.IsProduct(kernel.Node.Op) =>
                    $"waits for the matrix product {kernel.Stored}, which is complete only after {(section.IsRows ? "the whole block of rows" : "the whole batch")}",
                KernelStep { Node: { Op: Op.SumRows } sum } => $"waits for {sum}, a sum over all rows",
                KernelStep { Node: var noise } => $"waits for {noise}, which is drawn many values at a time",
                LoopStep loop when !loop.Fits(node.Shape) =>
                    $"goes over {RowsOf(node.Shape)}, the loop before it over {RowsOf(new Shape(loop.PerExample, loop.Rows, 1))}",
                _ => "reads whole rows of the loop before it",
            };
    }

    private static string RowsOf(Shape shape) => shape.PerExample
        ? shape.Rows == 1 ? "one row an example" : $"{shape.Rows} rows an example"
        : shape.Rows == 1 ? "a single row" : $"{shape.Rows} rows";
}
