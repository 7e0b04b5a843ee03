using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>
/// Lowers layers and owns parameters and noise sites, which it makes on first use: each mode lowers the same layers, with or
/// without dropout, over the same parameters.
/// </summary>
internal sealed class LayerLowering(ArrayGraph graph, ModelSpec spec)
{
    private const double LayerNormEpsilon = 1e-5;

    private readonly List<ModelParameter> _parameters = [];
    private readonly List<Node> _mirrored = [];
    private readonly Dictionary<string, int> _sites = new(StringComparer.Ordinal);

    public IReadOnlyList<ModelParameter> Parameters => _parameters;

    /// <summary>Random numbers of one row per example; the same ones for the same name, whatever the mode.</summary>
    public Node Noise(NoiseKind kind, string name, int columns)
    {
        if (!_sites.TryGetValue(name, out int site))
        {
            site = _sites.Count;
            _sites.Add(name, site);
        }

        return graph.Noise(kind, name, site, columns);
    }

    /// <summary>A family's layers in order, from <paramref name="x"/>.</summary>
    public Node Lower(SpecPlace place, EquatableArray<LayerSpec> layers, Node x, ProgramMode mode)
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
                LayerKind.Dropout => mode == ProgramMode.Train ? Dropout(name, x, layer.Rate) : x,
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

    private Node Dropout(string name, Node x, double rate)
    {
        Node uniform = Noise(NoiseKind.Uniform, $"{name}Noise", x.Shape.Columns);
        return Named(name, graph.Select(graph.Subtract(graph.Constant(rate), uniform), graph.Zero, graph.Scale(x, 1 / (1 - rate))));
    }

    private static Node Named(string name, Node node)
    {
        node.Name ??= name;
        return node;
    }
}
