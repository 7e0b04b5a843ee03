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
        foreach (Node product in lifetimes.Stored.Where(node => node.Kind == OpKind.Product && node.Shape.PerExample))
        {
            if (plan.Storage.ContainsKey(product) || lifetimes.OnlyReader(product) is not LoopStep loop)
            {
                continue;
            }

            Pass[] passes = loop.Passes.Where(pass => pass.Nodes.Any(node => plan.Reads(node, product))).ToArray();
            Node? result = passes.Length != 1 ? null : passes[0].Nodes.FirstOrDefault(node =>
                node.Shape == product.Shape
                && node.Shape.Columns > 1
                && !node.Reduces(ReduceAxis.Columns)
                && lifetimes.IsStored(node)
                && !plan.Storage.ContainsKey(node)
                && !taken.Contains(node)
                && DependsOn(plan, passes[0], node, product));
            if (result is not null)
            {
                results.Add(product, result);
                taken.Add(result);
            }
        }

        return plan with { InPlace = results, Lifetimes = lifetimes.StartingWith(results) };
    }

    // The result is written after the product has been read.
    private static bool DependsOn(Plan plan, Pass pass, Node node, Node product) =>
        plan.Reads(node, product)
        || plan.StoredOperands(node).Any(operand => pass.Nodes.Contains(operand) && DependsOn(plan, pass, operand, product));
}
