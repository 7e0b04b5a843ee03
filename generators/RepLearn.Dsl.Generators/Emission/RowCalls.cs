using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Planning;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>Pairs of examples, and rows by number.</summary>
internal sealed class RowCalls(Plan plan) : FamilyCalls(plan)
{
    public override void EmitByExample(CodeWriter writer, KernelStep kernel)
    {
        Node node = kernel.Node;
        if (node.Op != Op.GatherRows)
        {
            throw NotByExample(node);
        }

        writer.Call(
            "worker.GatherRows",
            [
                "rows", $"rowsPerExample: {CSharpLiteral.Int(node.Shape.Rows)}", $"columns: {Columns(node)}", $"ref {node[0]}", $"numberStride: {Stride(node[0])}",
                $"tableRows: {CSharpLiteral.Int(node[1].Shape.Rows)}", $"ref {node[1]}", $"tableStride: {Stride(node[1])}", $"ref {node}", $"cStride: {Stride(node)}",
            ]);
    }

    public override void EmitBetween(CodeWriter writer, KernelStep kernel)
    {
        Node node = kernel.Node;
        string rows = Named("rows", DepthOf(node[0]));
        string[] numbers = [$"ref {node[0]}", $"numberStride: {Stride(node[0])}"];
        string[] result = [$"cRows: {CSharpLiteral.Int(node.Shape.Rows)}", $"ref {node}", $"cStride: {Stride(node)}"];
        switch (node.Op)
        {
            case Op.PairwiseSum or Op.PairwiseSlope:
                Pairs(writer, node);
                break;
            case Op.MixtureLogDensity or Op.MixtureSlope or Op.MixtureMoment:
                Mixture(writer, node);
                break;
            case Op.ScatterRows:
                writer.Call("worker.ScatterRows", [rows, $"columns: {Columns(node)}", .. numbers, $"ref {node[1]}", $"aStride: {Stride(node[1])}", .. result]);
                break;
            case Op.CountRows:
                writer.Call("worker.CountRows", [rows, .. numbers, .. result]);
                break;
            case Op.RandomRows:
                writer.Call(
                    "worker.RandomRows",
                    [$"site: {CSharpLiteral.Int(node.Get<RowDraw>().Site)}", rows, $"columns: {Columns(node)}", $"ref {node[0]}", $"aStride: {Stride(node[0])}", .. result]);
                break;
            default:
                throw NotBetween(node);
        }
    }

    private void Pairs(CodeWriter writer, Node node)
    {
        PairKernel kernel = node.Get<PairKernel>();
        string[] weights = node.Operands.Length > 2 ? [$"ref {node[2]}", $"weightStride: {Stride(node[2])}"] : [];
        writer.Call(
            $"worker.{node.Op}s<{kernel.Name}>",
            [
                $"columns: {Columns(node[0])}", $"scale: {CSharpLiteral.Double(kernel.Scale)}",
                $"ref {node[0]}", $"xStride: {Stride(node[0])}", $"ref {node[1]}", $"yStride: {Stride(node[1])}",
                .. weights,
                $"ref {node}", $"stride: {Stride(node)}",
            ]);
    }

    private void Mixture(CodeWriter writer, Node node)
    {
        string[] names = ["x", "mean", "precision", "offset", "logDensity", "weight"];
        string[] power = node.Op == Op.MixtureMoment ? [$"power: {CSharpLiteral.Int(node.Get<MomentOrder>().Power)}"] : [];
        writer.Call(
            $"worker.{node.Op}",
            [
                $"columns: {Columns(node[0])}", $"offsetColumns: {Columns(node[3])}",
                .. power,
                .. node.Operands.SelectMany((operand, place) => new[] { $"ref {operand}", $"{names[place]}Stride: {Stride(operand)}" }),
                $"ref {node}", $"stride: {Stride(node)}",
            ]);
    }
}
