using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Planning;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>Prints the calls of the runtime's kernels, whose operands and results are in memory.</summary>
internal static class KernelCalls
{
    /// <summary>What prints a kernel's call. A product that ends with a choice of columns is work on sparse matrices.</summary>
    public static FamilyCalls Of(Plan plan, KernelStep kernel) => OpTable.FamilyOf(kernel.Node.Op) switch
    {
        OpFamily.Matrix when kernel.Epilogue is not { ReadsWholeRows: true } => new MatrixCalls(plan),
        OpFamily.Matrix or OpFamily.Sparse => new SparseCalls(plan),
        OpFamily.Sphere => new SphereCalls(plan),
        OpFamily.Image => new ImageCalls(plan),
        OpFamily.Row => new RowCalls(plan),
        _ => new BasicCalls(plan),
    };
}

/// <summary>Prints the calls of a family's kernels.</summary>
internal abstract class FamilyCalls(Plan plan)
{
    protected const int ColumnGrain = 16;

    /// <summary>A kernel of a row stage, for a block of rows.</summary>
    public abstract void EmitByExample(CodeWriter writer, KernelStep kernel);

    /// <summary>A kernel between row stages: over the batch, or of fixed size.</summary>
    public abstract void EmitBetween(CodeWriter writer, KernelStep kernel);

    /// <summary>A value's rows in a block.</summary>
    protected static string RowsOf(Node node) => Times("rows", node.Shape.Rows);

    /// <summary>The rows of an operand: the batch's, or of fixed size.</summary>
    protected static string DepthOf(Node operand) =>
        operand.Shape.PerExample ? Times("worker.Batch", operand.Shape.Rows) : CSharpLiteral.Int(operand.Shape.Rows);

    protected static string Columns(Node node) => CSharpLiteral.Int(node.Shape.Columns);

    /// <summary>The arguments of a kernel that makes each row from the same rows of two operands.</summary>
    protected string[] ByRow(Node node, int size) =>
    [
        "rows", $"rowsPerExample: {CSharpLiteral.Int(node.Shape.Rows)}", $"size: {CSharpLiteral.Int(size)}",
        $"ref {node[0]}", $"leftStride: {Stride(node[0])}", $"ref {node[1]}", $"rightStride: {Stride(node[1])}",
        $"ref {node}", $"stride: {Stride(node)}",
    ];

    /// <summary>A named argument, but for one whose value begins with the name.</summary>
    protected static string Named(string name, string value) => value.StartsWith(name, StringComparison.Ordinal) ? value : $"{name}: {value}";

    protected static InvalidOperationException NotByExample(Node node) => new($"Emission: {node.Op} cannot be done row by row.");

    protected static InvalidOperationException NotBetween(Node node) => new($"Emission: {node.Op} is no work of fixed size and no sum over the batch.");

    protected string Stride(Node node) => CSharpLiteral.Int(plan.Storage[node].Stride);

    /// <summary>What an epilogue reads. One row of a bias serves all rows of the product.</summary>
    protected string[] Operand(Epilogue? epilogue) => epilogue is null
        ? []
        : [$"ref {epilogue.Operand}", $"operandStride: {(epilogue.Operand.Shape.PerExample ? Stride(epilogue.Operand) : CSharpLiteral.Int(0))}"];

    /// <summary>What tells a kernel that all workers share its rows, which are of fixed size.</summary>
    protected static string[] Shared(bool isFixed) => isFixed ? ["isFixed: true"] : [];

    /// <summary>The type argument that stands for an epilogue.</summary>
    protected static string TypeOf(Epilogue? epilogue) => epilogue is null ? string.Empty : $"<{epilogue.Kind}>";

    private static string Times(string count, int rows) => rows == 1 ? count : $"{count} * {CSharpLiteral.Int(rows)}";
}
