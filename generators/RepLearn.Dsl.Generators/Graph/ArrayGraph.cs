namespace RepLearn.Dsl.Generators.Graph;

/// <summary>
/// A growing graph of array values. Equal expressions are one node (common subexpressions are shared as they are
/// made), and every new node passes the <see cref="Simplifier"/> first.
/// </summary>
/// <param name="rewrites">Whether closed forms replace general sums; off in tests that compare the two.</param>
internal sealed class ArrayGraph(bool rewrites = true)
{
    private readonly List<Node> _nodes = [];
    private readonly Dictionary<string, Node> _known = new(StringComparer.Ordinal);

    private readonly Dictionary<string, ScalarBody> _bodies = new(StringComparer.Ordinal);

    public IReadOnlyList<Node> Nodes => _nodes;

    public bool Rewrites => rewrites;

    public Node Zero => Constant(0);

    public Node One => Constant(1);

    public Node Input(string name, int columns) => Intern(Op.Input, [], Shape.Batch(columns), name: name);

    public Node Parameter(string name, int index, int rows, int columns) =>
        Intern(Op.Parameter, [], Shape.Fixed(rows, columns), index: index, name: name);

    public Node Constant(double value) => Intern(Op.Constant, [], Shape.Scalar, value);

    public Node InverseBatch() => Intern(Op.Schedule, [], Shape.Scalar, schedule: ScheduleKind.InverseBatch, name: "inverseBatch");

    public Node Training() => Intern(Op.Schedule, [], Shape.Scalar, schedule: ScheduleKind.Training, name: "training");

    public Node Ramp(string name, double final, int steps) => steps == 0
        ? Constant(final)
        : Intern(Op.Schedule, [], Shape.Scalar, final, steps, ScheduleKind.Ramp, name);

    public Node Noise(Op kind, string name, int site, int columns) => Intern(kind, [], Shape.Batch(columns), index: site, name: name);

    public Node IdentityRows(int size) => size == 1
        ? Broadcast(One, Shape.Batch(1))
        : Intern(Op.IdentityRows, [], Shape.Batch(size, size));

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
        : Simplifier.Power(this, value, exponent) ?? Intern(Op.Power, [value], value.Shape, exponent);

    /// <summary>The function of a name, made once.</summary>
    public ScalarBody Body(string name, Func<ScalarBody> make)
    {
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
        if ((body.Value.Op == Op.Broadcast ? body.Value[0] : body.Value) is { Op: Op.Constant } constant)
        {
            return Broadcast(Constant(constant.Number), x.Shape);
        }

        return x.Op == Op.Broadcast
            ? Broadcast(Function(body, x[0]), x.Shape)
            : Intern(Op.Function, [x], x.Shape, body: body);
    }

    public Node Apply(Op op, params Node[] operands) =>
        Simplifier.Simplify(this, op, operands) ?? Intern(op, operands, ShapeInference.Infer(op, operands));

    /// <summary>The value at a larger shape; itself where the shapes agree.</summary>
    public Node Broadcast(Node value, Shape shape) =>
        value.Shape == shape ? value
        : value.Op == Op.Broadcast ? Broadcast(value[0], shape)
        : Intern(Op.Broadcast, [value], shape);

    /// <summary>Each example's row k times; values that do not depend on the example stay as they are.</summary>
    public Node RepeatRows(Node value, int times) =>
        times == 1 || !value.Shape.PerExample ? value
        : value.Op == Op.Broadcast && !value[0].Shape.PerExample ? Broadcast(value[0], Shape.Batch(value.Shape.Columns, times))
        : Intern(Op.RepeatRows, [value], Shape.Batch(value.Shape.Columns, times));

    public Node Tile(Node matrix) => Intern(Op.Tile, [matrix], Shape.Batch(matrix.Shape.Columns, matrix.Shape.Rows));

    /// <summary>A copy with a place in memory of its own, not shared with equal values.</summary>
    public Node Copy(Node value)
    {
        var node = new Node(_nodes.Count, Op.Broadcast, [value], value.Shape, 0, 0, ScheduleKind.None);
        _nodes.Add(node);
        return node;
    }

    /// <summary>
    /// Numbers names that several values have, such as those of a layer with and without dropout, so that each name
    /// means one value in generated code.
    /// </summary>
    public void MakeNamesUnique()
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (Node node in _nodes.Where(node => node.Name is not null))
        {
            string name = node.Name!;
            for (int count = 2; !taken.Add(node.Name!); count++)
            {
                node.Name = $"{name}_{count}";
            }
        }
    }

    private Node Intern(Op op, Node[] operands, Shape shape, double number = 0, int index = 0, ScheduleKind schedule = ScheduleKind.None, string? name = null, ScalarBody? body = null)
    {
        IEnumerable<Node> ordered = OpKinds.IsCommutative(op) ? operands.OrderBy(operand => operand.Id) : operands;
        string key = $"{(int)op} {string.Join(",", ordered.Select(operand => $"{operand.Id}"))} {shape} {BitConverter.DoubleToInt64Bits(number)} {index} {(int)schedule} {name}{body}";
        if (!_known.TryGetValue(key, out Node? node))
        {
            node = new Node(_nodes.Count, op, operands, shape, number, index, schedule) { Name = name, Body = body };
            _nodes.Add(node);
            _known.Add(key, node);
        }

        return node;
    }
}
