using RepLearn.Dsl.Generators.Planning;
using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>
/// Prints one program: a method that calls its sections with barriers between, a method for each section, and the loops
/// that they call. Programs of a model share loops whose text is the same.
/// </summary>
internal sealed class ProgramEmitter(Plan plan, VectorExpressions vectors, LoopLibrary loops, int[] parameterOffsets)
{
    private const int RowGrain = 8;

    private readonly HashSet<Node> _declared = [];
    private readonly FormulaPrinter _formulas = new(plan);

    private string Name => plan.Program.Name;

    private string Type => vectors.Type;

    public void Emit(CodeWriter writer)
    {
        ScalarOutput[] known = [.. plan.Program.Outputs.OfType<ScalarOutput>().Where(output => NodeKinds.IsProgramScalar(output.Node))];
        if (plan.Stages.Length == 1 && known.Length == 0)
        {
            EmitStage(writer, plan.Stages[0], $"public static void {Name}");
            return;
        }

        string[] stages = StageNames();
        using (writer.Open($"public static void {Name}(Worker<{Type}> worker)"))
        {
            for (int index = 0; index < stages.Length; index++)
            {
                if (index > 0)
                {
                    writer.Line("worker.Barrier();");
                }

                writer.Line($"{stages[index]}(worker);");
            }

            // Terms that do not depend on the batch at all.
            foreach (ScalarOutput output in known)
            {
                writer.Line($"worker.Terms[{CSharpLiteral.Int(output.Slot)}] = {vectors.Scalar(output.Node).Text};");
            }
        }

        for (int index = 0; index < stages.Length; index++)
        {
            writer.Line();
            EmitStage(writer, plan.Stages[index], $"private static void {stages[index]}");
        }
    }

    private string[] StageNames()
    {
        int rows = 0;
        int reductions = 0;
        return plan.Stages.Select(stage => stage.IsRows
            ? $"{Name}Rows{Suffix(++rows)}"
            : $"{Name}Reductions{Suffix(++reductions)}").ToArray();
    }

    private static string Suffix(int count) => count == 1 ? string.Empty : CSharpLiteral.Int(count);

    private void EmitStage(CodeWriter writer, Stage stage, string signature)
    {
        _declared.Clear();
        var body = new CodeWriter(writer.Indentation + 1);
        if (stage.IsRows)
        {
            EmitRows(body, stage);
        }
        else
        {
            EmitSums(body, stage);
        }

        writer.Line(stage.IsRows
            ? "// Each example on its own: blocks of rows go through all steps while they are in cache."
            : "// Reductions over the batch and work on parameters, partitioned over rows or columns of the results.");
        using (writer.Open($"{signature}(Worker<{Type}> worker)"))
        {
            foreach (Node scalar in stage.Steps.OfType<LoopStep>().SelectMany(step => loops.Get(plan, step).Scalars).Distinct())
            {
                writer.Line($"{Type} {scalar} = {vectors.Scalar(scalar).Text};");
            }

            writer.Text(body.ToString());
        }
    }

    private void EmitRows(CodeWriter writer, Stage stage)
    {
        string block = CSharpLiteral.Int(plan.Memory.RowBlock);
        DeclareShared(writer, stage);
        writer.Line($"(int start, int end) = worker.Examples({CSharpLiteral.Int(RowGrain)});");
        using (writer.Open($"for (int first = start; first < end; first += {block})"))
        {
            writer.Line($"int rows = Math.Min({block}, end - first);");
            if (stage.Steps.Any(step => step is LoopStep))
            {
                writer.Line("(int rowStart, int rowEnd) = worker.Rows(rows);");
            }

            foreach (Step step in stage.Steps)
            {
                writer.Line();
                if (plan.Barriers.Contains(step))
                {
                    writer.Line("worker.BlockBarrier();");
                    writer.Line();
                }

                EmitFormulas(writer, step);
                if (!step.IsReinterpretation)
                {
                    Declare(writer, step, "first");
                    EmitStep(writer, step);
                }
            }
        }
    }

    private void EmitFormulas(CodeWriter writer, Step step)
    {
        foreach (string formula in step is LoopStep loop ? loops.Get(plan, loop).Formulas : Formulas((KernelStep)step))
        {
            writer.Line($"// {formula}");
        }
    }

    private List<string> Formulas(KernelStep kernel)
    {
        List<string> formulas = [_formulas.Define(kernel.Node)];
        foreach (Node node in kernel.Epilogue?.Nodes ?? [])
        {
            formulas.Add(_formulas.Define(node));
        }

        return formulas;
    }

    private void EmitStep(CodeWriter writer, Step step)
    {
        if (step is LoopStep loop)
        {
            LoopMethod method = loops.Get(plan, loop);
            writer.Call(method.Name, Arguments(method, "rowStart", "rowEnd"));
            return;
        }

        var kernel = (KernelStep)step;
        KernelCalls.Of(plan, kernel).EmitByExample(writer, kernel);
    }

    private void EmitSums(CodeWriter writer, Stage stage)
    {
        if (stage.Steps.Any(step => step is LoopStep { Rows: > 1 } or KernelStep { Node.Kind: OpKind.Reduction or OpKind.Pixels }))
        {
            writer.Line("int start, end;");
        }

        foreach (Step step in stage.Steps)
        {
            if (plan.Barriers.Contains(step))
            {
                writer.Line();
                writer.Line("worker.Barrier();");
            }

            writer.Line();
            EmitFormulas(writer, step);
            Declare(writer, step, null);
            EmitSum(writer, step);
        }
    }

    private void EmitSum(CodeWriter writer, Step step)
    {
        if (step is LoopStep loop)
        {
            LoopMethod method = loops.Get(plan, loop);
            if (loop.Rows == 1)
            {
                using (writer.Open("if (worker.Rank == 0)"))
                {
                    writer.Call(method.Name, Arguments(method));
                }
            }
            else
            {
                writer.Line($"(start, end) = worker.Split({CSharpLiteral.Int(loop.Rows)}, 1);");
                writer.Call(method.Name, Arguments(method, "start", "end"));
            }

            return;
        }

        var kernel = (KernelStep)step;
        KernelCalls.Of(plan, kernel).EmitBetween(writer, kernel);
    }

    private static string[] Arguments(LoopMethod method, params string[] range) =>
    [
        .. range,
        .. method.Buffers.Select(node => $"ref {node}"),
        .. method.Scalars.Select(node => node.ToString()),
        .. method.NeedsBatch ? ["worker.Batch"] : Array.Empty<string>(),
        .. method.NeedsTerms ? ["worker.Terms"] : Array.Empty<string>(),
    ];

    private IEnumerable<Node> Memory(Step step) => step is LoopStep loop
        ? loops.Get(plan, loop).Buffers
        : ((KernelStep)step).Memory;

    // What is not processed in blocks is declared before the loop over blocks.
    private void DeclareShared(CodeWriter writer, Stage stage)
    {
        foreach (Node node in stage.Steps.SelectMany(Memory).Where(node => !node.Shape.PerExample && _declared.Add(node)))
        {
            writer.Line($"ref {Type} {node} = ref {Place(node, null)};");
        }
    }

    private void Declare(CodeWriter writer, Step step, string? firstRow)
    {
        foreach (Node node in Memory(step).Where(_declared.Add))
        {
            writer.Line($"ref {Type} {node} = ref {Place(node, firstRow)};");
        }
    }

    private string Place(Node node, string? firstRow)
    {
        Storage place = plan.Storage[node];
        string offset = CSharpLiteral.Int(place.Offset);
        int perExample = place.Stride * node.Shape.Rows;
        string? rows = firstRow is null ? null : perExample == 1 ? firstRow : $"(nint){firstRow} * {CSharpLiteral.Int(perExample)}";
        return place.Kind switch
        {
            StorageKind.Input when firstRow is null => $"worker.Input(offset: {offset})",
            StorageKind.Input => $"Unsafe.Add(ref worker.Input(offset: {offset}), {rows})",
            StorageKind.Parameter => $"worker.Parameter(offset: {CSharpLiteral.Int(parameterOffsets[place.Offset])})",
            StorageKind.Gradient => $"worker.Gradient(offset: {CSharpLiteral.Int(parameterOffsets[place.Offset])})",
            StorageKind.Fixed => $"worker.Fixed(offset: {offset})",
            StorageKind.Workspace => $"worker.Workspace(offset: {offset})",
            StorageKind.Saved when firstRow is null => $"worker.Saved(offset: {offset})",
            StorageKind.Saved => $"Unsafe.Add(ref worker.Saved(offset: {offset}), {rows})",
            _ => throw new InvalidOperationException($"Emission: unknown storage {place.Kind}."),
        };
    }
}
