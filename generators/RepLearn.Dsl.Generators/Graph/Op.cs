namespace RepLearn.Dsl.Generators.Graph;

/// <summary>
/// The array operations that every model lowers to. Each has a row in <see cref="ShapeInference"/> and
/// <c>DerivativeRules</c>. One that is computed element by element needs no more than its class in <see cref="OpKinds"/> and its
/// text in <c>VectorExpressions</c>; for any other, Fusion and Emission must know how it reads memory, too.
/// </summary>
internal enum Op
{
    // Leaves
    Input,
    Parameter,
    Constant,
    Schedule,
    UniformNoise,
    NormalNoise,

    /// <summary>The identity matrix once for each example: the seed of a Jacobian product.</summary>
    IdentityRows,

    // Elementwise; operands of one row, one column or one value are broadcast
    Add,
    Subtract,
    Multiply,
    Divide,
    Negate,
    Exp,
    Log,
    Sqrt,
    Tanh,
    Sigmoid,
    Softplus,
    Erf,
    Sin,
    Cos,
    Abs,
    Sign,

    /// <summary>1 where the operand is above 0, else 0.</summary>
    Step,
    Maximum,
    Minimum,

    /// <summary>The operand to a constant power.</summary>
    Power,

    /// <summary>The second operand where the first is above 0, else the third.</summary>
    Select,

    /// <summary>A function of one number that is a graph of its own, the node's <see cref="ScalarBody"/>.</summary>
    Function,

    // Repetition
    /// <summary>The operand, repeated to a larger shape.</summary>
    Broadcast,

    /// <summary>The operand's rows, each k times in a row: from one row an example to k.</summary>
    RepeatRows,

    /// <summary>A matrix of k rows, once for each example.</summary>
    Tile,

    // Sums
    /// <summary>Over the columns: one value a row.</summary>
    SumColumns,

    /// <summary>Over all rows, which may be the batch's: one row.</summary>
    SumRows,

    /// <summary>The largest of each column: a shift that keeps exponentials in range, not differentiated.</summary>
    MaxRows,

    /// <summary>Over each example's k rows: one row an example. Transposes <see cref="RepeatRows"/>.</summary>
    SumGroups,

    /// <summary>Over the examples: the sum of all tiles. Transposes <see cref="Tile"/>.</summary>
    SumTiles,

    // Matrix products
    /// <summary><c>A B</c></summary>
    Product,

    /// <summary><c>A Bᵀ</c></summary>
    ProductTransposed,

    /// <summary><c>Aᵀ B</c>, a sum over rows, which may be the batch's.</summary>
    TransposedProduct,
}
