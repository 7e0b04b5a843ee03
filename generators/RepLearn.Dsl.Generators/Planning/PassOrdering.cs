using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>
/// Splits a loop's work on one row into passes along the row, and work on single values between them: what needs the sum of a row cannot be
/// in the pass that computes it.
/// </summary>
internal static class PassOrdering
{
    /// <param name="nodes">What the loop computes, in order.</param>
    public static Pass[] Order(Plan plan, Node[] nodes)
    {
        var orders = new Dictionary<Node, int>();
        foreach (Node node in nodes)
        {
            bool isPass = WidthOf(node) > 1;
            int order = isPass ? 0 : -1;
            foreach (Node operand in plan.StoredOperands(node))
            {
                // A reduction belongs to its pass, but its result is available only after it.
                if (orders.TryGetValue(operand, out int known))
                {
                    int after = known + (operand.Reduces(ReduceAxis.Columns) ? 1 : 0);
                    order = Math.Max(order, after % 2 == 0 == isPass ? after : after + 1);
                }
            }

            orders[node] = order;
        }

        // Passes of one order stay in the order of their first values.
        var passes = new List<Pass>();
        foreach (Node first in nodes)
        {
            int place = PlaceOf(passes, orders[first], WidthOf(first));
            if (place >= 0)
            {
                passes.Insert(place, Make(nodes, orders, first));
            }
        }

        return passes.ToArray();
    }

    // Where a pass belongs; below 0 where it is among them.
    private static int PlaceOf(List<Pass> passes, int order, int width)
    {
        int place = 0;
        foreach (Pass pass in passes)
        {
            if (pass.Order == order && pass.Width == width)
            {
                return -1;
            }

            place += pass.Order <= order ? 1 : 0;
        }

        return place;
    }

    private static Pass Make(Node[] nodes, Dictionary<Node, int> orders, Node first)
    {
        var together = new List<Node>();
        foreach (Node node in nodes)
        {
            if (orders[node] == orders[first] && WidthOf(node) == WidthOf(first))
            {
                together.Add(node);
            }
        }

        return new Pass(orders[first], WidthOf(first), together.ToArray());
    }

    /// <summary>The width of the pass that a value is computed in; 1 between passes.</summary>
    private static int WidthOf(Node node) => node.Reduces(ReduceAxis.Columns) ? node[0].Shape.Columns : node.Shape.Columns;
}
