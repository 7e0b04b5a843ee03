using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Fusion;

/// <summary>
/// Numbers each value's section: odd for work on the batch's rows, which each example does on its own, even for work of
/// fixed size, which may sum over the batch. Work of fixed size is done as late as its users allow.
/// </summary>
internal static class SectionNumbering
{
    public static Dictionary<Node, int> Number(IReadOnlyList<Node> needed)
    {
        var sections = new Dictionary<Node, int>();
        foreach (Node node in needed.Where(HasSection))
        {
            int section = node.Shape.PerExample ? 1 : 0;
            foreach (Node operand in node.Operands.Where(sections.ContainsKey))
            {
                int before = sections[operand];
                section = Math.Max(section, operand.Shape.PerExample == node.Shape.PerExample ? before : before + 1);
            }

            sections[node] = section;
        }

        Delay(needed, sections);
        return sections;
    }

    private static bool HasSection(Node node) => !NodeKinds.IsProgramScalar(node) && !NodeKinds.IsGiven(node);

    private static void Delay(IReadOnlyList<Node> needed, Dictionary<Node, int> sections)
    {
        int last = sections.Values.Aggregate(0, Math.Max);
        last += last % 2;
        var latest = new Dictionary<Node, int>();
        foreach (Node node in needed.Reverse().Where(sections.ContainsKey))
        {
            if (!node.Shape.PerExample)
            {
                sections[node] = latest.TryGetValue(node, out int bound) ? bound : last;
            }

            foreach (Node operand in node.Operands)
            {
                int bound = node.Shape.PerExample ? sections[node] - 1 : sections[node];
                latest[operand] = latest.TryGetValue(operand, out int known) ? Math.Min(known, bound) : bound;
            }
        }
    }
}
