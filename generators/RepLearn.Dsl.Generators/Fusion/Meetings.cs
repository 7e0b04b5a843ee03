using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Fusion;

/// <summary>
/// Workers that go through a block of rows together cut products over their columns and everything else over the rows. This
/// finds the steps before which they must wait for each other: what such a step reads may be another worker's, or what it
/// overwrites may still be read by another.
/// </summary>
internal static class Meetings
{
    public static void Find(Plan plan)
    {
        foreach (Section section in plan.Sections.Where(section => section.IsRows))
        {
            var since = new List<Step>();
            foreach (Step step in section.Steps)
            {
                if (since.Any(earlier => Collide(plan, earlier, step)))
                {
                    plan.Meetings.Add(step);
                    since.Clear();
                }

                since.Add(step);
            }
        }
    }

    private static bool Collide(Plan plan, Step earlier, Step later)
    {
        bool sameRows = IsCutOverRows(earlier) && IsCutOverRows(later);
        bool collide(Node first, Node second) => Overlap(plan, first, second) && !(sameRows && ShareRows(plan, first, second));
        return Written(plan, earlier).Any(node => Read(plan, later).Concat(Written(plan, later)).Any(other => collide(node, other)))
            || Read(plan, earlier).Any(node => Written(plan, later).Any(other => collide(node, other)));
    }

    private static bool IsCutOverRows(Step step) => step is not KernelStep kernel || !OpKinds.IsProduct(kernel.Node.Op);

    private static IEnumerable<Node> Written(Plan plan, Step step) => step is KernelStep kernel
        ? [kernel.Stored]
        : step.Results.Where(plan.Storage.ContainsKey);

    private static IEnumerable<Node> Read(Plan plan, Step step) => step is KernelStep kernel
        ? kernel.Memory.Where(node => node != kernel.Stored)
        : step.Results.SelectMany(plan.Behind).Where(plan.Storage.ContainsKey).Distinct();

    private static bool Overlap(Plan plan, Node first, Node second)
    {
        Storage one = plan.Storage[first];
        Storage other = plan.Storage[second];
        return one.Kind == other.Kind
            && one.Kind is StorageKind.Kept or StorageKind.Scratch
            && one.Offset < other.Offset + (other.Stride * second.Shape.Rows)
            && other.Offset < one.Offset + (one.Stride * first.Shape.Rows);
    }

    // A row of one lies where the same row of the other does.
    private static bool ShareRows(Plan plan, Node first, Node second) =>
        plan.Storage[first] == plan.Storage[second] && first.Shape.Rows == second.Shape.Rows;
}
