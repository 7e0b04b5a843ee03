using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Planning;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>Prints the calls of kernels with matrices of few values in a row: sizes, then operands and result with their strides.</summary>
internal sealed class SparseCalls(Plan plan) : FamilyCalls(plan)
{
    public override void EmitByExample(CodeWriter writer, KernelStep kernel)
    {
        Node node = kernel.Node;
        (string function, string[] arguments) = node.Op switch
        {
            Op.ProductTransposed => ("TopColumnsOfProduct", (string[])[
                $"depth: {Columns(node[0])}", $"columns: {Columns(node)}", $"count: {Columns(kernel.Stored)}",
                .. Memory("a", node[0]), .. Memory("b", node[1]), $"ref {kernel.Epilogue!.Operand}"]),
            Op.TopColumns => ("TopColumns", [$"columns: {Columns(node[0])}", $"count: {Columns(node)}", .. Memory("a", node[0])]),
            Op.KeepColumns => ("KeepColumns", [$"count: {Columns(node)}", .. Memory("number", node[0]), .. Memory("margin", node[1])]),
            Op.GatherColumns => ("GatherColumns", [$"count: {Columns(node)}", .. Memory("x", node[0]), .. Memory("number", node[1])]),
            Op.ScatterColumns => ("ScatterColumns", [$"count: {Columns(node[0])}", $"columns: {Columns(node)}", .. Sparse(node)]),
            Op.SparseProduct => ("SparseProduct", [$"count: {Columns(node[0])}", $"columns: {Columns(node)}", .. Sparse(node), .. Memory("b", node[2])]),
            Op.SampledProduct => ("SampledProduct", [
                $"count: {Columns(node)}", $"depth: {Columns(node[0])}", .. Memory("a", node[0]), .. Memory("b", node[1]), .. Memory("number", node[2])]),
            _ => throw NotByExample(node),
        };
        string result = node.Op == Op.SparseProduct ? "c" : string.Empty;
        writer.Call($"worker.{function}", ["rows", .. arguments, .. Memory(result, kernel.Stored)]);
    }

    public override void EmitBetween(CodeWriter writer, KernelStep kernel)
    {
        Node node = kernel.Node;
        if (node.Op == Op.BatchThreshold)
        {
            writer.Call(
                "worker.BatchThreshold",
                [$"active: {CSharpLiteral.Int(node.Get<ColumnCount>().Count)}", $"count: {Columns(node[0])}", .. Memory("value", node[0]), $"ref {node}"]);
            return;
        }

        string[] sizes = [$"columns: {CSharpLiteral.Int(node.Get<ColumnCount>().Count)}", $"count: {Columns(node[0])}"];
        string[] arguments = node.Op == Op.TransposedSparseProduct
            ? [.. sizes, $"width: {Columns(node)}", .. Sparse(node), .. Memory("y", node[2]), .. Memory("c", node)]
            : [.. sizes, .. Sparse(node), $"ref {node}"];
        writer.Call($"worker.{node.Op}", arguments);
    }

    // A matrix's values and their columns.
    private string[] Sparse(Node node) => [.. Memory("value", node[0]), .. Memory("number", node[1])];

    // One row of fixed size serves all examples.
    private string[] Memory(string name, Node node)
    {
        string stride = node.Shape is { PerExample: false, Rows: 1 } ? CSharpLiteral.Int(0) : Stride(node);
        return [$"ref {node}", $"{(name.Length == 0 ? "stride" : $"{name}Stride")}: {stride}"];
    }
}
