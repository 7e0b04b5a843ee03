using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Differentiation;

/// <summary>The derivatives of work on matrices of few values in a row.</summary>
internal static class SparseDerivatives
{
    public static DerivativeRule Of(Op op) => op switch
    {
        Op.BatchThreshold => new ConstantRule("what is chosen by it is constant wherever there is a derivative"),
        Op.TopColumns or Op.KeepColumns => new ConstantRule("numbers of columns, which are constant wherever there is a derivative"),

        // V = X at I: dX = dV at I, a sum over the batch where X is one row
        Op.GatherColumns => new LinearRule(
            (g, n, _, t) => Once(n, t, g => g.GatherColumns(t, n[1]), g),
            (g, n, _, dv) => Once(n, dv, g => n[0].Shape.PerExample ? g.ScatterColumns(dv, n[1], n[0].Shape.Columns) : g.SparseSum(Op.SparseColumnSums, n[0].Shape.Columns, dv, n[1]), g)),
        Op.ScatterColumns => new LinearRule(
            (g, n, _, t) => Once(n, t, g => g.ScatterColumns(t, n[1], n.Shape.Columns), g),
            (g, n, _, ds) => Once(n, ds, g => g.GatherColumns(ds, n[1]), g)),

        // Y = S B: dV = (dY Bᵀ) at I, dB = Sᵀ dY
        Op.SparseProduct => new LinearRule(
            (g, n, operand, t) => operand == 0 ? Once(n, t, g => g.SparseProduct(Op.SparseProduct, t, n[1], n[2]), g) : throw DerivativeRules.NotPerRow(n),
            (g, n, operand, dy) => Once(n, dy, g => operand == 0
                ? g.SparseProduct(Op.SampledProduct, dy, n[2], n[1])
                : g.SparseSum(Op.TransposedSparseProduct, n[2].Shape.Rows, n[0], n[1], dy), g)),

        // V = (Y Bᵀ) at I: dY = dS B, dB = dSᵀ Y
        Op.SampledProduct => new LinearRule(
            (g, n, operand, t) => operand == 0 ? Once(n, t, g => g.SparseProduct(Op.SampledProduct, t, n[1], n[2]), g) : throw DerivativeRules.NotPerRow(n),
            (g, n, operand, dv) => Once(n, dv, g => operand == 0
                ? g.SparseProduct(Op.SparseProduct, dv, n[2], n[1])
                : g.SparseSum(Op.TransposedSparseProduct, n[1].Shape.Rows, dv, n[2], n[0]), g)),

        // B = Sᵀ Y: dV = (Y dBᵀ) at I, dY = S dB
        Op.TransposedSparseProduct => new LinearRule(
            (g, n, _, _) => throw DerivativeRules.NotPerRow(n),
            (g, n, operand, db) => operand == 0
                ? g.SparseProduct(Op.SampledProduct, n[2], db, n[1])
                : g.SparseProduct(Op.SparseProduct, n[0], n[1], db)),
        Op.SparseColumnSums => new LinearRule(
            (g, n, _, _) => throw DerivativeRules.NotPerRow(n),
            (g, n, _, db) => g.GatherColumns(db, n[1])),

        _ => throw DerivativeRules.Missing(op),
    };

    // A sparse matrix has one row for each example: there is no Jacobian through it.
    private static Node Once(Node node, Node change, Func<ArrayGraph, Node> make, ArrayGraph graph) =>
        change.Shape.Rows == 1 || !change.Shape.PerExample ? make(graph) : throw DerivativeRules.NotPerRow(node);
}
