using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Fusion;

/// <summary>
/// Decides which values are computed again wherever they are used instead of being stored: ways of reading a stored
/// value, and a few cheap operations on values that are in memory anyway, such as a bias added to a product.
/// </summary>
internal static class ViewSelection
{
    // Operations that cost less than the store and the load that they save.
    private const int LargestCost = 4;

    public static HashSet<Node> Select(IReadOnlyList<Node> needed, ProgramSpec program)
    {
        HashSet<Node> inMemory = [.. needed.Where(node => NodeKinds.IsGiven(node) || NodeKinds.IsKernel(node))];
        inMemory.UnionWith(needed.Where(NodeKinds.ReadsMemory).SelectMany(node => node.Operands));
        inMemory.UnionWith(program.Outputs.Where(output => output is not ScalarOutput).Select(output => output.Node));

        // Reported numbers are computed once, but what is made of them is not made again at each use.
        HashSet<Node> reported = [.. program.Outputs.OfType<ScalarOutput>().Select(output => output.Node)];

        var costs = new Dictionary<Node, int>();
        foreach (Node node in needed.Where(node => !inMemory.Contains(node) && !reported.Contains(node)))
        {
            if (NodeKinds.IsReading(node))
            {
                costs[node] = 0;
            }
            else if (IsCheap(node.Op) && !NodeKinds.IsProgramScalar(node)
                && node.Operands.All(operand => inMemory.Contains(operand) || costs.ContainsKey(operand) || NodeKinds.IsProgramScalar(operand)))
            {
                int cost = 1 + node.Operands.Sum(operand => costs.TryGetValue(operand, out int known) ? known : 0);
                if (cost <= LargestCost)
                {
                    costs[node] = cost;
                }
            }
        }

        return [.. costs.Keys];
    }

    private static bool IsCheap(Op op) => op is Op.Add or Op.Subtract or Op.Multiply or Op.Negate or Op.Abs or Op.Sign or Op.Step
        or Op.Maximum or Op.Minimum or Op.Select;
}
