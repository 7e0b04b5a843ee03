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

    /// <summary>Repeats or sums a row of fixed size along an image's pixels, by a kernel.</summary>
    Pixels,
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
}

/// <summary>One row of the table of operations.</summary>
internal sealed record OpInfo(OpKind Kind, OpTraits Traits = OpTraits.None)
{
    public bool Has(OpTraits trait) => (Traits & trait) != 0;
}

/// <summary>Each operation's kind and traits. What is not listed here is no operation.</summary>
internal static class OpTable
{
    private static readonly OpInfo s_given = new(OpKind.Given);
    private static readonly OpInfo s_scalar = new(OpKind.Scalar);
    private static readonly OpInfo s_noise = new(OpKind.Noise);
    private static readonly OpInfo s_leafView = new(OpKind.View);
    private static readonly OpInfo s_commutative = new(OpKind.Elementwise, OpTraits.Commutative | OpTraits.Recomputable);
    private static readonly OpInfo s_cheap = new(OpKind.Elementwise, OpTraits.Recomputable);
    private static readonly OpInfo s_elementwise = new(OpKind.Elementwise);
    private static readonly OpInfo s_partial = new(OpKind.Elementwise, OpTraits.PartialDomain);
    private static readonly OpInfo s_repetition = new(OpKind.Repetition);
    private static readonly OpInfo s_view = new(OpKind.View, OpTraits.ReadsOtherRows);
    private static readonly OpInfo s_reduction = new(OpKind.Reduction);
    private static readonly OpInfo s_product = new(OpKind.Product);
    private static readonly OpInfo s_pixels = new(OpKind.Pixels);

    public static OpInfo Of(Op op) => op switch
    {
        Op.Input or Op.Parameter => s_given,
        Op.Constant or Op.RunScalar => s_scalar,
        Op.Noise => s_noise,
        Op.Identity or Op.ColumnIndex => s_leafView,
        Op.Add or Op.Multiply or Op.Maximum or Op.Minimum => s_commutative,
        Op.Subtract or Op.Negate or Op.Abs or Op.Sign or Op.Step or Op.Select or Op.Detach => s_cheap,
        Op.Exp or Op.Tanh or Op.Sigmoid or Op.Softplus or Op.Erf or Op.Sin or Op.Cos or Op.Function => s_elementwise,
        Op.Log or Op.Sqrt or Op.Power or Op.Divide => s_partial,
        Op.Broadcast or Op.Copy => s_repetition,
        Op.RepeatRows or Op.Tile => s_view,
        Op.Reduce => s_reduction,
        Op.Product or Op.ProductTransposed or Op.TransposedProduct => s_product,
        Op.Convolve or Op.ConvolveTransposed or Op.PatchProduct => s_product,
        Op.RepeatPixels or Op.SumPixels => s_pixels,
        _ => throw new InvalidOperationException($"OpTable: {op} has no row."),
    };

    public static bool IsElementwise(Op op) => Of(op).Kind == OpKind.Elementwise;

    public static bool IsProduct(Op op) => Of(op).Kind == OpKind.Product;
}
