using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Planning;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>The calls of convolutions' kernels.</summary>
internal sealed partial class ProgramEmitter
{
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

    private void EmitPatchProduct(CodeWriter writer, string rows, Node node) => writer.Call("worker.PatchProduct",
    [
        Named("rows", rows),
        Window(node),
        $"ref {node[0]}",
        $"xStride: {Stride(node[0])}",
        $"ref {node[1]}",
        $"yStride: {Stride(node[1])}",
        $"ref {node}",
        $"gradientStride: {Stride(node)}",
    ]);
}
