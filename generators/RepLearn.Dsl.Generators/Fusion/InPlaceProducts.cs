using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Fusion;

/// <summary>
/// Lets a matrix product be written where the loop that reads it puts its result, as bias and activation do: one row
/// less in memory, and in cache. It holds where only that loop reads the product, in the pass that writes the result.
/// </summary>
internal static class InPlaceProducts
{
    /// <returns>For each such product the value whose place it takes.</returns>
    public static Dictionary<Node, Node> Find(Plan plan, Lifetimes lifetimes)
    {
        var places = new Dictionary<Node, Node>();
        foreach (Node product in lifetimes.Stored.Where(node => OpKinds.IsProduct(node.Op) && node.Shape.PerExample))
        {
            if (plan.Storage.ContainsKey(product) || lifetimes.OnlyReader(product) is not LoopStep loop)
            {
                continue;
            }

            Phase[] passes = loop.Phases.Where(phase => phase.Nodes.Any(node => plan.Reads(node, product))).ToArray();
            Node? result = passes.Length != 1 ? null : passes[0].Nodes.FirstOrDefault(node =>
                node.Shape == product.Shape
                && node.Shape.Columns > 1
                && node.Op != Op.SumColumns
                && lifetimes.IsStored(node)
                && !plan.Storage.ContainsKey(node)
                && !places.ContainsValue(node)
                && DependsOn(plan, passes[0], node, product));
            if (result is not null)
            {
                places.Add(product, result);
            }
        }

        return places;
    }

    // The result is written after the product has been read.
    private static bool DependsOn(Plan plan, Phase pass, Node node, Node product) =>
        plan.Reads(node, product)
        || plan.Behind(node).Any(operand => pass.Nodes.Contains(operand) && DependsOn(plan, pass, operand, product));
}
