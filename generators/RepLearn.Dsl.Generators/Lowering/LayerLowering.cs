using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>
/// Lowers layers and owns the parameters, which it makes on first use: training and use of a model lower the same
/// layers, once with dropout and once without, over the same parameters.
/// </summary>
internal sealed class LayerLowering(ArrayGraph graph, ModelSpec spec)
{
    private const double LayerNormEpsilon = 1e-5;

    private readonly List<ModelParameter> _parameters = [];
    private readonly List<Node> _mirrored = [];
    private int _noiseSites;

    public IReadOnlyList<ModelParameter> Parameters => _parameters;

    public int NextNoiseSite() => _noiseSites++;

    /// <summary>A family's layers in order, from <paramref name="x"/>.</summary>
    /// <param name="training">Whether dropout is on.</param>
    public Node Lower(SpecPlace place, EquatableArray<LayerSpec> layers, Node x, bool training)
    {
        int tied = 0;
        int named = 0;
        int dropouts = 0;
        for (int index = 0; index < layers.Count; index++)
        {
            // Files know parameters by name, so layers that have none do not count.
            LayerSpec layer = layers[index];
            string family = place == SpecPlace.Encoder ? "encoder" : "decoder";
            string name = layer.HasParameters ? $"{family}{++named}" : $"{family}Dropout{++dropouts}";
            x = layer.Kind switch
            {
                LayerKind.Dense => Dense(name, place, index, x, layer.Units, layer.Activation, mirrored: place == SpecPlace.Encoder),
                LayerKind.Tied => Tied(name, place, index, x, _mirrored[_mirrored.Count - 1 - tied++], layer.Activation),
                LayerKind.LayerNorm => LayerNorm(name, place, index, x),
                LayerKind.Dropout => training ? Dropout(name, x, layer.Rate) : x,
                _ => throw new InvalidOperationException($"Lowering: unknown layer {layer.Kind}."),
            };
        }

        return x;
    }

    /// <summary><c>activation(x W + b)</c></summary>
    /// <param name="mirrored">Whether a tied layer may use the weights.</param>
    public Node Dense(string name, SpecPlace place, int index, Node x, int units, ActivationSpec activation, bool mirrored)
    {
        int inputs = x.Shape.Columns;
        Node weight = Parameter($"{name}Weight", inputs, units, Initialization.OfWeights(spec, place, index, inputs, units), place, index);
        if (mirrored && !_mirrored.Contains(weight))
        {
            _mirrored.Add(weight);
        }

        return Activated(name, place, index, inputs, graph.Apply(Op.Product, x, weight), activation);
    }

    /// <summary>A parameter of the model; the same one for the same name.</summary>
    public Node Parameter(string name, int rows, int columns, Initialization initialization, SpecPlace place, int index)
    {
        ModelParameter? known = _parameters.FirstOrDefault(parameter => parameter.Name == name);
        if (known is null)
        {
            known = new ModelParameter(name, graph.Parameter(name, _parameters.Count, rows, columns), initialization, place, index);
            _parameters.Add(known);
        }

        return known.Node;
    }

    private Node Tied(string name, SpecPlace place, int index, Node x, Node weight, ActivationSpec activation) =>
        Activated(name, place, index, x.Shape.Columns, graph.Apply(Op.ProductTransposed, x, weight), activation);

    private Node Activated(string name, SpecPlace place, int index, int inputs, Node product, ActivationSpec activation)
    {
        product.Name ??= $"{name}Product";
        Node bias = Parameter($"{name}Bias", 1, product.Shape.Columns, Initialization.OfBiases(spec, place, index, inputs), place, index);
        Node sum = graph.Add(product, bias);
        if (activation.Kind != ActivationKind.Identity)
        {
            sum.Name ??= $"{name}Sum";
        }

        return Named(name, ScalarLowering.Activate(graph, activation, sum, spec.Functions));
    }

    // y = gain (x − mean) / √(variance + ε) + bias, over each example's own values
    private Node LayerNorm(string name, SpecPlace place, int index, Node x)
    {
        int width = x.Shape.Columns;
        Node gain = Parameter($"{name}Gain", 1, width, Initialization.Ones, place, index);
        Node bias = Parameter($"{name}Bias", 1, width, Initialization.Zeros, place, index);
        Node centred = Named($"{name}Centred", graph.Subtract(x, graph.Scale(graph.Sum(ReduceAxis.Columns, x), 1.0 / width)));
        Node variance = Named($"{name}Variance", graph.Scale(graph.Sum(ReduceAxis.Columns, graph.Square(centred)), 1.0 / width));
        Node deviation = Named($"{name}Deviation", graph.Apply(Op.Sqrt, graph.Add(variance, graph.Constant(LayerNormEpsilon))));
        Node normal = Named($"{name}Normal", graph.Divide(centred, deviation));
        return Named(name, graph.Add(graph.Multiply(normal, gain), bias));
    }

    // The rate is 0 when testing: nothing is dropped, and the factor of what stays is 1.
    private Node Dropout(string name, Node x, double rate)
    {
        Node uniform = graph.Noise(NoiseKind.Uniform, $"{name}Noise", NextNoiseSite(), x.Shape.Columns);
        Node rateNow = graph.Scale(graph.Training(), rate);
        Node kept = graph.Divide(graph.One, graph.Subtract(graph.One, rateNow));
        return Named(name, graph.Select(graph.Subtract(rateNow, uniform), graph.Zero, graph.Multiply(kept, x)));
    }

    private static Node Named(string name, Node node)
    {
        node.Name ??= name;
        return node;
    }
}
