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

    /// <summary>Each value is a sum over rows of the operands, of a batch over the whole of it.</summary>
    SumsRows = 16,
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

/// <summary>One row of the table of operations.</summary>
internal sealed record OpInfo(OpKind Kind, OpTraits Traits = OpTraits.None, ProductEnding Ending = ProductEnding.None)
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
    private static readonly OpInfo s_addition = s_commutative with { Ending = ProductEnding.AddBias };
    private static readonly OpInfo s_maximum = s_commutative with { Ending = ProductEnding.Rectify };
    private static readonly OpInfo s_cheap = new(OpKind.Elementwise, OpTraits.Recomputable);
    private static readonly OpInfo s_choice = s_cheap with { Ending = ProductEnding.KeepWherePositive };
    private static readonly OpInfo s_elementwise = new(OpKind.Elementwise);
    private static readonly OpInfo s_partial = new(OpKind.Elementwise, OpTraits.PartialDomain);
    private static readonly OpInfo s_repetition = new(OpKind.Repetition);
    private static readonly OpInfo s_view = new(OpKind.View, OpTraits.ReadsOtherRows);
    private static readonly OpInfo s_reduction = new(OpKind.Reduction);
    private static readonly OpInfo s_product = new(OpKind.Product);
    private static readonly OpInfo s_productOverRows = new(OpKind.Product, OpTraits.SumsRows);
    private static readonly OpInfo s_pixels = new(OpKind.Pixels);

    private static readonly OpInfo s_pairwise = new(OpKind.Pairwise);

    public static OpInfo Of(Op op) => op switch
    {
        Op.Input or Op.Parameter => s_given,
        Op.Constant or Op.RunScalar => s_scalar,
        Op.Noise => s_noise,
        Op.Identity or Op.ColumnIndex => s_leafView,
        Op.Add => s_addition,
        Op.Maximum => s_maximum,
        Op.Multiply or Op.Minimum => s_commutative,
        Op.Select => s_choice,
        Op.Subtract or Op.Negate or Op.Abs or Op.Sign or Op.Step or Op.Detach => s_cheap,
        Op.Exp or Op.Tanh or Op.Sigmoid or Op.Softplus or Op.Erf or Op.Sin or Op.Cos or Op.Function => s_elementwise,
        Op.Log or Op.Sqrt or Op.Power or Op.Divide => s_partial,
        Op.Broadcast or Op.Copy => s_repetition,
        Op.RepeatRows or Op.Tile => s_view,
        Op.Reduce => s_reduction,
        Op.Product or Op.ProductTransposed or Op.Convolve or Op.ConvolveTransposed => s_product,
        Op.TransposedProduct or Op.PatchProduct => s_productOverRows,
        Op.PairwiseSum or Op.PairwiseSlope => s_pairwise,
        Op.RepeatPixels or Op.SumPixels => s_pixels,
        _ => throw new InvalidOperationException($"OpTable: {op} has no row."),
    };

    public static bool IsElementwise(Op op) => Of(op).Kind == OpKind.Elementwise;

    public static bool IsProduct(Op op) => Of(op).Kind == OpKind.Product;
}
