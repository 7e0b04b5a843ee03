using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Planning;

namespace RepLearn.Dsl.Generators.Tests.Stages;

/// <summary>
/// Finds data races in a plan by listing, for two workers and two examples, every value that each reads and writes between barriers.
/// It knows how the runtime partitions each kind of step, and nothing of how barriers are placed.
/// </summary>
internal sealed class Hazards
{
    private const int Workers = 2;
    private const int Examples = 2;

    private readonly Plan _plan;
    private readonly Dictionary<(StorageKind Kind, int Owner, int Cell), (HashSet<int> Readers, HashSet<int> Writers)> _cells = [];

    private Hazards(Plan plan) => _plan = plan;

    /// <returns>The first step that races with one before it, as text; null where there is none.</returns>
    public static string? Find(Plan plan)
    {
        var hazards = new Hazards(plan);
        foreach (Stage stage in plan.Stages)
        {
            hazards._cells.Clear();
            foreach (Step step in stage.Steps.Where(step => !step.IsReinterpretation))
            {
                if (plan.Barriers.Contains(step))
                {
                    hazards._cells.Clear();
                }

                for (int worker = 0; worker < Workers; worker++)
                {
                    if (hazards.Run(stage, step, worker) is { } race)
                    {
                        return $"{race} in\n{PlanPrinter.Print(plan)}";
                    }
                }
            }
        }

        return null;
    }

    private string? Run(Stage stage, Step step, int worker)
    {
        Node[] read = [.. (step is KernelStep kernel ? kernel.Memory.Where(node => node != kernel.Stored) : step.Results.SelectMany(_plan.StoredOperands)).Where(_plan.Storage.ContainsKey).Distinct()];
        Node[] written = step is KernelStep stored ? [stored.Stored] : [.. step.Results.Where(_plan.Storage.ContainsKey)];
        foreach (Node node in read)
        {
            // Kernels of products and of reductions read whole operands; those of windows, of sparse matrices and of reshaped rows their own examples. A loop
            // reads its own examples in a row stage; in a reduction stage it reads the rows that it writes, or any rows of another number.
            bool wholes = (step is KernelStep { Node.Kind: not (OpKind.Noise or OpKind.Reshaping or OpKind.Windows or OpKind.ByRow) } && !(stage.IsRows && IsByRow(step))
                    && !(step is KernelStep { Node.Op: Op.GatherRows } && node.Shape.PerExample))
                || (!stage.IsRows && !SameRows(step, node));
            foreach (var cell in Cells(node, row => wholes || (stage.IsRows && !node.Shape.PerExample) || IsMine(node, row, worker), _ => true))
            {
                if (Touch(cell, worker, writes: false) is { } race)
                {
                    return $"{node} is read by {race}";
                }
            }
        }

        foreach (Node node in written)
        {
            bool byColumn = (step is KernelStep { Node.Kind: OpKind.Product or OpKind.Reduction or OpKind.Pixels } && !IsByRow(step))
                || step is KernelStep { Node.Op: Op.SparseColumnSums or Op.BatchThreshold };
            bool onlyFirst = !stage.IsRows && step is LoopStep { Rows: 1 };
            foreach (var cell in Cells(node, row => onlyFirst ? worker == 0 : byColumn || IsMine(node, row, worker), column => !byColumn || column % Workers == worker))
            {
                if (Touch(cell, worker, writes: true) is { } race)
                {
                    return $"{node} is written by {race}";
                }
            }
        }

        return null;
    }

    private static bool IsByRow(Step step) => step is KernelStep { Node.Kind: OpKind.Sparse } or KernelStep { Epilogue.Kind: EpilogueKind.TopColumns };

    // Rows are numbered over the batch, k per example, and partitioned by example; those of fixed size one by one.
    private static bool IsMine(Node node, int row, int worker) =>
        (node.Shape.PerExample ? row / node.Shape.Rows : row) % Workers == worker;

    private static bool SameRows(Step step, Node node) =>
        step is not LoopStep loop || (node.Shape.PerExample == loop.PerExample && node.Shape.Rows == loop.Rows);

    private IEnumerable<(StorageKind Kind, int Owner, int Cell)> Cells(Node node, Func<int, bool> hasRow, Func<int, bool> hasColumn)
    {
        Storage storage = _plan.Storage[node];
        if (storage.Kind == StorageKind.Input)
        {
            yield break;
        }

        // Of memory per example, a value's rows of all examples follow each other.
        int examples = node.Shape.PerExample ? Examples : 1;
        (int owner, int start) = storage.Kind is StorageKind.Gradient or StorageKind.Parameter ? (storage.Offset, 0) : (0, storage.Offset * examples);
        for (int row = 0; row < node.Shape.Rows * examples; row++)
        {
            for (int column = 0; hasRow(row) && column < node.Shape.Columns; column++)
            {
                if (hasColumn(column))
                {
                    yield return (storage.Kind, owner, start + (row * storage.Stride) + column);
                }
            }
        }
    }

    private string? Touch((StorageKind Kind, int Owner, int Cell) cell, int worker, bool writes)
    {
        if (!_cells.TryGetValue(cell, out var users))
        {
            users = ([], []);
            _cells.Add(cell, users);
        }

        (writes ? users.Writers : users.Readers).Add(worker);
        bool races = users.Writers.Any(other => other != worker) || (writes && users.Readers.Any(other => other != worker));
        return races ? $"worker {worker} while another one uses it" : null;
    }
}
