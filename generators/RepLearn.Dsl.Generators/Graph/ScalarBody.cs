namespace RepLearn.Dsl.Generators.Graph;

/// <summary>
/// A function of one number as a graph of its own, of which a node <see cref="Op.Function"/> applies the whole to each element: what
/// a user writes whose intermediate values may leave the range of numbers. It is computed with exponents that do not overflow.
/// </summary>
/// <param name="name">The user's name of the function.</param>
/// <param name="order">How often the function was differentiated.</param>
/// <param name="function">The function that this is a derivative of; null for itself.</param>
internal sealed class ScalarBody(string name, int order, ArrayGraph graph, Node variable, Node value, ScalarBody? function)
{
    /// <summary>The shape of the graph's values: a row like any other.</summary>
    public static Shape Shape { get; } = Shape.Batch(2);

    public string Name => name;

    public int Order => order;

    public ArrayGraph Graph => graph;

    public Node Variable => variable;

    public Node Value => value;

    /// <summary>The function itself, whose value says whether a slope that is no number is a pole's.</summary>
    public ScalarBody Function => function ?? this;

    /// <summary>The derivative; made by the rule of <see cref="Op.Function"/> when it is first needed.</summary>
    public ScalarBody? Slope { get; set; }

    /// <summary>The name as mathematics writes derivatives.</summary>
    public override string ToString() => name + new string('\'', order);
}
