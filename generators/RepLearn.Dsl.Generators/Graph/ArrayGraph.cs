using System.Text;

namespace RepLearn.Dsl.Generators.Graph;

/// <summary>
/// A growing graph of array values. Equal expressions are one node (common subexpressions are shared as they are
/// made), and every new node passes the <see cref="Simplifier"/> first.
/// </summary>
/// <param name="rewriting">How far operations are rewritten as they are made; less than all in tests that compare the two.</param>
internal sealed class ArrayGraph(Rewriting rewriting = Rewriting.All)
{
    public readonly List<Node> Nodes = [];

    private readonly Dictionary<string, Node> _known = new(StringComparer.Ordinal);

    // Most models have no functions of their own.
    private Dictionary<string, ScalarBody>? _bodies;

    /// <summary>What nodes are being made for.</summary>
    public NodeOrigin? Origin;

    /// <summary>Whether closed forms replace general sums.</summary>
    public bool TakesClosedForms => rewriting == Rewriting.All;

    /// <summary>Whether there are sparse matrices, which have rewrites of their own.</summary>
    public bool HasSparse { get; private set; }

    /// <summary>Whether there are functions that are graphs of their own, whose slopes' squares have rewrites of their own.</summary>
    public bool HasFunctions { get; private set; }

    private bool IsSimplified => rewriting != Rewriting.None;

    public Node Zero => Constant(0);

    public Node One => Constant(1);

    public Node Input(string name, int columns) => Intern(Op.Input, [], Shape.Batch(columns), null, name);

    public Node Parameter(string name, int index, int rows, int columns) =>
        Intern(Op.Parameter, [], Shape.Fixed(rows, columns), new ParameterIndex(index), name);

    /// <summary>The values of a parameter, by which nothing is differentiated.</summary>
    public Node Frozen(Node parameter) =>
        Intern(Op.Parameter, [], parameter.Shape, parameter.Arguments, $"frozen{Casing.Upper(parameter.Name!)}");

    public Node Constant(double value) => Intern(Op.Constant, [], Shape.Scalar, new ConstantValue(value));

    /// <summary>A row of the same number, in memory: kernels read matrices, and a number alone is in a register.</summary>
    public Node ConstantRow(double value, int columns) => columns == 1 ? Copy(Constant(value)) : Broadcast(Constant(value), Shape.Fixed(1, columns));

    public Node InverseExamples() => Intern(Op.RunScalar, [], Shape.Scalar, new InverseExamples(), "inverseExamples");

    public Node InverseBatch() => Intern(Op.RunScalar, [], Shape.Scalar, new InverseBatch(), "inverseBatch");

    public Node StepShare() => Intern(Op.RunScalar, [], Shape.Scalar, new StepShare(), "stepShare");

    /// <param name="final">What it rises to; known before a program starts.</param>
    public Node Ramp(string name, Node final, int steps) => steps == 0
        ? final
        : Intern(Op.RunScalar, [final], Shape.Scalar, new Ramp(steps), name);

    /// <summary>A number of the declaration that a model can be given another of.</summary>
    public Node Setting(string name, int index, double declared) => Intern(Op.RunScalar, [], Shape.Scalar, new Setting(index, declared), name);

    /// <summary>Random numbers: rows of their own for each example.</summary>
    public Node Noise(NoiseKind kind, string name, int site, int columns, int rowsPerExample = 1) =>
        Intern(Op.Noise, [], Shape.Batch(columns, rowsPerExample), new NoiseSource(kind, site), name);

    public Node Identity(int size) => size == 1
        ? Broadcast(One, Shape.Batch(1))
        : Intern(Op.Identity, [], Shape.Batch(size, size));

    /// <summary>The number of each column, from 0, in one row.</summary>
    public Node ColumnIndex(int columns) => columns == 1 ? Zero : Intern(Op.ColumnIndex, [], Shape.Fixed(1, columns));

    /// <summary>Above 0 in the column whose number a row's value is, below 0 in the others.</summary>
    public Node EqualsColumn(Node value, int columns) => Subtract(Constant(0.5), Apply(Op.Abs, Subtract(ColumnIndex(columns), value)));

    public Node Add(Node left, Node right) => Apply(Op.Add, left, right);

    public Node Subtract(Node left, Node right) => Apply(Op.Subtract, left, right);

    public Node Multiply(Node left, Node right) => Apply(Op.Multiply, left, right);

    public Node Scale(Node value, double factor) => Apply(Op.Multiply, Constant(factor), value);

    public Node Divide(Node left, Node right) => Apply(Op.Divide, left, right);

    public Node Negate(Node value) => Apply(Op.Negate, value);

    public Node Square(Node value) => Apply(Op.Multiply, value, value);

    public Node Select(Node condition, Node then, Node otherwise) => Apply(Op.Select, condition, then, otherwise);

    public Node Power(Node value, double exponent) =>
        value.Op == Op.Broadcast ? Broadcast(Power(value[0], exponent), value.Shape)
        : (IsSimplified ? Simplifier.Power(this, value, exponent) : null) ?? Intern(Op.Power, [value], value.Shape, new Exponent(exponent));

    /// <summary>The logarithm of the mean of <c>exp(−κ t)</c> over a sphere, or a derivative of it: see <see cref="Graph.SphereCumulant"/>.</summary>
    public Node SphereCumulant(Node concentration, int size, int derivative) => concentration.Op == Op.Broadcast
        ? Broadcast(SphereCumulant(concentration[0], size, derivative), concentration.Shape)
        : Intern(Op.SphereCumulant, [concentration], concentration.Shape, new SphereCumulant(size, derivative));

    /// <summary>Angles of draws on a sphere from their mean direction, or their slopes.</summary>
    /// <param name="op">Of the angle, or of its derivative by the concentration.</param>
    /// <param name="operand">The uniform variable, or the angle.</param>
    public Node SphereAngle(Op op, int size, Node concentration, Node operand) => Infer(op, [concentration, operand], new Sphere(size));

    /// <summary>The function of a name, made once.</summary>
    public ScalarBody Body(string name, Func<ScalarBody> make)
    {
        _bodies ??= new Dictionary<string, ScalarBody>(StringComparer.Ordinal);
        if (!_bodies.TryGetValue(name, out ScalarBody? body))
        {
            body = make();
            _bodies.Add(name, body);
        }

        return body;
    }

    /// <summary>A function of each element.</summary>
    public Node Function(ScalarBody body, Node x)
    {
        if ((body.Value.Op == Op.Broadcast ? body.Value[0] : body.Value) .Constant is { } constant)
        {
            return Broadcast(Constant(constant), x.Shape);
        }

        HasFunctions = true;
        return x.Op == Op.Broadcast
            ? Broadcast(Function(body, x[0]), x.Shape)
            : Intern(Op.Function, [x], x.Shape, new FunctionBody(body));
    }

    public Node Apply(Op op, params Node[] operands) =>
        (IsSimplified ? Simplifier.Simplify(this, op, operands) : null) ?? Infer(op, operands);

    /// <summary>The value at a larger shape; itself where the shapes agree.</summary>
    public Node Broadcast(Node value, Shape shape) =>
        value.Shape == shape ? value
        : value.Op == Op.Broadcast ? Broadcast(value[0], shape)
        : Intern(Op.Broadcast, [value], shape);

    /// <summary>Each example's row, or its rows in turn, k times; values that do not depend on the example stay as they are.</summary>
    public Node RepeatRows(Node value, int times) =>
        times == 1 || !value.Shape.PerExample ? value
        : value.Op == Op.Broadcast && !value[0].Shape.PerExample ? Broadcast(value[0], value.Shape.WithRows(value.Shape.Rows * times))
        : value.Shape.Rows > 1 ? Reshape(RepeatRows(Reshape(value, 1), times), value.Shape.Rows * times)
        : Intern(Op.RepeatRows, [value], Shape.Batch(value.Shape.Columns, times));

    public Node Tile(Node matrix) => Infer(Op.Tile, [matrix]);

    /// <summary>
    /// Each example's values, or those of a matrix, in their order, as <paramref name="rows"/> rows: groups of neighbouring columns as rows, on which reductions
    /// over columns and products work group by group, or such rows as columns again.
    /// </summary>
    public Node Reshape(Node value, int rows)
    {
        var arguments = new RowCount(rows);
        Shape shape = OpTable.Of(Op.Reshape).Infer((Node[])[value], arguments);
        return shape == value.Shape && IsSimplified ? value
            : value.Op == Op.Reshape && IsSimplified ? Reshape(value[0], rows)
            : value.Op == Op.Broadcast && value[0].Shape.IsScalar && IsSimplified ? Broadcast(value[0], shape)
            : Intern(Op.Reshape, [value], shape, arguments);
    }

    /// <summary>One of the operations on images and weights.</summary>
    public Node Convolution(Op op, ConvolutionShape window, Node left, Node right) =>
        Infer(op, [left, right], window);

    /// <summary>The columns of each row's largest values, from left to right, as numbers.</summary>
    public Node TopColumns(Node value, int count) => Infer(Op.TopColumns, [value], new ColumnCount(count));

    /// <summary>Those of a row's columns where another value is above 0.</summary>
    public Node KeepColumns(Node columns, Node where) => Infer(Op.KeepColumns, [columns, where]);

    /// <summary>What all but so many values for each example of the batch are at most.</summary>
    public Node BatchThreshold(Node values, int count) => Infer(Op.BatchThreshold, [values], new ColumnCount(count));

    /// <summary>The values in the columns whose numbers are given.</summary>
    public Node GatherColumns(Node value, Node columns) =>
        (IsSimplified ? SparseRewrites.Gather(this, value, columns) : null) ?? Infer(Op.GatherColumns, [value, columns]);

    /// <summary>A matrix of so many columns with the values in those whose numbers are given.</summary>
    public Node ScatterColumns(Node values, Node columns, int count)
    {
        HasSparse = true;
        return Infer(Op.ScatterColumns, [values, columns], new ColumnCount(count));
    }

    /// <summary>One of the products with a sparse matrix.</summary>
    public Node SparseProduct(Op op, params Node[] operands) => Infer(op, operands);

    /// <summary>One of the sums over the rows of a sparse matrix of so many columns.</summary>
    public Node SparseSum(Op op, int count, params Node[] operands) => Infer(op, operands, new ColumnCount(count));

    /// <summary>For each number in a column the row of a matrix.</summary>
    public Node GatherRows(Node numbers, Node table) => Infer(Op.GatherRows, [numbers, table]);

    /// <summary>A matrix whose row k is the sum of the batch's rows that have the number k.</summary>
    public Node ScatterRows(Node numbers, Node rows, int count) => Infer(Op.ScatterRows, [numbers, rows], new RowCount(count));

    /// <summary>A column whose row k is how many of the batch's rows have the number k.</summary>
    public Node CountRows(Node numbers, int count) => Infer(Op.CountRows, [numbers], new RowCount(count));

    /// <summary>Rows of the batch, drawn at random.</summary>
    public Node RandomRows(string name, Node rows, int count, int site) => Infer(Op.RandomRows, [rows], new RowDraw(count, site)).Named(name);

    /// <summary>One of the operations on windows of images.</summary>
    /// <param name="operands">The images, then the windows' places where the operation has them.</param>
    public Node Windows(Op op, WindowShape window, params Node[] operands) => Infer(op, operands, window);

    /// <summary>
    /// The largest value of each window. Its derivative is that of the first largest value, whose place is constant wherever there is a derivative.
    /// </summary>
    public Node WindowMax(WindowShape window, Node x) => Windows(Op.WindowGather, window, x, Windows(Op.WindowArgMax, window, x));

    /// <summary>A row, of fixed size or an example's, once per pixel.</summary>
    public Node RepeatPixels(Node row, int count) => count == 1 ? row : RepeatSeveral(row, count);

    private Node RepeatSeveral(Node row, int count) =>
        row.Shape.PerExample ? Reshape(RepeatRows(row, count), row.Shape.Rows)
        : Infer(Op.RepeatPixels, [row], new PixelCount(count));

    /// <summary>A row of fixed size, summed over its pixels.</summary>
    public Node SumPixels(Node row, int count) => count == 1 ? row : Infer(Op.SumPixels, [row], new PixelCount(count));

    /// <summary>One value from many along an axis.</summary>
    public Node Reduce(ReduceOperator op, ReduceAxis axis, Node value)
    {
        var reduction = new Reduction(op, axis);
        return (IsSimplified ? ReductionRewrites.Simplify(this, reduction, value) : null) ?? Infer(Op.Reduce, [value], reduction);
    }

    public Node Sum(ReduceAxis axis, Node value) => Reduce(ReduceOperator.Sum, axis, value);

    /// <summary>One value per example, averaged over the examples of the step: the parts of a step add up to its mean.</summary>
    public Node Mean(Node rows) => Multiply(InverseExamples(), Sum(ReduceAxis.Rows, rows));

    public Node Max(ReduceAxis axis, Node value) => Reduce(ReduceOperator.Max, axis, value);

    /// <summary>
    /// <c>ln Σ exp(x)</c> along an axis, by <c>m + ln Σ exp(x − m)</c> with m the largest x, so that no exponential overflows. The
    /// derivative with respect to m is 0, so m is detached.
    /// </summary>
    public Node LogSumExp(ReduceAxis axis, Node value)
    {
        Node largest = Largest(axis, value);
        return Add(largest, Apply(Op.Log, Sum(axis, Exponentials(axis, value, largest))));
    }

    /// <summary><c>exp(x) / Σ exp(x)</c> along an axis, with the terms of <see cref="LogSumExp"/>.</summary>
    public Node Softmax(ReduceAxis axis, Node value)
    {
        Node exponentials = Exponentials(axis, value, Largest(axis, value));
        return Divide(exponentials, RepeatAlong(axis, Sum(axis, exponentials), value.Shape));
    }

    /// <summary>A value whose gradient is that of another one (Bengio et al. 2013): <c>slope + (value − slope)</c>, the difference being constant.</summary>
    public Node StraightThrough(Node value, Node slope) => Add(slope, Detach(Subtract(value, slope)));

    /// <summary>The column of each row's largest value, the first of equal ones, as a number. It jumps: a loss may use it detached only.</summary>
    public Node ArgMax(Node value)
    {
        Node index = ColumnIndex(value.Shape.Columns);
        Node below = Subtract(Max(ReduceAxis.Columns, value), value);
        return WithoutDerivative(
            Negate(Max(ReduceAxis.Columns, Select(below, Constant(-value.Shape.Columns), Negate(index)))),
            "the place of a largest value jumps from one to another, and has no derivative");
    }

    /// <summary>For each example x the sum over the batch's y of <c>k(‖x − y‖²)</c>.</summary>
    public Node PairwiseSum(PairKernel kernel, Node x, Node y) =>
        Infer(Op.PairwiseSum, [x, y], kernel);

    /// <summary>For each example x the sum over the batch's y of <c>w 2 k'(‖x − y‖²) (x − y)</c>.</summary>
    /// <param name="weights">w; null for 1.</param>
    public Node PairwiseSlope(PairKernel kernel, Node x, Node y, Node? weights) =>
        Infer(Op.PairwiseSlope, weights is null ? [x, y] : [x, y, weights], kernel);

    /// <summary>For each example x the logarithm of the sum over the batch's components of <c>exp(c − ½ Σ τ (x − μ)²)</c>.</summary>
    /// <param name="offset">c: a column for densities of whole rows, or as wide as x for those of each column.</param>
    public Node MixtureLogDensity(Node x, Node mean, Node precision, Node offset) => Infer(Op.MixtureLogDensity, [x, mean, precision, offset]);

    /// <summary>The slope of a log-density by x.</summary>
    public Node MixtureSlope(Node density) => Infer(Op.MixtureSlope, [.. density.Operands, density]);

    /// <summary>For each component of a log-density the sum over the batch's x of <c>w r (x − μ)ᵏ</c>, r the component's share.</summary>
    /// <param name="weights">w; null for 1.</param>
    public Node MixtureMoment(Node density, int power, Node? weights) =>
        Infer(Op.MixtureMoment, [.. density.Operands, density, .. weights is null ? Array.Empty<Node>() : [weights]], new MomentOrder(power));

    /// <summary>The value, through which no gradient flows.</summary>
    public Node Detach(Node value) => Apply(Op.Detach, value);

    /// <summary>The value, of which a derivative is a mistake, unless it is detached.</summary>
    /// <param name="reason">Why there is none, after "but".</param>
    public Node WithoutDerivative(Node value, string reason) => Intern(Op.Detach, [value], value.Shape, new NoDerivative(reason));

    /// <summary>A reduction's result, repeated along the axis to the shape that was reduced.</summary>
    public Node RepeatAlong(ReduceAxis axis, Node result, Shape shape) => axis switch
    {
        ReduceAxis.Columns or ReduceAxis.Rows => Broadcast(result, shape),
        ReduceAxis.ExampleRows => RepeatRows(result, shape.Rows),
        ReduceAxis.Examples => Tile(result),
        _ => throw new InvalidOperationException($"Graph: unknown axis {axis}."),
    };

    /// <summary>A copy that is not shared with equal values, so that it gets a buffer of its own.</summary>
    public Node Copy(Node value)
    {
        var node = new Node(Nodes.Count, Op.Copy, [value], value.Shape, null);
        Nodes.Add(node);
        return node;
    }

    private Node Largest(ReduceAxis axis, Node value) => Detach(Max(axis, value));

    private Node Exponentials(ReduceAxis axis, Node value, Node largest) => Apply(Op.Exp, Subtract(value, RepeatAlong(axis, largest, value.Shape)));

    // A node whose shape follows from its operands.
    private Node Infer(Op op, Node[] operands, OpArguments? arguments = null) => Intern(op, operands, OpTable.Of(op).Infer(operands, arguments), arguments);

    private Node Intern(Op op, Node[] operands, Shape shape, OpArguments? arguments = null, string? name = null)
    {
        string key = $"{KeyOf(op, operands)} {shape} {arguments?.Key} {name}";
        if (!_known.TryGetValue(key, out Node? node))
        {
            node = new Node(Nodes.Count, op, operands, shape, arguments) { Name = name, Origin = Origin };
            Nodes.Add(node);
            _known.Add(key, node);
        }

        return node;
    }

    // The same whichever of two operands that may change places comes first.
    private static string KeyOf(Op op, Node[] operands)
    {
        bool isReversed = operands.Length == 2 && operands[0].Id > operands[1].Id && OpTable.Of(op).Has(OpTraits.Commutative);
        var key = new StringBuilder().Append((int)op);
        for (int index = 0; index < operands.Length; index++)
        {
            key.Append(' ').Append(operands[isReversed ? 1 - index : index].Id);
        }

        return key.ToString();
    }
}

/// <summary>How far a graph rewrites operations as they are made.</summary>
internal enum Rewriting
{
    /// <summary>Not at all: each operation becomes a node.</summary>
    None,

    /// <summary>To simpler forms, without closed forms of sums.</summary>
    Simpler,

    /// <summary>To simpler forms, with closed forms of sums.</summary>
    All,
}
