using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Planning;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>Noise, rows of another length, and reductions over all rows.</summary>
internal sealed class BasicCalls(Plan plan) : FamilyCalls(plan)
{
    public override void EmitByExample(CodeWriter writer, KernelStep kernel)
    {
        Node node = kernel.Node;
        switch (node.Op)
        {
            case Op.Noise:
                NoiseSource noise = node.Get<NoiseSource>();
                string several = node.Shape.Rows == 1 ? string.Empty : $", rowsPerExample: {CSharpLiteral.Int(node.Shape.Rows)}";
                writer.Line($"worker.{noise.Kind}Noise(site: {CSharpLiteral.Int(noise.Site)}, first, rows, columns: {Columns(node)}, ref {node}, stride: {Stride(node)}{several});");
                break;
            case Op.Reshape:
                Reshape(writer, node, "rows", examples: 1, isFixed: false);
                break;
            default:
                throw NotByExample(node);
        }
    }

    public override void EmitBetween(CodeWriter writer, KernelStep kernel)
    {
        Node node = kernel.Node;
        switch (node.Op)
        {
            case Op.Reduce:
                writer.Line($"(start, end) = worker.Split({Columns(node)}, {CSharpLiteral.Int(ColumnGrain)});");
                writer.Line($"Matrix.{(node.Reduction!.IsSum ? "ColumnSums" : "ColumnMaxima")}(start, end, rows: {DepthOf(node[0])}, ref {node[0]}, stride: {Stride(node[0])}, ref {node});");
                break;
            case Op.Reshape:
                ReshapeFixed(writer, node);
                break;
            default:
                throw NotBetween(node);
        }
    }

    // Rows that are split, or joined, follow each other.
    private void ReshapeFixed(CodeWriter writer, Node node)
    {
        int fewer = Math.Min(node[0].Shape.Rows, node.Shape.Rows);
        int examples = node[0].Shape.Rows % fewer == 0 && node.Shape.Rows % fewer == 0 ? fewer : 1;
        Reshape(writer, node, $"rows: {CSharpLiteral.Int(examples)}", examples, isFixed: true);
    }

    private void Reshape(CodeWriter writer, Node node, string rows, int examples, bool isFixed) => writer.Call(
        "worker.Reshape",
        [
            rows, $"sourceRows: {CSharpLiteral.Int(node[0].Shape.Rows / examples)}", $"sourceColumns: {Columns(node[0])}", $"ref {node[0]}", $"sourceStride: {Stride(node[0])}",
            $"targetRows: {CSharpLiteral.Int(node.Shape.Rows / examples)}", $"targetColumns: {Columns(node)}", $"ref {node}", $"targetStride: {Stride(node)}",
            .. Shared(isFixed),
        ]);
}
