using System.Globalization;
using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>
/// Allocates memory for every value that needs it: saved for the batch if a later stage or the caller reads it, otherwise in a block's
/// workspace, which is reused after its last reader.
/// </summary>
internal static class StoragePlanning
{
    private const int RowAlignment = 16;

    // The values of one block: each step's own should stay near, and all weights pass through once per block.
    private const int BlockValues = 1_000_000;

    private const int LargestBlock = 256;

    // Leaves room for rounding up to whole rows.
    private const int MostValues = int.MaxValue - 1024;

    public static Plan Run(Plan plan)
    {
        var storage = new Dictionary<Node, Storage>(plan.Storage);
        var workspace = new Arena();
        int savedSize = 0;
        int fixedSize = 0;

        // Single values per row come last, so that whole rows stay aligned.
        HashSet<Node> padded = ReadAsWholeVectors(plan);
        List<Node> stored = Traversal.InOrder(plan.Lifetimes.Stored);
        var ordered = new List<Node>();
        var singles = new List<Node>();
        foreach (Node node in stored)
        {
            (IsSingle(node, padded) ? singles : ordered).Add(node);
        }

        ordered.AddRange(singles);
        foreach (Node node in ordered)
        {
            if (storage.ContainsKey(node) || plan.InPlace.ContainsKey(node) || NodeKinds.SharesMemory(node))
            {
                continue;
            }

            int stride = IsSingle(node, padded) ? 1 : Padded(node.Shape.Columns);
            int size = Expect((long)stride * node.Shape.Rows);
            Lifetime life = plan.Lifetimes[node];
            storage[node] = !node.Shape.PerExample ? new Storage(StorageKind.Fixed, Take(ref fixedSize, Padded(size)), stride)
                : life.CrossesStages || !NodeKinds.IsByExample(node) ? new Storage(StorageKind.Saved, Take(ref savedSize, size), stride)
                : new Storage(StorageKind.Workspace, workspace.Reserve(size, life.First, life.Last), stride);
        }

        foreach (KeyValuePair<Node, Node> pair in plan.InPlace)
        {
            storage[pair.Key] = storage[pair.Value];
        }

        foreach (Node node in stored)
        {
            if (NodeKinds.SharesMemory(node))
            {
                Storage place = storage[node[0]];
                storage[node] = new Storage(place.Kind, place.Offset, node.Shape.Columns);
            }
        }

        return plan with
        {
            Storage = storage,
            Memory = new MemorySizes(Padded(savedSize), fixedSize, Padded(workspace.Size), Block(savedSize + workspace.Size)),
        };
    }

    private static bool IsSingle(Node node, HashSet<Node> padded) => node.Shape.IsColumn && !padded.Contains(node);

    // Kernels and callers read and write whole vectors; only loops, and kernels that take rows by number, know how to handle single values per row.
    private static HashSet<Node> ReadAsWholeVectors(Plan plan)
    {
        var padded = new HashSet<Node>();
        foreach (Step step in plan.Steps)
        {
            if (step is KernelStep kernel)
            {
                foreach (Node node in kernel.Memory)
                {
                    if (kernel.Node.Kind != OpKind.Rows || node != kernel.Node[0])
                    {
                        padded.Add(node);
                    }
                }
            }
        }

        foreach (ProgramOutput output in plan.Program.Outputs)
        {
            if (output is RowsOutput)
            {
                padded.Add(output.Node);
            }
        }

        return padded;
    }

    public static int Padded(int width) => (width + RowAlignment - 1) / RowAlignment * RowAlignment;

    private static int Take(ref int size, int count)
    {
        int offset = size;
        size = Expect((long)size + count);
        return offset;
    }

    // Offsets are unchecked indexes; a wrong one would access other memory.
    private static int Expect(long values) => values <= MostValues ? (int)values : throw TooMany(values);

    private static InvalidOperationException TooMany(long values) => new($"StoragePlanning: one example needs {values.ToString(CultureInfo.InvariantCulture)} values of working memory, and {MostValues.ToString(CultureInfo.InvariantCulture)} is the most that can be addressed; make the layers or the Jacobian of a contractive penalty smaller.");

    private static int Block(int valuesPerExample)
    {
        int rows = Math.Max(1, Math.Min(LargestBlock, BlockValues / Math.Max(1, valuesPerExample)));
        return rows >= 8 ? rows / 8 * 8 : rows;
    }

    /// <summary>Offsets for values with lifetimes: each at the lowest place that is free during its lifetime.</summary>
    private sealed class Arena
    {
        // By offset.
        private readonly List<Taken> _taken = [];

        public int Size;

        public int Reserve(int size, int first, int last)
        {
            int offset = 0;
            int place = 0;
            for (int index = 0; index < _taken.Count; index++)
            {
                Taken taken = _taken[index];
                bool together = first <= taken.Last && taken.First <= last;
                if (together && taken.Offset < (long)offset + size && offset < taken.Offset + taken.Size)
                {
                    offset = Expect((long)taken.Offset + taken.Size);
                }

                if (taken.Offset <= offset)
                {
                    place = index + 1;
                }
            }

            _taken.Insert(place, new Taken(offset, size, first, last));
            Size = Math.Max(Size, Expect((long)offset + size));
            return offset;
        }

        private sealed class Taken(int offset, int size, int first, int last)
        {
            public readonly int Offset = offset;
            public readonly int Size = size;
            public readonly int First = first;
            public readonly int Last = last;
        }
    }
}
