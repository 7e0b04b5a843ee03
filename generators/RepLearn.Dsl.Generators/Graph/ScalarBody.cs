namespace RepLearn.Dsl.Generators.Graph;

/// <summary>
/// A function of one number as a graph of its own, of which a node <see cref="Op.Function"/> applies the whole to each element: what
/// a user writes whose intermediate values may leave the range of numbers. It is computed with exponents that do not overflow.
/// </summary>
/// <param name="name">The user's name of the function.</param>
/// <param name="text">The name as mathematics writes derivatives and squares of them.</param>
/// <param name="order">How often the function was differentiated.</param>
/// <param name="isOfSquare">Whether it is the square of a slope, or was made by differentiating one.</param>
/// <param name="function">The function that this is made of; null for itself.</param>
internal sealed class ScalarBody(string name, string text, int order, bool isOfSquare, ArrayGraph graph, Node variable, Node value, ScalarBody? function)
{
    private ScalarBody? _slope;
    private ScalarBody? _square;

    /// <summary>A user's function.</summary>
    public ScalarBody(string name, ArrayGraph graph, Node variable, Node value)
        : this(name, name, 0, false, graph, variable, value, null)
    {
    }

    /// <summary>Whether this is a slope's own slope, which products multiply with slopes; that of a slope's square has the product in it.</summary>
    public bool MultipliesSlopes => order > 1 && !isOfSquare;

    /// <summary>The shape of the graph's values: a row like any other.</summary>
    public static Shape Shape { get; } = Shape.Batch(2);

    public string Name => name;

    public int Order => order;

    public ArrayGraph Graph => graph;

    public Node Variable => variable;

    public Node Value => value;

    /// <summary>The function itself, whose value says whether a slope that is no number is a pole's.</summary>
    public ScalarBody Function => function ?? this;

    /// <summary>The square of a slope.</summary>
    public ScalarBody Square => _square ??= With($"({text})²", order, true, graph.Square(value));

    /// <summary>The derivative, made when it is first needed.</summary>
    /// <param name="differentiate">The derivative of a value by the variable.</param>
    public ScalarBody Slope(Func<ScalarBody, Node> differentiate) =>
        _slope ??= With(text.EndsWith("²", StringComparison.Ordinal) ? $"({text})'" : $"{text}'", order + 1, isOfSquare, differentiate(this));

    /// <summary>The name as mathematics writes it.</summary>
    public override string ToString() => text;

    private ScalarBody With(string newText, int newOrder, bool newOfSquare, Node newValue) =>
        new(name, newText, newOrder, newOfSquare, graph, variable, graph.Broadcast(newValue, Shape), Function);
}
