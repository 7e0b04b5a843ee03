using RepLearn.Dsl.Generators.Planning;
using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>
/// Prints one program: a method that calls its sections with barriers between, a method for each section, and the loops
/// that they call. Programs of a model share loops whose text is the same.
/// </summary>
internal sealed class ProgramEmitter(Plan plan, VectorExpressions vectors, LoopLibrary loops, IReadOnlyList<int> parameterOffsets)
{
    private const int RowGrain = 8;
    private const int ColumnGrain = 16;

    private readonly HashSet<Node> _declared = [];
    private readonly FormulaPrinter _formulas = new(plan);

    private string Name => plan.Program.Name;

    private string Type => vectors.Type;

    public void Emit(CodeWriter writer)
    {
        ScalarOutput[] known = [.. plan.Program.Outputs.OfType<ScalarOutput>().Where(output => NodeKinds.IsProgramScalar(output.Node))];
        if (plan.Stages.Count == 1 && known.Length == 0)
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
        var body = new CodeWriter();
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

            writer.Lines(body.ToString());
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
                Declare(writer, step, "first");
                EmitStep(writer, step);
            }
        }
    }

    private void EmitFormulas(CodeWriter writer, Step step)
    {
        IEnumerable<string> formulas = step is LoopStep loop
            ? loops.Get(plan, loop).Formulas
            : [_formulas.Define(((KernelStep)step).Node), .. ((KernelStep)step).Epilogue?.Nodes.Select(_formulas.Define) ?? []];
        foreach (string formula in formulas)
        {
            writer.Line($"// {formula}");
        }
    }

    private void EmitStep(CodeWriter writer, Step step)
    {
        if (step is LoopStep loop)
        {
            LoopMethod method = loops.Get(plan, loop);
            writer.Call(loops.NameOf(method), Arguments(method, "rowStart", "rowEnd"));
            return;
        }

        var kernel = (KernelStep)step;
        Node node = kernel.Node;
        string rows = node.Shape.Rows == 1 ? "rows" : $"rows * {CSharpLiteral.Int(node.Shape.Rows)}";
        switch (node.Op)
        {
            case Op.Noise:
                NoiseSource noise = node.Get<NoiseSource>();
                writer.Line($"worker.{noise.Kind}Noise(site: {CSharpLiteral.Int(noise.Site)}, first, rows, "
                    + $"columns: {CSharpLiteral.Int(node.Shape.Columns)}, ref {node}, stride: {Stride(node)});");
                break;
            case Op.Product:
                EmitProduct(writer, "Multiply", rows, kernel);
                break;
            case Op.ProductTransposed:
                EmitProduct(writer, "MultiplyTransposed", rows, kernel);
                break;
            case Op.Convolve:
            case Op.ConvolveTransposed:
                EmitConvolution(writer, rows, kernel);
                break;
            default:
                throw new InvalidOperationException($"Emission: {node.Op} cannot be done row by row.");
        }
    }

    private void EmitProduct(CodeWriter writer, string function, string rows, KernelStep kernel)
    {
        string depth = CSharpLiteral.Int(kernel.Node[0].Shape.Columns);
        if (kernel.Epilogue is not { } epilogue)
        {
            Multiply(writer, function, rows, depth, kernel);
            return;
        }

        Multiply(writer, $"{function}<{epilogue.Kind}>", rows, depth, kernel, Operand(epilogue));
    }

    // One row of a bias serves all rows of the product.
    private string[] Operand(Epilogue epilogue) =>
        [$"ref {epilogue.Operand}", $"operandStride: {(epilogue.Operand.Shape.PerExample ? Stride(epilogue.Operand) : CSharpLiteral.Int(0))}"];

    private void EmitConvolution(CodeWriter writer, string rows, KernelStep kernel)
    {
        bool transposed = kernel.Node.Op == Op.ConvolveTransposed;
        (string from, string to) = transposed ? ("y", "x") : ("x", "y");
        string[] arguments =
        [
            Named("rows", rows),
            Window(kernel.Node),
            $"ref {kernel.Node[0]}",
            $"{from}Stride: {Stride(kernel.Node[0])}",
            $"ref {kernel.Node[1]}",
            $"weightStride: {Stride(kernel.Node[1])}",
            $"ref {kernel.Stored}",
            $"{to}Stride: {Stride(kernel.Stored)}",
            .. kernel.Epilogue is { } epilogue ? Operand(epilogue) : [],
        ];
        writer.Call($"worker.{kernel.Node.Op}{(kernel.Epilogue is { } chosen ? $"<{chosen.Kind}>" : string.Empty)}", arguments);
    }

    private static string Window(Node node)
    {
        ConvolutionShape window = node.Get<ConvolutionShape>();
        (string channels, string filters) = (CSharpLiteral.Int(window.Channels), CSharpLiteral.Int(window.Filters));
        return window.Vertical == window.Horizontal
            ? $"new ConvolutionWindow({Axis(window.Vertical)}, channels: {channels}, filters: {filters})"
            : $"new ConvolutionWindow({Axis(window.Vertical)}, {Axis(window.Horizontal)}, Channels: {channels}, Filters: {filters})";
    }

    private static string Axis(WindowAxis axis) =>
        $"new WindowAxis(Inputs: {CSharpLiteral.Int(axis.Inputs)}, Kernel: {CSharpLiteral.Int(axis.Kernel)}, Stride: {CSharpLiteral.Int(axis.Stride)}, Padding: {CSharpLiteral.Int(axis.Padding)}, Outputs: {CSharpLiteral.Int(axis.Outputs)})";

    private static string Named(string name, string value) => value.StartsWith(name, StringComparison.Ordinal) ? value : $"{name}: {value}";

    private void Multiply(CodeWriter writer, string function, string rows, string depth, KernelStep kernel, params string[] operand)
    {
        Node left = kernel.Node[0];
        Node right = kernel.Node[1];
        string[] arguments =
        [
            Named("rows", rows),
            $"depth: {depth}",
            $"columns: {CSharpLiteral.Int(kernel.Node.Shape.Columns)}",
            $"ref {left}",
            $"aStride: {Stride(left)}",
            $"ref {right}",
            $"bStride: {Stride(right)}",
            $"ref {kernel.Stored}",
            $"cStride: {Stride(kernel.Stored)}",
            .. operand,
        ];
        writer.Call($"worker.{function}", arguments);
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
                    writer.Call(loops.NameOf(method), Arguments(method));
                }
            }
            else
            {
                writer.Line($"(start, end) = worker.Split({CSharpLiteral.Int(loop.Rows)}, 1);");
                writer.Call(loops.NameOf(method), Arguments(method, "start", "end"));
            }

            return;
        }

        Node node = ((KernelStep)step).Node;
        if (node.Kind == OpKind.Pairwise)
        {
            EmitPairs(writer, node);
            return;
        }

        Shape summed = node[0].Shape;
        string depth = !summed.PerExample ? CSharpLiteral.Int(summed.Rows)
            : summed.Rows == 1 ? "worker.Batch"
            : $"worker.Batch * {CSharpLiteral.Int(summed.Rows)}";
        string columns = CSharpLiteral.Int(node.Shape.Columns);
        switch (node.Op)
        {
            case Op.Reduce:
                string kernel = node.Reduction!.IsSum ? "ColumnSums" : "ColumnMaxima";
                writer.Line($"(start, end) = worker.Split({columns}, {CSharpLiteral.Int(ColumnGrain)});");
                writer.Line($"Matrix.{kernel}(start, end, rows: {depth}, ref {node[0]}, stride: {Stride(node[0])}, ref {node});");
                break;
            case Op.SumPixels:
                // The pixels are rows of a matrix, whose columns are summed.
                writer.Line($"(start, end) = worker.Split({columns}, {CSharpLiteral.Int(ColumnGrain)});");
                writer.Line($"Matrix.ColumnSums(start, end, rows: {CSharpLiteral.Int(node.Get<PixelCount>().Count)}, ref {node[0]}, stride: {columns}, ref {node});");
                break;
            case Op.RepeatPixels:
                writer.Line($"(start, end) = worker.Split({CSharpLiteral.Int(node.Get<PixelCount>().Count)}, 1);");
                writer.Line($"Matrix.RepeatPixels(start, end, length: {CSharpLiteral.Int(node[0].Shape.Columns)}, ref {node[0]}, ref {node});");
                break;
            case Op.PatchProduct:
                writer.Call("worker.PatchProduct",
                [
                    Named("rows", depth),
                    Window(node),
                    $"ref {node[0]}",
                    $"xStride: {Stride(node[0])}",
                    $"ref {node[1]}",
                    $"yStride: {Stride(node[1])}",
                    $"ref {node}",
                    $"gradientStride: {Stride(node)}",
                ]);
                break;
            case Op.TransposedProduct:
                Multiply(writer, "TransposedMultiply", CSharpLiteral.Int(node.Shape.Rows), depth, (KernelStep)step);
                break;
            case Op.Product:
            case Op.ProductTransposed:
                // Of two matrices of fixed size.
                string transposed = node.Op == Op.Product ? string.Empty : "Transposed";
                Multiply(writer, $"MultiplyFixed{transposed}", depth, CSharpLiteral.Int(summed.Columns), (KernelStep)step);
                break;
            default:
                throw new InvalidOperationException($"Emission: {node.Op} is no work of fixed size and no sum over the batch.");
        }
    }

    private void EmitPairs(CodeWriter writer, Node node)
    {
        PairKernel kernel = node.Get<PairKernel>();
        string[] weights = node.Operands.Count > 2 ? [$"ref {node[2]}", $"weightStride: {Stride(node[2])}"] : [];
        writer.Call(
            $"worker.{node.Op}s<{kernel.Name}>",
            [
                $"columns: {CSharpLiteral.Int(node[0].Shape.Columns)}", $"scale: {CSharpLiteral.Double(kernel.Scale)}",
                $"ref {node[0]}", $"xStride: {Stride(node[0])}", $"ref {node[1]}", $"yStride: {Stride(node[1])}",
                .. weights,
                $"ref {node}", $"stride: {Stride(node)}",
            ]);
    }

    private static IReadOnlyList<string> Arguments(LoopMethod method, params string[] range) =>
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

    private string Stride(Node node) => CSharpLiteral.Int(plan.Storage[node].Stride);
}
