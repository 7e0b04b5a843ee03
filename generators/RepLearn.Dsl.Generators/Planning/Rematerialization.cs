using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>
/// Decides which values are computed again at each use instead of being stored: views of a stored value, and a few cheap operations on
/// values that are in memory anyway, such as a bias added to a product.
/// </summary>
internal static class Rematerialization
{
    // Operations that cost less than the store and the load that they save.
    private const int LargestCost = 4;

    public static Plan Run(Plan plan)
    {
        var inMemory = new HashSet<Node>();
        foreach (Node node in plan.Needed)
        {
            if (node.Kind == OpKind.Given || NodeKinds.IsKernel(node))
            {
                inMemory.Add(node);
            }

            if (NodeKinds.ReadsMemory(node))
            {
                inMemory.UnionWith(node.Operands);
            }
        }

        // Reported numbers are computed once, but what is made of them is not made again at each use.
        var reported = new HashSet<Node>();
        foreach (ProgramOutput output in plan.Program.Outputs)
        {
            (output is ScalarOutput ? reported : inMemory).Add(output.Node);
        }

        var costs = new Dictionary<Node, int>();
        foreach (Node node in plan.Needed)
        {
            if (!inMemory.Contains(node) && !reported.Contains(node) && CostOf(plan, node, inMemory, costs) is <= LargestCost and var cost)
            {
                costs[node] = cost;
            }
        }

        return plan with { Rematerialized = new HashSet<Node>(costs.Keys) };
    }

    // With that of what it is made of and would be computed again, too.
    private static int CostOf(Plan plan, Node node, HashSet<Node> inMemory, Dictionary<Node, int> costs)
    {
        if (node.Kind == OpKind.View)
        {
            return 0;
        }

        if (!node.Has(OpTraits.Recomputable) || NodeKinds.IsProgramScalar(node) || IsOfConvolution(plan.Needed, node))
        {
            return int.MaxValue;
        }

        int cost = 1;
        foreach (Node operand in node.Operands)
        {
            if (costs.TryGetValue(operand, out int known))
            {
                cost += known;
            }
            else if (!inMemory.Contains(operand) && !NodeKinds.IsProgramScalar(operand))
            {
                return int.MaxValue;
            }
        }

        return cost;
    }

    // A convolution's kernel adds a bias per channel as it stores, and rectifies the sum; loops would need the bias repeated for all pixels.
    private static bool IsOfConvolution(Node[] needed, Node node) =>
        node.Op == Op.Add && (node[0].Op == Op.RepeatPixels || node[1].Op == Op.RepeatPixels) && IsConvolutionPlusBias(needed, node);

    private static bool IsConvolutionPlusBias(Node[] needed, Node node) =>
        node.Operands.Any(operand => operand.Arguments is ConvolutionShape)
        && needed.Any(reader => reader.Operands.Contains(node) && !(reader.Op == Op.Maximum && Simplifier.IsConstant(reader[1], 0)));
}
