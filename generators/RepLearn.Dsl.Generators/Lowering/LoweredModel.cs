using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>A model as a graph: its parameters, its loss terms, and what encoding and decoding give.</summary>
/// <param name="nextState">What a training step makes of each state, by its name.</param>
/// <param name="terms">The loss of a training step.</param>
/// <param name="testTerms">The same terms as they count after training.</param>
/// <param name="code">The code of an example as users get it, without noise.</param>
/// <param name="decoded">The output's mean for a code that is an input itself.</param>
/// <param name="predicted">What the head predicts from the code; null without a head.</param>
/// <param name="divergence">Each dimension's divergence of an example's posterior from the prior; null for a deterministic code.</param>
internal sealed class LoweredModel(
    ArrayGraph graph,
    List<ModelParameter> parameters,
    Dictionary<string, Node> nextState,
    LossTerm[] terms,
    LossTerm[] testTerms,
    Node code,
    Node decoded,
    Node? divergence,
    Node? predicted)
{
    public readonly ArrayGraph Graph = graph;
    public readonly List<ModelParameter> Parameters = parameters;
    public readonly Dictionary<string, Node> NextState = nextState;
    public readonly LossTerm[] Terms = terms;
    public readonly LossTerm[] TestTerms = testTerms;
    public readonly Node Code = code;
    public readonly Node Decoded = decoded;
    public readonly Node? Divergence = divergence;
    public readonly Node? Predicted = predicted;

    /// <summary>Values of all parameters and states.</summary>
    public int ParameterCount
    {
        get
        {
            int count = 0;
            foreach (ModelParameter parameter in Parameters)
            {
                count += parameter.Rows * parameter.Columns;
            }

            return count;
        }
    }

    /// <summary>What a row of examples to train or test on consists of, in order.</summary>
    public required Node[] Inputs;

    /// <summary>Logarithms of the importance weights of some draws for each example; null where the model has no densities.</summary>
    public Node? LogWeights;

    /// <summary>What becomes of parameters after each update, by the parameter.</summary>
    public Dictionary<Node, Node> Updated = new Dictionary<Node, Node>();

    /// <summary>The standard deviation of each of the code's values; null where they are not independent normal variables.</summary>
    public Node? Deviations;

    /// <summary>The numbers that programs read when they run, by their places.</summary>
    public List<SettingSpec> Settings = [];

    /// <summary>What draws from a prior that is learned; else null.</summary>
    public PriorCode? Prior;

    /// <summary>What is reconstructed, among <see cref="Inputs"/>: the first of them where that is the input itself.</summary>
    public Node? Target;

    /// <summary>The condition among <see cref="Inputs"/>; null without one.</summary>
    public Node? Condition;

    /// <summary>What is active in a code; null where it is not sparse.</summary>
    public ActiveUnits? Active;

    /// <summary>How codes are told by numbers; null where they are not quantised.</summary>
    public IndexedCodes? Indexed;

    /// <summary>The code that <see cref="Decoded"/> is made of.</summary>
    public required Node CodeInput;
}

/// <summary>A draw from the prior, as a function of random numbers that are inputs.</summary>
internal sealed class PriorCode(IReadOnlyList<Node> inputs, Node code)
{
    public readonly IReadOnlyList<Node> Inputs = inputs;
    public readonly Node Code = code;
}

/// <summary>A sparse code.</summary>
/// <param name="units">Numbers of the units that are looked at in an example, ascending; below 0 behind the last.</param>
/// <param name="values">Theirs, 0 where a unit is not active.</param>
internal sealed class ActiveUnits(Node units, Node values)
{
    public readonly Node Units = units;
    public readonly Node Values = values;
}

/// <summary>Codes by the numbers of their vectors in a codebook.</summary>
/// <param name="indices">Of an example.</param>
/// <param name="input">Numbers that are given.</param>
/// <param name="decoded">The output's mean for these.</param>
internal sealed class IndexedCodes(Node indices, Node input, Node decoded)
{
    public readonly Node Indices = indices;
    public readonly Node Input = input;
    public readonly Node Decoded = decoded;
}

/// <summary>A parameter with its place in the declaration and the way its first values are drawn.</summary>
internal sealed class ModelParameter(string name, ParameterRole role, Node node, Initialization initialization, SpecPlace place, int layerIndex)
{
    public readonly string Name = name;
    public readonly ParameterRole Role = role;
    public readonly Node Node = node;
    public readonly Initialization Initialization = initialization;
    public readonly SpecPlace Place = place;
    public readonly int LayerIndex = layerIndex;

    public readonly int Rows = node.Shape.Rows;
    public readonly int Columns = node.Shape.Columns;

    /// <summary>Whether training computes the values instead of learning them.</summary>
    public bool IsState { get; init; }

    public bool IsWeight => Role is ParameterRole.Weight or ParameterRole.ConditionWeight;
}

/// <summary>A named, weighted term of the loss: a scalar, or a Jacobian's norm that differentiation has to build first.</summary>
/// <param name="value">The scalar; null for a Jacobian's norm.</param>
/// <param name="metrics">
/// What the term makes a loss of, without weight, warm-up, floor or target: the divergence of a term <c>kl</c>. Its node is null for a
/// Jacobian's norm; none where the term is the quantity itself.
/// </param>
internal sealed class LossTerm(string name, Node? value, JacobianNorm? jacobian, params TermMetric[] metrics)
{
    public readonly string Name = name;
    public readonly Node? Value = value;
    public readonly JacobianNorm? Jacobian = jacobian;
    public readonly TermMetric[] Metrics = metrics;

    public LossTerm(string name, Node value, params TermMetric[] metrics)
        : this(name, value, null, metrics)
    {
    }

    public LossTerm(string name, JacobianNorm jacobian, params TermMetric[] metrics)
        : this(name, null, jacobian, metrics)
    {
    }

    /// <summary>The same with more metrics behind its own.</summary>
    public LossTerm With(TermMetric[] more) => more.Length == 0 ? this : new(Name, Value, Jacobian, Metrics.Concat(more).ToArray());
}

/// <summary>A quantity that is reported beside the terms and no part of their sum.</summary>
internal sealed class TermMetric(string name, Node? value)
{
    public readonly string Name = name;
    public readonly Node? Value = value;
}

/// <summary><c>weight · ‖∂output/∂input‖²</c>, averaged over the batch.</summary>
/// <param name="directions">
/// Rows of independent values of mean 0 and variance 1 for each example, by whose products with the Jacobian the norm is estimated; null for the exact norm.
/// </param>
/// <param name="penalty">Its place in the declaration.</param>
internal sealed class JacobianNorm(Node output, Node input, Node weight, Node? directions = null, NodeOrigin? penalty = null)
{
    public readonly Node Output = output;
    public readonly Node Input = input;
    public readonly Node Weight = weight;
    public readonly Node? Directions = directions;
    public readonly NodeOrigin? Penalty = penalty;
}
