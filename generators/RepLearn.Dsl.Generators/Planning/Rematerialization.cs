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
        IReadOnlyList<Node> needed = plan.Needed;
        ProgramSpec program = plan.Program;
        HashSet<Node> inMemory = [.. needed.Where(node => node.Kind == OpKind.Given || NodeKinds.IsKernel(node))];
        inMemory.UnionWith(needed.Where(NodeKinds.ReadsMemory).SelectMany(node => node.Operands));
        inMemory.UnionWith(program.Outputs.Where(output => output is not ScalarOutput).Select(output => output.Node));

        // Reported numbers are computed once, but what is made of them is not made again at each use.
        HashSet<Node> reported = [.. program.Outputs.OfType<ScalarOutput>().Select(output => output.Node)];

        var costs = new Dictionary<Node, int>();
        foreach (Node node in needed.Where(node => !inMemory.Contains(node) && !reported.Contains(node)))
        {
            if (node.Kind == OpKind.View)
            {
                costs[node] = 0;
            }
            else if (node.Has(OpTraits.Recomputable) && !IsOfConvolution(needed, node) && !NodeKinds.IsProgramScalar(node)
                && node.Operands.All(operand => inMemory.Contains(operand) || costs.ContainsKey(operand) || NodeKinds.IsProgramScalar(operand)))
            {
                int cost = 1;
                foreach (Node operand in node.Operands)
                {
                    cost += costs.TryGetValue(operand, out int known) ? known : 0;
                }

                if (cost <= LargestCost)
                {
                    costs[node] = cost;
                }
            }
        }

        return plan with { Rematerialized = [.. costs.Keys] };
    }

    // A convolution's kernel adds a bias per channel as it stores, and rectifies the sum; loops would need the bias repeated for all pixels.
    private static bool IsOfConvolution(IReadOnlyList<Node> needed, Node node) => node.Op == Op.Add
        && node.Operands.Any(operand => operand.Arguments is ConvolutionShape)
        && node.Operands.Any(operand => operand.Op == Op.RepeatPixels)
        && needed.Any(reader => reader.Operands.Contains(node) && !(reader.Op == Op.Maximum && Simplifier.IsConstant(reader[1], 0)));
}
