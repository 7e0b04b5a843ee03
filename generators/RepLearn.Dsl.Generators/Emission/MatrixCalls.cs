using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Planning;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>Products of matrices.</summary>
internal sealed class MatrixCalls(Plan plan) : FamilyCalls(plan)
{
    public override void EmitByExample(CodeWriter writer, KernelStep kernel)
    {
        switch (kernel.Node.Op)
        {
            case Op.Product:
                Multiply(writer, "Multiply", RowsOf(kernel.Node), Columns(kernel.Node[0]), kernel);
                break;
            case Op.ProductTransposed:
                Multiply(writer, "MultiplyTransposed", RowsOf(kernel.Node), Columns(kernel.Node[0]), kernel);
                break;
            case Op.WeightedDistances:
                Distances(writer, kernel.Node);
                break;
            case Op.TriangularProduct or Op.TriangularProductTransposed or Op.TriangularOuterProduct:
                writer.Call($"worker.{kernel.Node.Op}", ByRow(kernel.Node, kernel.Node[1].Shape.Columns));
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
            case Op.TransposedProduct:
                Multiply(writer, "TransposedMultiply", CSharpLiteral.Int(node.Shape.Rows), DepthOf(node[0]), kernel);
                break;

            // Of two matrices of fixed size.
            case Op.Product:
                Multiply(writer, "MultiplyFixed", DepthOf(node[0]), Columns(node[0]), kernel);
                break;
            case Op.ProductTransposed:
                Multiply(writer, "MultiplyFixedTransposed", DepthOf(node[0]), Columns(node[0]), kernel);
                break;
            default:
                throw NotBetween(node);
        }
    }

    private void Multiply(CodeWriter writer, string function, string rows, string depth, KernelStep kernel)
    {
        Node left = kernel.Node[0];
        Node right = kernel.Node[1];
        writer.Call(
            $"worker.{function}{TypeOf(kernel.Epilogue)}",
            [
                Named("rows", rows), $"depth: {depth}", $"columns: {Columns(kernel.Node)}", $"ref {left}", $"aStride: {Stride(left)}",
                $"ref {right}", $"bStride: {Stride(right)}", $"ref {kernel.Stored}", $"cStride: {Stride(kernel.Stored)}", .. Operand(kernel.Epilogue),
            ]);
    }

    private void Distances(CodeWriter writer, Node node) => writer.Call(
        "worker.WeightedDistances",
        [
            Named("rows", RowsOf(node)), $"depth: {Columns(node[0])}", $"columns: {Columns(node)}",
            $"ref {node[0]}", $"xStride: {Stride(node[0])}", $"ref {node[1]}", $"centerStride: {Stride(node[1])}",
            $"ref {node[2]}", $"weightStride: {Stride(node[2])}", $"ref {node}", $"stride: {Stride(node)}",
        ]);
}
