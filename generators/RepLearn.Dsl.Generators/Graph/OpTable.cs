using static RepLearn.Dsl.Generators.Graph.OpTraits;

namespace RepLearn.Dsl.Generators.Graph;

/// <summary>How an operation reads and writes memory: all that planning and emission need to know of most operations.</summary>
internal enum OpKind
{
    /// <summary>In memory before a program starts.</summary>
    Given,

    /// <summary>A number known when a program starts.</summary>
    Scalar,

    /// <summary>Drawn by a kernel that depends on nothing but the step and the row.</summary>
    Noise,

    /// <summary>Each element depends on the same element of each operand alone, operands broadcast.</summary>
    Elementwise,

    /// <summary>The operand at a larger shape, or in another buffer.</summary>
    Repetition,

    /// <summary>Another way of reading memory, or none at all: never stored.</summary>
    View,
    Reduction,
    Product,

    /// <summary>For each example something of the whole batch: done between row stages, partitioned by example.</summary>
    Pairwise,

    /// <summary>Each row of an image from the same example's rows alone, by a kernel that reads whole windows.</summary>
    Windows,

    /// <summary>Each row of the same rows of its operands, by a kernel.</summary>
    ByRow,

    /// <summary>Reads or makes a matrix of few values in a row, by a kernel: for each example, or for each of its columns over the batch.</summary>
    Sparse,

    /// <summary>Repeats or sums a row of fixed size along an image's pixels, by a kernel.</summary>
    Pixels,

    /// <summary>Rows of a matrix by number, copied, summed or counted by a kernel.</summary>
    Rows,

    /// <summary>Each example's values as other rows: the operand's memory itself where all rows are whole vectors, else copied by a kernel.</summary>
    Reshaping,
}

/// <summary>What may be done with an operation.</summary>
[Flags]
internal enum OpTraits
{
    None = 0,

    /// <summary>The operands may change places.</summary>
    Commutative = 1,

    /// <summary>Cheaper than a store and a load: may be computed again at each use.</summary>
    Recomputable = 2,

    /// <summary>Has no value, or no finite derivative, for some operands.</summary>
    PartialDomain = 4,

    /// <summary>Reads rows of its operands other than those it writes.</summary>
    ReadsOtherRows = 8,

    /// <summary>Each value is a sum over rows of the operands, of a batch over the whole of it.</summary>
    SumsRows = 16,

    /// <summary>Of products: the kernel stores its sums as they are.</summary>
    StoresSums = 32,

    /// <summary>Has a buffer of its own, even where it is a number known when a program starts.</summary>
    HasBuffer = 64,
}

/// <summary>What a product's kernel can make of an operation that reads the product, before it stores its sums.</summary>
internal enum ProductEnding
{
    None,

    /// <summary>Adds a row.</summary>
    AddBias,

    /// <summary>The larger of a sum and 0.</summary>
    Rectify,

    /// <summary>Keeps a sum where another value is above 0, else 0.</summary>
    KeepWherePositive,
}

/// <summary>
/// Operations that belong together. Every table of operations has a part for each family, because the first model of a process waits until the
/// parts that it uses are compiled.
/// </summary>
internal enum OpFamily
{
    /// <summary>Leaves, repetition, other shapes, and reductions.</summary>
    Basic,
    Elementwise,

    /// <summary>Products of matrices.</summary>
    Matrix,

    /// <summary>Distributions on spheres.</summary>
    Sphere,

    /// <summary>Convolutions, and work on windows and pixels.</summary>
    Image,

    /// <summary>Pairs of examples, and rows by number.</summary>
    Row,

    /// <summary>Matrices of few values in a row.</summary>
    Sparse,
}

/// <summary>One row of the table of operations.</summary>
/// <param name="shape">Null where who makes a node gives its shape.</param>
/// <param name="cost">Null for what is never computed by itself.</param>
internal sealed class OpInfo(
    Op op,
    OpKind kind,
    OpTraits traits = OpTraits.None,
    ShapeRule? shape = null,
    CostRule? cost = null,
    ProductEnding ending = ProductEnding.None)
{
    public readonly Op Op = op;
    public readonly OpKind Kind = kind;
    public readonly OpTraits Traits = traits;
    public readonly ShapeRule? Shape = shape;
    public readonly CostRule? Cost = cost;
    public readonly ProductEnding Ending = ending;

    public bool Has(OpTraits trait) => (Traits & trait) != 0;

    /// <summary>The result's shape, which follows from operands and arguments.</summary>
    public Shape Infer(Node[] operands, OpArguments? arguments = null) => Shape is null
        ? throw new InvalidOperationException($"Shape inference: {Op} has no shape of its own.")
        : Shape(operands, arguments) ?? throw Misfit(operands);

    private InvalidOperationException Misfit(Node[] operands) =>
        new($"Shape inference: {Op} does not fit {string.Join(" and ", operands.Select(operand => operand.Shape))}.");
}

/// <summary>
/// What planning and emission need to know of each operation. What is not listed here is no operation.
/// </summary>
internal static class OpTable
{
    public static OpInfo Of(Op op)
    {
        OpInfo[] part = PartOf(op);
        int row = op - part[0].Op;
        return row < part.Length && part[row].Op == op ? part[row] : throw new InvalidOperationException($"OpTable: {op} has no row.");
    }

    public static bool IsElementwise(Op op) => Of(op).Kind == OpKind.Elementwise;

    public static bool IsProduct(Op op) => Of(op).Kind == OpKind.Product;

    public static OpFamily FamilyOf(Op op) => op switch
    {
        <= Op.ColumnIndex => OpFamily.Basic,
        <= Op.Detach => OpFamily.Elementwise,
        <= Op.Reduce => OpFamily.Basic,
        <= Op.TriangularOuterProduct => OpFamily.Matrix,
        <= Op.SphereAngleSlope => OpFamily.Sphere,
        <= Op.SumPixels => OpFamily.Image,
        <= Op.RandomRows => OpFamily.Row,
        _ => OpFamily.Sparse,
    };

    private static OpInfo[] PartOf(Op op) => FamilyOf(op) switch
    {
        OpFamily.Basic or OpFamily.Elementwise => Basic.Rows,
        OpFamily.Matrix when op <= Op.WeightedDistances => Matrix.Rows,
        OpFamily family => RarerPart(family),
    };

    private static OpInfo[] RarerPart(OpFamily family) => family switch
    {
        OpFamily.Matrix => Triangle.Rows,
        OpFamily.Sphere => Sphere.Rows,
        OpFamily.Image => Image.Rows,
        OpFamily.Row => Row.Rows,
        _ => Sparse.Rows,
    };

    // Operation, kind, traits, shape, cost; in the order of Op
    private static class Basic
    {
        public static readonly OpInfo[] Rows =
        [
            new(Op.Input, OpKind.Given),
            new(Op.Parameter, OpKind.Given),
            new(Op.Constant, OpKind.Scalar),
            new(Op.RunScalar, OpKind.Scalar),
            new(Op.Noise, OpKind.Noise, cost: CostRules.PerValue),
            new(Op.Identity, OpKind.View),
            new(Op.ColumnIndex, OpKind.View),

            Elementwise(Op.Add, Commutative | Recomputable, ProductEnding.AddBias),
            Elementwise(Op.Subtract, Recomputable),
            Elementwise(Op.Multiply, Commutative | Recomputable),
            Elementwise(Op.Divide, PartialDomain),
            Elementwise(Op.Negate, Recomputable),
            Elementwise(Op.Exp),
            Elementwise(Op.Log, PartialDomain),
            Elementwise(Op.Sqrt, PartialDomain),
            Elementwise(Op.Tanh),
            Elementwise(Op.Sigmoid),
            Elementwise(Op.Softplus),
            Elementwise(Op.Erf),
            Elementwise(Op.Sin),
            Elementwise(Op.Cos),
            Elementwise(Op.Abs, Recomputable),
            Elementwise(Op.Sign, Recomputable),
            Elementwise(Op.Step, Recomputable),
            Elementwise(Op.Maximum, Commutative | Recomputable, ProductEnding.Rectify),
            Elementwise(Op.Minimum, Commutative | Recomputable),
            Elementwise(Op.Power, PartialDomain),
            Elementwise(Op.Select, Recomputable, ProductEnding.KeepWherePositive),
            Elementwise(Op.Function),
            Elementwise(Op.Detach, Recomputable),

            new(Op.Broadcast, OpKind.Repetition, cost: CostRules.PerValue),
            new(Op.Copy, OpKind.Repetition, HasBuffer, shape: ShapeRules.SameAsOperand, cost: CostRules.PerValue),
            new(Op.RepeatRows, OpKind.View, ReadsOtherRows),
            new(Op.Tile, OpKind.View, ReadsOtherRows, ShapeRules.OncePerExample),
            new(Op.Reshape, OpKind.Reshaping, None, ShapeRules.Reshape, CostRules.PerValue),
            new(Op.Reduce, OpKind.Reduction, None, ShapeRules.Reduced, CostRules.PerValue),
        ];

        private static OpInfo Elementwise(Op op, OpTraits traits = None, ProductEnding ending = ProductEnding.None) =>
            new(op, OpKind.Elementwise, traits, ShapeRules.Elementwise, CostRules.PerValue, ending);
    }

    private static class Matrix
    {
        public static readonly OpInfo[] Rows =
        [
            new(Op.Product, OpKind.Product, None, ShapeRules.Product, CostRules.Product),
            new(Op.ProductTransposed, OpKind.Product, None, ShapeRules.ProductTransposed, CostRules.Product),
            new(Op.TransposedProduct, OpKind.Product, SumsRows, ShapeRules.TransposedProduct, CostRules.TransposedProduct),
            new(Op.WeightedDistances, OpKind.Product, StoresSums, ShapeRules.WeightedDistances, CostRules.Product),
        ];
    }

    private static class Triangle
    {
        public static readonly OpInfo[] Rows =
        [
            new(Op.TriangularProduct, OpKind.ByRow, None, ShapeRules.TriangularProduct, CostRules.Triangle),
            new(Op.TriangularProductTransposed, OpKind.ByRow, None, ShapeRules.TriangularProduct, CostRules.Triangle),
            new(Op.TriangularOuterProduct, OpKind.ByRow, None, ShapeRules.TriangularOuterProduct, CostRules.Triangle),
        ];
    }

    private static class Sphere
    {
        public static readonly OpInfo[] Rows =
        [
            new(Op.SphereCumulant, OpKind.Elementwise, PartialDomain, ShapeRules.Elementwise, CostRules.Expansion),
            new(Op.SphereAngle, OpKind.ByRow, None, ShapeRules.SphereAngle, CostRules.Quadrature),
            new(Op.SphereAngleSlope, OpKind.ByRow, None, ShapeRules.SphereAngle, CostRules.Quadrature),
        ];
    }

    private static class Image
    {
        public static readonly OpInfo[] Rows =
        [
            new(Op.Convolve, OpKind.Product, None, ShapeRules.Convolve, CostRules.Convolution),
            new(Op.ConvolveTransposed, OpKind.Product, None, ShapeRules.ConvolveTransposed, CostRules.Convolution),
            new(Op.PatchProduct, OpKind.Product, SumsRows, ShapeRules.PatchProduct, CostRules.Convolution),
            new(Op.WindowArgMax, OpKind.Windows, None, ShapeRules.ToWindows, CostRules.Windows),
            new(Op.WindowGather, OpKind.Windows, None, ShapeRules.ToWindows, CostRules.Windows),
            new(Op.WindowScatter, OpKind.Windows, None, ShapeRules.FromWindows, CostRules.Windows),
            new(Op.WindowSum, OpKind.Windows, None, ShapeRules.ToWindows, CostRules.Windows),
            new(Op.WindowSpread, OpKind.Windows, None, ShapeRules.FromWindows, CostRules.Windows),
            new(Op.RepeatPixels, OpKind.Pixels, None, ShapeRules.RepeatPixels, CostRules.PerValue),
            new(Op.SumPixels, OpKind.Pixels, None, ShapeRules.SumPixels, CostRules.PerValue),
        ];
    }

    private static class Row
    {
        public static readonly OpInfo[] Rows =
        [
            new(Op.PairwiseSum, OpKind.Pairwise, None, ShapeRules.PairwiseSum, CostRules.Pairs),
            new(Op.PairwiseSlope, OpKind.Pairwise, None, ShapeRules.PairwiseSlope, CostRules.Pairs),
            new(Op.MixtureLogDensity, OpKind.Pairwise, None, ShapeRules.MixtureLogDensity, CostRules.Exponentials),
            new(Op.MixtureSlope, OpKind.Pairwise, None, ShapeRules.MixtureSlope, CostRules.Exponentials),
            new(Op.MixtureMoment, OpKind.Pairwise, None, ShapeRules.MixtureMoment, CostRules.Exponentials),
            new(Op.GatherRows, OpKind.Rows, None, ShapeRules.GatherRows, CostRules.PerValue),
            new(Op.ScatterRows, OpKind.Rows, SumsRows, ShapeRules.ScatterRows, CostRules.PerSummedValue),
            new(Op.CountRows, OpKind.Rows, SumsRows, ShapeRules.CountRows, CostRules.PerSummedValue),
            new(Op.RandomRows, OpKind.Rows, ReadsOtherRows, ShapeRules.RandomRows, CostRules.PerValue),
        ];
    }

    private static class Sparse
    {
        public static readonly OpInfo[] Rows =
        [
            new(Op.TopColumns, OpKind.Sparse, None, SparseShapeRules.TopColumns, CostRules.OperandValues),
            new(Op.KeepColumns, OpKind.Sparse, None, SparseShapeRules.KeepColumns, CostRules.PerValue),
            new(Op.BatchThreshold, OpKind.Sparse, SumsRows, SparseShapeRules.BatchThreshold, CostRules.OperandValues),
            new(Op.GatherColumns, OpKind.Sparse, None, SparseShapeRules.GatherColumns, CostRules.PerValue),
            new(Op.ScatterColumns, OpKind.Sparse, None, SparseShapeRules.ScatterColumns, CostRules.PerValue),
            new(Op.SparseProduct, OpKind.Sparse, None, SparseShapeRules.SparseProduct, CostRules.SparseProduct),
            new(Op.SampledProduct, OpKind.Sparse, None, SparseShapeRules.SampledProduct, CostRules.SparseProduct),
            new(Op.TransposedSparseProduct, OpKind.Sparse, SumsRows, SparseShapeRules.TransposedSparseProduct, CostRules.SparseProduct),
            new(Op.SparseColumnSums, OpKind.Sparse, SumsRows, SparseShapeRules.SparseColumnSums, CostRules.OperandValues),
        ];
    }
}
