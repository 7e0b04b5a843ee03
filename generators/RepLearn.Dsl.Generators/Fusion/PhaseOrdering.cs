using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Fusion;

/// <summary>
/// Splits a loop's work on one row into passes along the row, and work on single values between them: what needs a
/// row's sum cannot be in the pass that sums.
/// </summary>
internal static class PhaseOrdering
{
    public static IReadOnlyList<Phase> Order(Plan plan, LoopStep loop)
    {
        var orders = new Dictionary<Node, int>();
        foreach (Node node in loop.Nodes)
        {
            bool pass = IsPass(node);
            int order = pass ? 0 : -1;
            foreach (Node operand in plan.Behind(node).Where(orders.ContainsKey))
            {
                // A sum stands with its pass, but is there only after it.
                int after = orders[operand] + (operand.Op == Op.SumColumns ? 1 : 0);
                order = Math.Max(order, after % 2 == 0 == pass ? after : after + 1);
            }

            orders[node] = order;
        }

        return loop.Nodes
            .GroupBy(node => new Pass(orders[node], WidthOf(node)))
            .OrderBy(group => group.Key.Order)
            .ThenBy(group => loop.Nodes.IndexOf(group.First()))
            .Select(group => new Phase(group.Key.Order, group.Key.Width, group.ToArray()))
            .ToArray();
    }

    /// <summary>The width of the pass that a value is computed in; 1 between passes.</summary>
    public static int WidthOf(Node node) => node.Op == Op.SumColumns ? node[0].Shape.Columns : node.Shape.Columns;

    private static bool IsPass(Node node) => WidthOf(node) > 1;

    private sealed record Pass(int Order, int Width);
}
