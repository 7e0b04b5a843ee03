using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Planning;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>Prints the calls of the runtime's kernels, whose operands and results are in memory.</summary>
internal sealed class KernelCalls(Plan plan)
{
    private const int ColumnGrain = 16;

    private readonly SparseCalls _sparse = new(plan);

    /// <summary>A kernel of a row stage, for a block of rows.</summary>
    public void EmitByExample(CodeWriter writer, KernelStep kernel)
    {
        Node node = kernel.Node;
        string rows = node.Shape.Rows == 1 ? "rows" : $"rows * {CSharpLiteral.Int(node.Shape.Rows)}";
        switch (node.Op)
        {
            case Op.Noise:
                NoiseSource noise = node.Get<NoiseSource>();
                string several = node.Shape.Rows == 1 ? string.Empty : $", rowsPerExample: {CSharpLiteral.Int(node.Shape.Rows)}";
                writer.Line($"worker.{noise.Kind}Noise(site: {CSharpLiteral.Int(noise.Site)}, first, rows, "
                    + $"columns: {CSharpLiteral.Int(node.Shape.Columns)}, ref {node}, stride: {Stride(node)}{several});");
                break;
            case Op.Product:
                Product(writer, "Multiply", rows, kernel);
                break;
            case Op.ProductTransposed:
                Product(writer, "MultiplyTransposed", rows, kernel);
                break;
            case Op.Reshape:
                writer.Call("worker.Reshape",
                [
                    "rows",
                    Named("sourceRows", CSharpLiteral.Int(node[0].Shape.Rows)),
                    Named("sourceColumns", CSharpLiteral.Int(node[0].Shape.Columns)),
                    $"ref {node[0]}",
                    $"sourceStride: {Stride(node[0])}",
                    Named("targetRows", CSharpLiteral.Int(node.Shape.Rows)),
                    Named("targetColumns", CSharpLiteral.Int(node.Shape.Columns)),
                    $"ref {node}",
                    $"targetStride: {Stride(node)}",
                ]);
                break;
            case Op.TriangularProduct:
            case Op.TriangularProductTransposed:
            case Op.TriangularOuterProduct:
                Triangular(writer, node);
                break;
            case Op.WeightedDistances:
                Distances(writer, rows, node);
                break;
            case Op.GatherRows:
                writer.Call("worker.GatherRows",
                [
                    "rows",
                    $"rowsPerExample: {CSharpLiteral.Int(node.Shape.Rows)}",
                    $"columns: {CSharpLiteral.Int(node.Shape.Columns)}",
                    $"ref {node[0]}",
                    $"numberStride: {Stride(node[0])}",
                    $"tableRows: {CSharpLiteral.Int(node[1].Shape.Rows)}",
                    $"ref {node[1]}",
                    $"tableStride: {Stride(node[1])}",
                    $"ref {node}",
                    $"cStride: {Stride(node)}",
                ]);
                break;
            case Op.Convolve:
            case Op.ConvolveTransposed:
                Convolution(writer, rows, kernel);
                break;
            case Op.WindowArgMax or Op.WindowGather or Op.WindowScatter or Op.WindowSum or Op.WindowSpread:
                Windows(writer, kernel);
                break;
            case Op.TopColumns or Op.KeepColumns or Op.GatherColumns or Op.ScatterColumns or Op.SparseProduct or Op.SampledProduct:
                _sparse.EmitByExample(writer, kernel);
                break;
            default:
                throw new InvalidOperationException($"Emission: {node.Op} cannot be done row by row.");
        }
    }

    /// <summary>A kernel between row stages: over the batch, or of fixed size.</summary>
    public void EmitBetween(CodeWriter writer, KernelStep step)
    {
        Node node = step.Node;
        if (node.Kind == OpKind.Pairwise)
        {
            Pairs(writer, node);
            return;
        }

        if (node.Kind == OpKind.Sparse)
        {
            _sparse.EmitBetween(writer, step);
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
            case Op.ScatterRows:
            case Op.CountRows:
                string[] values = node.Op == Op.CountRows ? [] : [$"ref {node[1]}", $"aStride: {Stride(node[1])}"];
                writer.Call($"worker.{node.Op}",
                [
                    Named("rows", depth),
                    .. node.Op == Op.CountRows ? [] : new[] { $"columns: {columns}" },
                    $"ref {node[0]}",
                    $"numberStride: {Stride(node[0])}",
                    .. values,
                    $"cRows: {CSharpLiteral.Int(node.Shape.Rows)}",
                    $"ref {node}",
                    $"cStride: {Stride(node)}",
                ]);
                break;
            case Op.RandomRows:
                writer.Call("worker.RandomRows",
                [
                    $"site: {CSharpLiteral.Int(node.Get<RowDraw>().Site)}",
                    Named("rows", depth),
                    $"columns: {columns}",
                    $"ref {node[0]}",
                    $"aStride: {Stride(node[0])}",
                    $"cRows: {CSharpLiteral.Int(node.Shape.Rows)}",
                    $"ref {node}",
                    $"cStride: {Stride(node)}",
                ]);
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
                Multiply(writer, "TransposedMultiply", CSharpLiteral.Int(node.Shape.Rows), depth, step);
                break;
            case Op.Product:
            case Op.ProductTransposed:
                // Of two matrices of fixed size.
                string transposed = node.Op == Op.Product ? string.Empty : "Transposed";
                Multiply(writer, $"MultiplyFixed{transposed}", depth, CSharpLiteral.Int(summed.Columns), step);
                break;
            default:
                throw new InvalidOperationException($"Emission: {node.Op} is no work of fixed size and no sum over the batch.");
        }
    }

    private void Product(CodeWriter writer, string function, string rows, KernelStep kernel)
    {
        string depth = CSharpLiteral.Int(kernel.Node[0].Shape.Columns);
        if (kernel.Epilogue is { ReadsWholeRows: true })
        {
            _sparse.EmitByExample(writer, kernel);
            return;
        }

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

    private void Convolution(CodeWriter writer, string rows, KernelStep kernel)
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

    private void Windows(CodeWriter writer, KernelStep kernel)
    {
        Node node = kernel.Node;
        (string from, string to) = node.Op is Op.WindowScatter or Op.WindowSpread ? ("y", "x") : ("x", "y");
        WindowShape window = node.Get<WindowShape>();
        string channels = CSharpLiteral.Int(window.Channels);
        string[] places = node.Operands.Count < 2 ? [] :
            [$"ref {node[1]}", $"placeStride: {Stride(node[1])}", $"placesPerRow: {CSharpLiteral.Int(node[1].Shape.Rows)}"];
        writer.Call(
            $"worker.{node.Op}",
            [
                "rows",
                $"imagesPerRow: {CSharpLiteral.Int(node.Shape.Rows)}",
                window.Vertical == window.Horizontal
                    ? $"new PoolingWindow({Axis(window.Vertical)}, channels: {channels})"
                    : $"new PoolingWindow({Axis(window.Vertical)}, {Axis(window.Horizontal)}, Channels: {channels})",
                $"ref {node[0]}", $"{from}Stride: {Stride(node[0])}",
                .. places,
                $"ref {node}", $"{to}Stride: {Stride(node)}",
            ]);
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

    private void Triangular(CodeWriter writer, Node node) => writer.Call(
        $"worker.{node.Op}",
        [
            "rows", $"rowsPerExample: {CSharpLiteral.Int(node.Shape.Rows)}", $"size: {CSharpLiteral.Int(node[1].Shape.Columns)}",
            $"ref {node[0]}", $"leftStride: {Stride(node[0])}", $"ref {node[1]}", $"rightStride: {Stride(node[1])}",
            $"ref {node}", $"stride: {Stride(node)}",
        ]);

    private void Distances(CodeWriter writer, string rows, Node node) => writer.Call(
        "worker.WeightedDistances",
        [
            Named("rows", rows), $"depth: {CSharpLiteral.Int(node[0].Shape.Columns)}", $"columns: {CSharpLiteral.Int(node.Shape.Columns)}",
            $"ref {node[0]}", $"xStride: {Stride(node[0])}", $"ref {node[1]}", $"centerStride: {Stride(node[1])}",
            $"ref {node[2]}", $"weightStride: {Stride(node[2])}", $"ref {node}", $"stride: {Stride(node)}",
        ]);

    private void Pairs(CodeWriter writer, Node node)
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

    private string Stride(Node node) => CSharpLiteral.Int(plan.Storage[node].Stride);
}
