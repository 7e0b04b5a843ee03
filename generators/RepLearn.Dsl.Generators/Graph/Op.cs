namespace RepLearn.Dsl.Generators.Graph;

/// <summary>
/// The array operations that every model lowers to. <see cref="OpTable"/> says of each what may be done with it, what shape it has and
/// what it costs; <c>DerivativeRules</c> and the tables of Emission have a row for each.
/// </summary>
internal enum Op
{
    // Leaves
    Input,
    Parameter,
    Constant,

    /// <summary>A number known when a program starts: see <see cref="Graph.RunScalar"/>.</summary>
    RunScalar,

    /// <summary>Random numbers: see <see cref="NoiseSource"/>.</summary>
    Noise,

    /// <summary>The identity matrix, once per example: the seed of a Jacobian product.</summary>
    Identity,

    /// <summary>The number of each column, from 0, in one row.</summary>
    ColumnIndex,

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

    /// <summary>The operand to a constant power: see <see cref="Exponent"/>.</summary>
    Power,

    /// <summary>The second operand where the first is above 0, else the third.</summary>
    Select,

    /// <summary>A function of one number that is a graph of its own: see <see cref="FunctionBody"/>.</summary>
    Function,

    /// <summary>The operand, through which no gradient flows; with <see cref="NoDerivative"/> none may be asked for.</summary>
    Detach,

    // Repetition
    /// <summary>The operand, repeated to a larger shape.</summary>
    Broadcast,

    /// <summary>The operand, in a buffer of its own.</summary>
    Copy,

    /// <summary>The operand's rows, each k times in a row: from one row per example to k.</summary>
    RepeatRows,

    /// <summary>A matrix of k rows, once per example.</summary>
    Tile,

    /// <summary>Each example's values, or a matrix's, in their order, as another number of rows: a row of g · c columns is g rows of c. See <see cref="RowCount"/>.</summary>
    Reshape,

    /// <summary>One value from many along an axis: see <see cref="Reduction"/>.</summary>
    Reduce,

    // Matrix products
    /// <summary><c>A B</c></summary>
    Product,

    /// <summary><c>A Bᵀ</c></summary>
    ProductTransposed,

    /// <summary><c>Aᵀ B</c>, a sum over rows, which may be the batch's.</summary>
    TransposedProduct,

    /// <summary><c>Σⱼ w[k, j] (x[j] − c[k, j])²</c>, a column per row k of the centres c: the operands are x, c and the weights w.</summary>
    WeightedDistances,

    // A strictly lower triangular matrix L per row, packed: i values of row i, one row after the other. Each is the derivative of Σ y[i] L[i, j] x[j] by
    // one of the three, so that all derivatives are among them.
    /// <summary><c>L x</c></summary>
    TriangularProduct,

    /// <summary><c>Lᵀ y</c></summary>
    TriangularProductTransposed,

    /// <summary><c>y xᵀ</c> below the diagonal, packed as L.</summary>
    TriangularOuterProduct,

    // Von Mises–Fisher distributions of points on a sphere
    /// <summary>Elementwise: <c>ln E exp(−κ t)</c> over the uniform distribution, or a derivative of it: see <see cref="Graph.SphereCumulant"/>.</summary>
    SphereCumulant,

    // The angle between a draw and its mean direction; the arguments are a Sphere
    /// <summary>The angle of a concentration, the first operand, and a uniform variable, the second, whose quantile it is.</summary>
    SphereAngle,

    /// <summary>From the concentration and the angle: the angle's derivative by the concentration.</summary>
    SphereAngleSlope,

    // Convolutions of images X with weights W to images Y; the geometry is a ConvolutionShape. Each is the derivative of Σ Y ⊙ (X ∗ W) by one of the
    // three, so that all derivatives are among them.
    /// <summary><c>X ∗ W</c>: the patches of X, a row per pixel of Y, times W.</summary>
    Convolve,

    /// <summary>X's part of Y and W: each pixel of Y times Wᵀ, added to the patch of X that it belongs to.</summary>
    ConvolveTransposed,

    /// <summary>W's part of X and Y: the patches of X, transposed, times Y, a sum over the pixels of the batch.</summary>
    PatchProduct,

    // Along windows that move over the channels of images X, with a value of Y for each; the geometry is a WindowShape
    /// <summary>The place of each window's largest value, the first of equal ones: a number in the window, line by line.</summary>
    WindowArgMax,

    /// <summary>The value of X at each window's place, which is the second operand.</summary>
    WindowGather,

    /// <summary>X's part of Y: each value of Y at its window's place, which is the second operand, and added up there.</summary>
    WindowScatter,

    /// <summary>The sum of each window of X.</summary>
    WindowSum,

    /// <summary>X's part of Y: each value of Y in all of its window, and added up there.</summary>
    WindowSpread,

    // Along an image's pixels
    /// <summary>A row, once per pixel: see <see cref="PixelCount"/>.</summary>
    RepeatPixels,

    /// <summary>A row's values, summed over the pixels.</summary>
    SumPixels,

    // Over all pairs of examples; the function of their squared distance is a PairKernel
    /// <summary>Σ over the batch's y of k(‖x − y‖²), for each x.</summary>
    PairwiseSum,

    /// <summary>Σ over the batch's y of w 2 k'(‖x − y‖²) (x − y), for each x: what the pairs contribute to a gradient by x. w is 1 if not given.</summary>
    PairwiseSlope,

    // The density of a mixture whose components belong to the batch's examples, at each example's x: component j is exp(c − ½ Σ τ (x − μ)²), of a whole
    // row where c is a column, or of each column by itself where c is as wide as x. Shares r are a component over their sum.
    /// <summary>From x, μ, τ and c: ln Σ over the batch's components of exp(c − ½ Σ τ (x − μ)²).</summary>
    MixtureLogDensity,

    /// <summary>From x, μ, τ, c and the log-density: its slope by x, −Σ over the components of r τ (x − μ).</summary>
    MixtureSlope,

    /// <summary>From x, μ, τ, c, the log-density and w, 1 if not given: for each component Σ over the batch's x of w r (x − μ)ᵏ. See <see cref="MomentOrder"/>.</summary>
    MixtureMoment,

    // Rows of a matrix, by numbers in a column
    /// <summary>For each number the row of a matrix of fixed size.</summary>
    GatherRows,

    /// <summary>Row k is the sum of the batch's rows that have the number k: the transpose of <see cref="GatherRows"/>. See <see cref="RowCount"/>.</summary>
    ScatterRows,

    /// <summary>Row k is how many of the batch's rows have the number k.</summary>
    CountRows,

    /// <summary>Rows of the batch, drawn at random: see <see cref="RowDraw"/>.</summary>
    RandomRows,

    // Matrices S of few values in a row: V, their values, and I, the numbers of their columns, where a number below 0 ends its row, behind
    // which V is 0. Products with S are derivatives of Σ (S B) ⊙ Y by one of the three, so that all derivatives are among them; I has none.
    /// <summary>I: the columns of each row's k largest values, from left to right; see <see cref="ColumnCount"/>.</summary>
    TopColumns,

    /// <summary>From I and M: those of I where M is above 0, or no number.</summary>
    KeepColumns,

    /// <summary>From V: what all but k values for each example of the batch are at most; see <see cref="ColumnCount"/>.</summary>
    BatchThreshold,

    /// <summary>From X and I: the values of X in S's columns.</summary>
    GatherColumns,

    /// <summary>From V and I: S as a dense matrix.</summary>
    ScatterColumns,

    /// <summary>From V, I and B: <c>S B</c>, a sum of the rows of B that S names.</summary>
    SparseProduct,

    /// <summary>From Y, B and I: <c>Y Bᵀ</c> where S has its values.</summary>
    SampledProduct,

    /// <summary>From V, I and Y: <c>Sᵀ Y</c>, a sum over the batch.</summary>
    TransposedSparseProduct,

    /// <summary>From V and I: the sums down S's columns, over the batch.</summary>
    SparseColumnSums,
}
