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
                Reshape(writer, node);
                break;
            default:
                throw NotByExample(node);
        }
    }

    public override void EmitBetween(CodeWriter writer, KernelStep kernel)
    {
        Node node = kernel.Node;
        if (node.Op != Op.Reduce)
        {
            throw NotBetween(node);
        }

        writer.Line($"(start, end) = worker.Split({Columns(node)}, {CSharpLiteral.Int(ColumnGrain)});");
        writer.Line($"Matrix.{(node.Reduction!.IsSum ? "ColumnSums" : "ColumnMaxima")}(start, end, rows: {DepthOf(node[0])}, ref {node[0]}, stride: {Stride(node[0])}, ref {node});");
    }

    private void Reshape(CodeWriter writer, Node node) => writer.Call(
        "worker.Reshape",
        [
            "rows", $"sourceRows: {CSharpLiteral.Int(node[0].Shape.Rows)}", $"sourceColumns: {Columns(node[0])}", $"ref {node[0]}", $"sourceStride: {Stride(node[0])}",
            $"targetRows: {CSharpLiteral.Int(node.Shape.Rows)}", $"targetColumns: {Columns(node)}", $"ref {node}", $"targetStride: {Stride(node)}",
        ]);
}
