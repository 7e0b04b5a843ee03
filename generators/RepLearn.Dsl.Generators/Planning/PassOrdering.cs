using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>
/// Splits a loop's work on one row into passes along the row, and work on single values between them: what needs the sum of a row cannot be
/// in the pass that computes it.
/// </summary>
internal static class PassOrdering
{
    public static Plan Run(Plan plan) => plan with
    {
        Stages = [.. plan.Stages.Select(stage => stage with { Steps = [.. stage.Steps.Select(step => step is LoopStep loop ? loop.With(Order(plan, loop)) : step)] })],
    };

    private static IReadOnlyList<Pass> Order(Plan plan, LoopStep loop)
    {
        var orders = new Dictionary<Node, int>();
        foreach (Node node in loop.Nodes)
        {
            bool pass = IsPass(node);
            int order = pass ? 0 : -1;
            foreach (Node operand in plan.StoredOperands(node).Where(orders.ContainsKey))
            {
                // A reduction belongs to its pass, but its result is available only after it.
                int after = orders[operand] + (operand.Reduces(ReduceAxis.Columns) ? 1 : 0);
                order = Math.Max(order, after % 2 == 0 == pass ? after : after + 1);
            }

            orders[node] = order;
        }

        // Passes of one order stay in the order of their first values.
        return loop.Nodes
            .GroupBy(node => new Key(orders[node], WidthOf(node)))
            .OrderBy(group => group.Key.Order)
            .Select(group => new Pass(group.Key.Order, group.Key.Width, group.ToArray()))
            .ToArray();
    }

    /// <summary>The width of the pass that a value is computed in; 1 between passes.</summary>
    private static int WidthOf(Node node) => node.Reduces(ReduceAxis.Columns) ? node[0].Shape.Columns : node.Shape.Columns;

    private static bool IsPass(Node node) => WidthOf(node) > 1;

    private sealed record Key(int Order, int Width);
}
