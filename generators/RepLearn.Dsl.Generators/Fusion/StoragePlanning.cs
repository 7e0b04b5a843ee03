using System.Globalization;
using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Fusion;

/// <summary>
/// Gives a place in memory to every value that needs one: kept for the batch if a later section or the caller reads it,
/// else in a block's scratch, which is used again as soon as its last reader is done.
/// </summary>
internal static class StoragePlanning
{
    private const int RowAlignment = 16;

    // The values of one block: each step's own should stay near, and all weights pass through once a block.
    private const int BlockValues = 1_000_000;

    private const int LargestBlock = 256;

    // Leaves room for what rounding up to whole rows adds.
    private const int MostValues = int.MaxValue - 1024;

    public static void Assign(Plan plan)
    {
        Lifetimes lifetimes = Lifetimes.Of(plan);
        Given(plan);
        Outputs(plan, lifetimes);
        plan.InPlace = InPlaceProducts.Find(plan, lifetimes);
        foreach (KeyValuePair<Node, Node> pair in plan.InPlace)
        {
            lifetimes.BeginEarlier(pair.Value, pair.Key);
        }

        var kept = new Arena();
        var scratch = new Arena();
        int fixedSize = 0;
        // Kernels and callers read and write whole vectors; only loops know how to handle single values per row, which come
        // last so that whole rows stay aligned.
        HashSet<Node> padded =
        [
            .. plan.Sections.SelectMany(section => section.Steps).OfType<KernelStep>().SelectMany(step => step.Memory),
            .. plan.Program.Outputs.OfType<RowsOutput>().Select(output => output.Node),
        ];
        bool isSingle(Node node) => node.Shape.IsColumn && !padded.Contains(node);
        foreach (Node node in lifetimes.Stored.OrderBy(node => isSingle(node) ? 1 : 0).ThenBy(node => node.Id))
        {
            if (plan.Storage.ContainsKey(node) || plan.InPlace.ContainsKey(node))
            {
                continue;
            }

            int stride = isSingle(node) ? 1 : Padded(node.Shape.Columns);
            int size = Expect((long)stride * node.Shape.Rows);
            Lifetime life = lifetimes[node];
            plan.Storage[node] = !node.Shape.PerExample ? new Storage(StorageKind.Fixed, Take(ref fixedSize, size), stride)
                : life.CrossesSections ? new Storage(StorageKind.Kept, kept.Reserve(size), stride)
                : new Storage(StorageKind.Scratch, scratch.Reserve(size, life.First, life.Last), stride);
        }

        foreach (KeyValuePair<Node, Node> pair in plan.InPlace)
        {
            plan.Storage[pair.Key] = plan.Storage[pair.Value];
        }

        plan.KeptPerExample = Padded(kept.Size);
        plan.ScratchPerExample = Padded(scratch.Size);
        plan.FixedSize = fixedSize;
        plan.RowBlock = Block(kept.Size + scratch.Size);
    }

    public static int Padded(int width) => (width + RowAlignment - 1) / RowAlignment * RowAlignment;

    private static int Take(ref int size, int count)
    {
        int offset = size;
        size = Expect((long)size + Padded(count));
        return offset;
    }

    // Offsets are indexes; a wrong one would be an access to memory of others.
    private static int Expect(long values) => values <= MostValues
        ? (int)values
        : throw new InvalidOperationException($"StoragePlanning: one example needs {values.ToString(CultureInfo.InvariantCulture)} values of working memory, and {MostValues.ToString(CultureInfo.InvariantCulture)} is the most that can be addressed; make the layers or the Jacobian of a contractive penalty smaller.");

    private static int Block(int valuesPerExample)
    {
        int rows = Math.Max(1, Math.Min(LargestBlock, BlockValues / Math.Max(1, valuesPerExample)));
        return rows >= 8 ? rows / 8 * 8 : rows;
    }

    private static void Given(Plan plan)
    {
        foreach (Node node in GraphPrinter.Needed(plan.Program.Outputs.Select(output => output.Node)).Where(NodeKinds.IsGiven))
        {
            plan.Storage[node] = node.Op == Op.Input
                ? new Storage(StorageKind.Input, 0, Padded(node.Shape.Columns))
                : new Storage(StorageKind.Parameter, node.Index, node.Shape.Columns);
        }
    }

    // Gradients are written where they belong. A sum over the batch that is only read to be added to lies there too.
    private static void Outputs(Plan plan, Lifetimes lifetimes)
    {
        foreach (GradientOutput output in plan.Program.Outputs.OfType<GradientOutput>())
        {
            var place = new Storage(StorageKind.Gradient, output.Parameter.Index, output.Parameter.Shape.Columns);
            plan.Storage[output.Node] = place;
            if (NodeKinds.IsKernel(output.Node))
            {
                continue;
            }

            Node? sum = lifetimes.Stored.FirstOrDefault(node => NodeKinds.IsKernel(node)
                && node.Shape == output.Node.Shape
                && !plan.Storage.ContainsKey(node)
                && lifetimes.OnlyReader(node) is LoopStep loop
                && loop.Nodes.Contains(output.Node));
            if (sum is not null)
            {
                plan.Storage[sum] = place;
            }
        }
    }

    /// <summary>Offsets for values with lifetimes: each at the lowest place that is free while it lives.</summary>
    private sealed class Arena
    {
        private readonly List<Taken> _taken = [];

        public int Size { get; private set; }

        public int Reserve(int size, int first = int.MinValue, int last = int.MaxValue)
        {
            int offset = 0;
            foreach (Taken taken in _taken.OrderBy(taken => taken.Offset))
            {
                bool together = first <= taken.Last && taken.First <= last;
                if (together && taken.Offset < (long)offset + size && offset < taken.Offset + taken.Size)
                {
                    offset = Expect((long)taken.Offset + taken.Size);
                }
            }

            _taken.Add(new Taken(offset, size, first, last));
            Size = Math.Max(Size, Expect((long)offset + size));
            return offset;
        }

        private sealed record Taken(int Offset, int Size, int First, int Last);
    }
}
