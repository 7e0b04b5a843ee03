using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>
/// Numbers each value's stage: odd for work on the batch's rows, each example on its own; even for work of fixed size, which may reduce over
/// the batch, and for values of an example that depend on the whole batch. Work between row stages is done as late as its
/// users allow.
/// </summary>
internal static class StageNumbering
{
    public static Plan Run(Plan plan)
    {
        var stages = new Dictionary<Node, int>();
        int last = 0;
        foreach (Node node in plan.Needed)
        {
            if (IsComputed(node))
            {
                int stage = Earliest(node, stages);
                stages[node] = stage;
                last = Math.Max(last, stage);
            }
        }

        Delay(plan.Needed, stages, last);
        return plan with { StageOf = stages };
    }

    private static bool IsComputed(Node node) => !NodeKinds.IsProgramScalar(node) && node.Kind != OpKind.Given;

    private static int Earliest(Node node, Dictionary<Node, int> stages)
    {
        int stage = NodeKinds.IsByExample(node) ? 1 : 0;
        foreach (Node operand in node.Operands)
        {
            if (stages.TryGetValue(operand, out int before))
            {
                stage = Math.Max(stage, NodeKinds.IsByExample(operand) == NodeKinds.IsByExample(node) ? before : before + 1);
            }
        }

        return stage;
    }

    private static void Delay(Node[] needed, Dictionary<Node, int> stages, int last)
    {
        last += last % 2;
        var latest = new Dictionary<Node, int>();
        for (int index = needed.Length - 1; index >= 0; index--)
        {
            Node node = needed[index];
            if (!stages.ContainsKey(node))
            {
                continue;
            }

            if (!NodeKinds.IsByExample(node))
            {
                stages[node] = latest.TryGetValue(node, out int bound) ? bound : last;
            }

            foreach (Node operand in node.Operands)
            {
                int bound = NodeKinds.IsByExample(node) ? stages[node] - 1 : stages[node];
                latest[operand] = latest.TryGetValue(operand, out int known) ? Math.Min(known, bound) : bound;
            }
        }
    }
}
