using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>
/// Writes a matrix product to the buffer of the result of the loop that reads it, such as a bias and an activation: one row less in memory
/// and in cache. It applies if only that loop reads the product, in the pass that writes the result.
/// </summary>
internal static class InPlaceProducts
{
    public static Plan Run(Plan plan)
    {
        Lifetimes lifetimes = plan.Lifetimes;
        var results = new Dictionary<Node, Node>();
        var taken = new HashSet<Node>();
        foreach (Node product in lifetimes.Stored)
        {
            if (product.Kind == OpKind.Product && product.Shape.PerExample && !plan.Storage.ContainsKey(product)
                && ResultFor(plan, product, taken) is { } result)
            {
                results.Add(product, result);
                taken.Add(result);
            }
        }

        return plan with { InPlace = results, Lifetimes = lifetimes.StartingWith(results) };
    }

    // The value whose place a product can take; null where there is none.
    private static Node? ResultFor(Plan plan, Node product, HashSet<Node> taken)
    {
        if (plan.Lifetimes.OnlyReader(product) is LoopStep loop && PassThatReads(plan, loop, product) is { } pass)
        {
            // What is made of the product within the pass; its nodes are in order of evaluation.
            var made = new HashSet<Node>();
            foreach (Node node in pass.Nodes)
            {
                if (!IsMadeOf(plan, node, product, made))
                {
                    continue;
                }

                made.Add(node);
                if (!taken.Contains(node) && CanTakePlace(plan, node, product))
                {
                    return node;
                }
            }
        }

        return null;
    }

    // Null where there are several.
    private static Pass? PassThatReads(Plan plan, LoopStep loop, Node product)
    {
        Pass? reading = null;
        foreach (Pass pass in loop.Passes)
        {
            foreach (Node node in pass.Nodes)
            {
                if (!plan.Reads(node, product))
                {
                    continue;
                }

                if (reading is not null && reading != pass)
                {
                    return null;
                }

                reading = pass;
            }
        }

        return reading;
    }

    // The result is written after the product has been read.
    private static bool IsMadeOf(Plan plan, Node node, Node product, HashSet<Node> made)
    {
        foreach (Node operand in plan.StoredOperands(node))
        {
            if (operand == product || made.Contains(operand))
            {
                return true;
            }
        }

        return false;
    }

    private static bool CanTakePlace(Plan plan, Node node, Node product) =>
        node.Shape == product.Shape
        && node.Shape.Columns > 1
        && !node.Reduces(ReduceAxis.Columns)
        && plan.Lifetimes.IsStored(node)
        && !plan.Storage.ContainsKey(node);
}
