using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>A model as a graph: its parameters, its loss terms, and what encoding and decoding give.</summary>
/// <param name="NextState">What a training step makes of each state, by its name.</param>
/// <param name="Terms">The loss of a training step.</param>
/// <param name="TestTerms">The same terms as they count after training.</param>
/// <param name="Code">The code of an example as users get it, without noise.</param>
/// <param name="Decoded">The output's mean for a code that is an input itself.</param>
/// <param name="Predicted">What the head predicts from the code; null without a head.</param>
/// <param name="Divergence">Each dimension's divergence of an example's posterior from the prior; null for a deterministic code.</param>
internal sealed record LoweredModel(
    ArrayGraph Graph,
    IReadOnlyList<ModelParameter> Parameters,
    IReadOnlyDictionary<string, Node> NextState,
    IReadOnlyList<LossTerm> Terms,
    IReadOnlyList<LossTerm> TestTerms,
    Node Code,
    Node Decoded,
    Node? Divergence,
    Node? Predicted)
{
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
    public required IReadOnlyList<Node> Inputs { get; init; }

    /// <summary>Logarithms of the importance weights of some draws for each example; null where the model has no densities.</summary>
    public Node? LogWeights { get; init; }

    /// <summary>What becomes of parameters after each update, by the parameter.</summary>
    public IReadOnlyDictionary<Node, Node> Updated { get; init; } = new Dictionary<Node, Node>();

    /// <summary>What draws from a prior that is learned; else null.</summary>
    public PriorCode? Prior { get; init; }

    /// <summary>What is reconstructed, among <see cref="Inputs"/>: the first of them where that is the input itself.</summary>
    public Node? Target { get; init; }

    /// <summary>The condition among <see cref="Inputs"/>; null without one.</summary>
    public Node? Condition { get; init; }

    /// <summary>What is active in a code; null where it is not sparse.</summary>
    public ActiveUnits? Active { get; init; }

    /// <summary>How codes are told by numbers; null where they are not quantised.</summary>
    public IndexedCodes? Indexed { get; init; }

    /// <summary>The code that <see cref="Decoded"/> is made of.</summary>
    public required Node CodeInput { get; init; }
}

/// <summary>A draw from the prior, as a function of random numbers that are inputs.</summary>
internal sealed record PriorCode(IReadOnlyList<Node> Inputs, Node Code);

/// <summary>A sparse code.</summary>
/// <param name="Units">Numbers of the units that are looked at in an example, ascending; below 0 behind the last.</param>
/// <param name="Values">Theirs, 0 where a unit is not active.</param>
internal sealed record ActiveUnits(Node Units, Node Values);

/// <summary>Codes by the numbers of their vectors in a codebook.</summary>
/// <param name="Indices">Of an example.</param>
/// <param name="Input">Numbers that are given.</param>
/// <param name="Decoded">The output's mean for these.</param>
internal sealed record IndexedCodes(Node Indices, Node Input, Node Decoded);

/// <summary>A parameter with its place in the declaration and the way its first values are drawn.</summary>
internal sealed record ModelParameter(string Name, ParameterRole Role, Node Node, Initialization Initialization, SpecPlace Place, int LayerIndex)
{
    public int Rows => Node.Shape.Rows;

    public int Columns => Node.Shape.Columns;

    /// <summary>Whether training computes the values instead of learning them.</summary>
    public bool IsState { get; init; }

    public bool IsWeight => Role is ParameterRole.Weight or ParameterRole.ConditionWeight;
}

/// <summary>A named, weighted term of the loss: a scalar, or a Jacobian's norm that differentiation has to build first.</summary>
/// <param name="Value">The scalar; null for a Jacobian's norm.</param>
/// <param name="Metrics">
/// What the term makes a loss of, without weight, warm-up, floor or target: the divergence of a term <c>kl</c>. Its node is null for a
/// Jacobian's norm; none where the term is the quantity itself.
/// </param>
internal sealed record LossTerm(string Name, Node? Value, JacobianNorm? Jacobian, params TermMetric[] Metrics)
{
    public LossTerm(string name, Node value, params TermMetric[] metrics)
        : this(name, value, null, metrics)
    {
    }

    public LossTerm(string name, JacobianNorm jacobian, params TermMetric[] metrics)
        : this(name, null, jacobian, metrics)
    {
    }
}

/// <summary>A quantity that is reported beside the terms and no part of their sum.</summary>
internal sealed record TermMetric(string Name, Node? Value);

/// <summary><c>weight · ‖∂output/∂input‖²</c>, averaged over the batch.</summary>
/// <param name="Directions">
/// Rows of independent values of mean 0 and variance 1 for each example, by whose products with the Jacobian the norm is estimated; null for the exact norm.
/// </param>
/// <param name="Penalty">Its place in the declaration.</param>
internal sealed record JacobianNorm(Node Output, Node Input, double Weight, Node? Directions = null, NodeOrigin? Penalty = null);
