using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>
/// Makes steps of values. A value joins the earliest loop over the same rows that runs after all its operands are computed; only
/// kernels, other row counts and reductions over the batch keep loops apart, and each loop says which.
/// </summary>
internal static class LoopFusion
{
    public static Plan Run(Plan plan)
    {
        // Not those that are stored in place of a product, by its kernel.
        HashSet<Node> placed = new(plan.Rematerialized);
        foreach (KeyValuePair<Node, Epilogue> pair in plan.Epilogues)
        {
            placed.Add(pair.Value.Result);
        }

        List<List<Node>> nodes = ByStage(plan, placed);
        var stages = new List<Stage>();
        for (int number = 0; number < nodes.Count; number++)
        {
            if (nodes[number].Count > 0)
            {
                stages.Add(new Stage(number, Steps(plan, number, nodes[number])));
            }
        }

        return plan with { Stages = stages.ToArray() };
    }

    private static List<List<Node>> ByStage(Plan plan, HashSet<Node> placed)
    {
        var stages = new List<List<Node>>();
        foreach (Node node in plan.Needed)
        {
            if (plan.StageOf.TryGetValue(node, out int stage) && !placed.Contains(node))
            {
                while (stages.Count <= stage)
                {
                    stages.Add([]);
                }

                stages[stage].Add(node);
            }
        }

        return stages;
    }

    private static Step[] Steps(Plan plan, int stage, List<Node> nodes)
    {
        // Noise depends on nothing; drawn first, it does not prevent fusion.
        var ordered = new List<Node>();
        int noises = 0;
        foreach (Node node in nodes)
        {
            ordered.Insert(node.Kind == OpKind.Noise ? noises++ : ordered.Count, node);
        }

        var drafts = new List<Draft>();
        var positions = new Dictionary<Node, int>();
        foreach (Node node in ordered)
        {
            Place(plan, stage % 2 == 1, drafts, positions, node);
        }

        var steps = new Step[drafts.Count];
        for (int index = 0; index < steps.Length; index++)
        {
            Draft draft = drafts[index];
            steps[index] = draft.Kernel ?? LoopOf(plan, draft);
        }

        return steps;
    }

    private static Step LoopOf(Plan plan, Draft draft)
    {
        Node[] nodes = draft.Nodes.ToArray();
        return new LoopStep(draft.Rows, nodes, draft.Reason, PassOrdering.Order(plan, nodes));
    }

    private static void Place(Plan plan, bool isRows, List<Draft> steps, Dictionary<Node, int> positions, Node node)
    {
        int earliest = -1;
        foreach (Node operand in plan.StoredOperands(node))
        {
            earliest = positions.TryGetValue(operand, out int known) ? Math.Max(earliest, known) : earliest;
        }

        if (NodeKinds.IsKernel(node))
        {
            var kernel = new KernelStep(node, plan.Epilogues.TryGetValue(node, out Epilogue? epilogue) ? epilogue : null);
            steps.Add(new Draft(kernel, node.Shape, string.Empty));
            positions[kernel.Stored] = steps.Count - 1;
            return;
        }

        // A value read at other rows or columns than it is written must be complete: the loop that writes it has ended.
        int position = NodeKinds.ReadsMemory(node) ? earliest + 1 : Math.Max(earliest, 0);
        while (position < steps.Count && !steps[position].Fits(node.Shape))
        {
            position++;
        }

        if (position == steps.Count)
        {
            steps.Add(new Draft(null, node.Shape, Reason(steps, isRows, earliest, node)));
        }

        steps[position].Nodes.Add(node);
        positions[node] = position;
    }

    private static string Reason(List<Draft> steps, bool isRows, int earliest, Node node)
    {
        if (steps.TrueForAll(IsKernel))
        {
            return "the first of the stage";
        }

        if (earliest < 0)
        {
            return $"no loop over {RowsOf(node.Shape)} before it";
        }

        Draft before = steps[earliest];
        return before.Kernel is { } kernel
            ? kernel.Node.Kind switch
            {
                OpKind.Product => $"needs {kernel.Stored}, a matrix product of the whole {(isRows ? "row block" : "batch")}",
                OpKind.Reduction or OpKind.Pairwise => $"needs {kernel.Node}, which reads all rows",
                OpKind.ByRow => $"waits for {kernel.Node}, which is complete only after the whole row",
                OpKind.Reshaping => $"goes over other rows of the same values than those before {kernel.Node}",
                OpKind.Windows => $"needs {kernel.Node} of whole windows",
                OpKind.Rows => $"needs {kernel.Node}, which takes whole rows",
                OpKind.Sparse => $"needs all of {kernel.Stored}",
                OpKind.Pixels => $"needs {kernel.Node} of all pixels",
                _ => $"needs {kernel.Node}, drawn for the whole row block",
            }
            : !before.Fits(node.Shape) ? $"goes over {RowsOf(node.Shape)}, the loop before it over {RowsOf(before.Rows)}"
            : "reads whole rows of the loop before it";
    }

    private static bool IsKernel(Draft step) => step.Kernel is not null;

    private static string RowsOf(Shape shape) => shape.PerExample
        ? shape.Rows == 1 ? "one row per example" : $"{shape.Rows} rows per example"
        : shape.Rows == 1 ? "a single row" : $"{shape.Rows} rows";

    // A step that still grows: a kernel, or a loop.
    private sealed class Draft(KernelStep? kernel, Shape rows, string reason)
    {
        public readonly KernelStep? Kernel = kernel;

        public readonly Shape Rows = rows;

        public readonly string Reason = reason;

        public readonly List<Node> Nodes = [];

        public bool Fits(Shape shape) => Kernel is null && shape.PerExample == Rows.PerExample && shape.Rows == Rows.Rows;
    }
}
