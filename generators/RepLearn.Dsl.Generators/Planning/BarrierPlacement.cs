using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>
/// Inserts a barrier before each step that has a hazard across workers (read after write, write after read, write after write) with
/// a step of its stage since the last barrier. In a reduction stage every step is partitioned in its own way. In a row stage workers
/// that share a block partition products by column and all other steps by row, so that those others have no hazard on the same rows.
/// </summary>
internal static class BarrierPlacement
{
    public static Plan Run(Plan plan)
    {
        var barriers = new HashSet<Step>();
        foreach (Stage stage in plan.Stages)
        {
            var since = new List<Access>();
            foreach (Step step in stage.Steps)
            {
                Access access = new(Read(plan, step).ToArray(), Written(plan, step).ToArray(), stage.IsRows && IsPartitionedByRow(step));
                if (since.Any(earlier => Conflict(plan, earlier, access)))
                {
                    barriers.Add(step);
                    since.Clear();
                }

                since.Add(access);
            }
        }

        return plan with { Barriers = barriers };
    }

    private static bool Conflict(Plan plan, Access earlier, Access later)
    {
        bool sameRows = earlier.IsByRow && later.IsByRow;
        bool conflicts(Node first, Node second) => Overlap(plan, first, second) && !(sameRows && AreTheSameRows(plan, first, second));
        return earlier.Written.Any(node => later.Read.Concat(later.Written).Any(other => conflicts(node, other)))
            || earlier.Read.Any(node => later.Written.Any(other => conflicts(node, other)));
    }

    private static bool IsPartitionedByRow(Step step) => step is not KernelStep { Node.Kind: OpKind.Product };

    private static IEnumerable<Node> Written(Plan plan, Step step) => step is KernelStep kernel
        ? [kernel.Stored]
        : step.Results.Where(plan.Storage.ContainsKey);

    private static IEnumerable<Node> Read(Plan plan, Step step) => step is KernelStep kernel
        ? kernel.Memory.Where(node => node != kernel.Stored)
        : step.Results.SelectMany(plan.StoredOperands).Where(plan.Storage.ContainsKey).Distinct();

    private static bool Overlap(Plan plan, Node first, Node second)
    {
        Storage one = plan.Storage[first];
        Storage other = plan.Storage[second];
        return one.Kind == other.Kind && one.Kind switch
        {
            StorageKind.Saved or StorageKind.Workspace or StorageKind.Fixed =>
                one.Offset < other.Offset + (other.Stride * second.Shape.Rows) && other.Offset < one.Offset + (one.Stride * first.Shape.Rows),
            StorageKind.Gradient => one.Offset == other.Offset,
            _ => false,
        };
    }

    private static bool AreTheSameRows(Plan plan, Node first, Node second) =>
        plan.Storage[first] == plan.Storage[second] && first.Shape.Rows == second.Shape.Rows;

    /// <summary>What a step does with memory.</summary>
    private sealed record Access(Node[] Read, Node[] Written, bool IsByRow);
}
