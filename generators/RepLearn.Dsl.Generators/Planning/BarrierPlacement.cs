using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>
/// Inserts a barrier before each step that has a hazard across workers (read after write, write after read, write after write) with
/// a step of its stage since the last barrier. In a reduction stage every step is partitioned in its own way. In a row stage workers
/// that share a block partition products, but for those of which whole rows are looked at, by column and all other steps by row, so that those others have no hazard on the same rows.
/// </summary>
internal static class BarrierPlacement
{
    public static Plan Run(Plan plan)
    {
        var barriers = new HashSet<Step>();
        foreach (Stage stage in plan.Stages)
        {
            var read = new Dictionary<int, List<Access>>();
            var written = new Dictionary<int, List<Access>>();
            foreach (Step step in stage.Steps)
            {
                if (step.IsReinterpretation)
                {
                    continue;
                }

                bool isByRow = stage.IsRows && IsPartitionedByRow(step);
                Access[] reads = Accesses(plan, Read(plan, step), isByRow);
                Access[] writes = Accesses(plan, Written(step), isByRow);
                if (Conflict(written, reads) || Conflict(written, writes) || Conflict(read, writes))
                {
                    barriers.Add(step);
                    read.Clear();
                    written.Clear();
                }

                Add(read, reads);
                Add(written, writes);
            }
        }

        return plan with { Barriers = barriers };
    }

    private static bool IsPartitionedByRow(Step step) => step is not KernelStep { Node.Kind: OpKind.Product, Epilogue: not { ReadsWholeRows: true } };

    private static Node[] Written(Step step) => step is KernelStep kernel ? [kernel.Stored] : step.Results;

    private static HashSet<Node> Read(Plan plan, Step step)
    {
        var read = new HashSet<Node>();
        if (step is KernelStep kernel)
        {
            read.UnionWith(kernel.Memory);
            read.Remove(kernel.Stored);
            return read;
        }

        foreach (Node node in step.Results)
        {
            read.UnionWith(plan.StoredOperands(node));
        }

        return read;
    }

    // Of values in memory; inputs are never written.
    private static Access[] Accesses(Plan plan, IEnumerable<Node> nodes, bool isByRow)
    {
        var accesses = new List<Access>();
        foreach (Node node in nodes)
        {
            if (plan.Storage.TryGetValue(node, out Storage? storage) && storage.Kind != StorageKind.Input)
            {
                accesses.Add(new Access(storage, node.Shape.Rows, isByRow));
            }
        }

        return accesses.ToArray();
    }

    private static void Add(Dictionary<int, List<Access>> accesses, Access[] more)
    {
        foreach (Access access in more)
        {
            if (!accesses.TryGetValue(access.Region, out List<Access>? known))
            {
                accesses.Add(access.Region, known = []);
            }

            known.Add(access);
        }
    }

    private static bool Conflict(Dictionary<int, List<Access>> earlier, Access[] later)
    {
        foreach (Access second in later)
        {
            if (!earlier.TryGetValue(second.Region, out List<Access>? near))
            {
                continue;
            }

            foreach (Access first in near)
            {
                if (first.ConflictsWith(second))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>What a step reads or writes.</summary>
    /// <param name="storage">Where.</param>
    /// <param name="rows">The value's rows, of one example where they are per example.</param>
    /// <param name="isByRow">Whether workers partition the step by row.</param>
    private sealed class Access(Storage storage, int rows, bool isByRow)
    {
        private readonly Storage _storage = storage;
        private readonly int _end = storage.Offset + (storage.Stride * rows);
        private readonly bool _isByRow = isByRow;

        /// <summary>Accesses to other regions do not overlap: a kind of storage, or one parameter or gradient, whose offset is its number.</summary>
        public readonly int Region = storage.Kind switch
        {
            StorageKind.Gradient => storage.Offset,
            StorageKind.Parameter => int.MinValue + storage.Offset,
            _ => -1 - (int)storage.Kind,
        };

        public bool ConflictsWith(Access other) => _storage.Offset < other._end && other._storage.Offset < _end
            && !(_isByRow && other._isByRow && HasRowsOf(other));

        // Whether each example's values are in the same place, in whatever rows.
        private bool HasRowsOf(Access other) => _storage.Kind == other._storage.Kind && _storage.Offset == other._storage.Offset && _end == other._end;
    }
}
