using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Planning;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>Convolutions, and work on windows and pixels.</summary>
internal sealed class ImageCalls(Plan plan) : FamilyCalls(plan)
{
    public override void EmitByExample(CodeWriter writer, KernelStep kernel)
    {
        switch (kernel.Node.Op)
        {
            case Op.Convolve or Op.ConvolveTransposed:
                Convolution(writer, kernel, RowsOf(kernel.Node), isFixed: false);
                break;
            case Op.WindowArgMax or Op.WindowGather or Op.WindowScatter or Op.WindowSum or Op.WindowSpread:
                Windows(writer, kernel.Node, isFixed: false);
                break;
            default:
                throw NotByExample(kernel.Node);
        }
    }

    public override void EmitBetween(CodeWriter writer, KernelStep kernel)
    {
        Node node = kernel.Node;
        switch (node.Op)
        {
            case Op.Convolve or Op.ConvolveTransposed:
                Convolution(writer, kernel, DepthOf(node), isFixed: true);
                break;
            case Op.WindowArgMax or Op.WindowGather or Op.WindowScatter or Op.WindowSum or Op.WindowSpread:
                Windows(writer, node, isFixed: true);
                break;
            case Op.SumPixels:
                // The pixels are rows of a matrix, whose columns are summed.
                writer.Line($"(start, end) = worker.Split({Columns(node)}, {CSharpLiteral.Int(ColumnGrain)});");
                writer.Line($"Matrix.ColumnSums(start, end, rows: {CSharpLiteral.Int(node.Get<PixelCount>().Count)}, ref {node[0]}, stride: {Columns(node)}, ref {node});");
                break;
            case Op.RepeatPixels:
                writer.Line($"(start, end) = worker.Split({CSharpLiteral.Int(node.Get<PixelCount>().Count)}, 1);");
                writer.Line($"Matrix.RepeatPixels(start, end, length: {Columns(node[0])}, ref {node[0]}, ref {node});");
                break;
            case Op.PatchProduct:
                writer.Call(
                    "worker.PatchProduct",
                    [
                        Named("rows", DepthOf(node[0])), Window(node), $"ref {node[0]}", $"xStride: {Stride(node[0])}",
                        $"ref {node[1]}", $"yStride: {Stride(node[1])}", $"ref {node}", $"gradientStride: {Stride(node)}",
                    ]);
                break;
            default:
                throw NotBetween(node);
        }
    }

    private void Convolution(CodeWriter writer, KernelStep kernel, string rows, bool isFixed)
    {
        Node node = kernel.Node;
        (string from, string to) = node.Op == Op.ConvolveTransposed ? ("y", "x") : ("x", "y");
        writer.Call(
            $"worker.{node.Op}{TypeOf(kernel.Epilogue)}",
            [
                Named("rows", rows), Window(node), $"ref {node[0]}", $"{from}Stride: {Stride(node[0])}",
                $"ref {node[1]}", $"weightStride: {Stride(node[1])}", $"ref {kernel.Stored}", $"{to}Stride: {Stride(kernel.Stored)}", .. Operand(kernel.Epilogue), .. Shared(isFixed),
            ]);
    }

    // Of fixed size each row is an example.
    private void Windows(CodeWriter writer, Node node, bool isFixed)
    {
        (string from, string to) = node.Op is Op.WindowScatter or Op.WindowSpread ? ("y", "x") : ("x", "y");
        WindowShape window = node.Get<WindowShape>();
        string channels = CSharpLiteral.Int(window.Channels);
        string perRow(Node images) => CSharpLiteral.Int(isFixed ? 1 : images.Shape.Rows);
        string[] places = node.Operands.Length < 2 ? [] :
            [$"ref {node[1]}", $"placeStride: {Stride(node[1])}", $"placesPerRow: {perRow(node[1])}"];
        writer.Call(
            $"worker.{node.Op}",
            [
                isFixed ? $"rows: {DepthOf(node)}" : "rows",
                $"imagesPerRow: {perRow(node)}",
                window.Vertical == window.Horizontal
                    ? $"new PoolingWindow({Axis(window.Vertical)}, channels: {channels})"
                    : $"new PoolingWindow({Axis(window.Vertical)}, {Axis(window.Horizontal)}, Channels: {channels})",
                $"ref {node[0]}", $"{from}Stride: {Stride(node[0])}",
                .. places,
                $"ref {node}", $"{to}Stride: {Stride(node)}",
                .. Shared(isFixed),
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
}
