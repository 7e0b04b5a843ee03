using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>
/// Lowers layers and owns parameters and noise sites, which it makes on first use: each mode lowers the same layers, with or
/// without dropout, over the same parameters.
/// </summary>
/// <param name="condition">What layers with a condition get; null where the model has none.</param>
internal sealed partial class LayerLowering(ArrayGraph graph, ModelSpec spec, ConditionLowering? condition)
{
    // A weight that is no direction.
    private const double SmallestLength = 1e-30;

    public readonly List<ModelParameter> Parameters = [];

    /// <summary>What a training step makes of each state, by its name.</summary>
    public readonly Dictionary<string, Node> NextState = new(StringComparer.Ordinal);

    /// <summary>What becomes of parameters after each update, by the parameter.</summary>
    public readonly Dictionary<Node, Node> Updated = [];

    private readonly Initializers _initializers = new(spec);
    private readonly Dictionary<string, Node> _byName = new(StringComparer.Ordinal);

    // The weights that tied layers may use, in order and as a set, and those that have a row, rather than a column, for each of their layer's outputs.
    private readonly List<Node> _mirrored = [];
    private readonly HashSet<Node> _mirrorable = [];
    private readonly HashSet<Node> _hasRowPerUnit = [];

    private readonly Dictionary<string, int> _sites = new(StringComparer.Ordinal);
    private bool _isBeside;
    private bool _isFrozen;

    /// <summary>Says of nodes which part of the declaration they are made for.</summary>
    public static NodeOrigin OriginOf(SpecPlace place, int index = 0) => new((int)place, index);

    /// <summary>Random numbers; the same ones for the same name, whatever the mode.</summary>
    public Node Noise(NoiseKind kind, string name, int columns, int rowsPerExample = 1)
    {
        return graph.Noise(kind, name, SiteOf(name), columns, rowsPerExample);
    }

    /// <summary>Rows of the batch, drawn at random.</summary>
    public Node RandomRows(string name, Node rows, int count) => graph.RandomRows(name, rows, count, SiteOf(name));

    /// <summary>What a training step makes of a state.</summary>
    public void Next(LayerSite site, ParameterRole role, Node value)
    {
        if (!_isBeside)
        {
            NextState[$"{site.Name}{role}"] = value;
        }
    }

    /// <summary>Lowers layers once more, for other values than the model's own: state follows the model's.</summary>
    /// <param name="isFrozen">Whether parameters are constant.</param>
    public Node Beside(bool isFrozen, Func<Node> lower)
    {
        (_isBeside, _isFrozen) = (true, isFrozen);
        Node result = lower();
        (_isBeside, _isFrozen) = (false, false);
        return result;
    }

    /// <summary>A family's layers in order, from <paramref name="x"/>.</summary>
    /// <param name="shape">What <paramref name="x"/> is.</param>
    public Node Lower(SpecPlace place, EquatableArray<LayerSpec> layers, Node x, ValueShape shape, ProgramMode mode)
    {
        int leaf = 0;
        return Lower(new LayerScope(place, place == SpecPlace.Encoder ? "encoder" : "decoder", null), layers, x, shape, mode, ref leaf);
    }

    private Node Lower(LayerScope scope, EquatableArray<LayerSpec> layers, Node x, ValueShape shape, ProgramMode mode, ref int leaf)
    {
        int tied = 0;
        int named = 0;
        var unnamed = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int index = 0; index < layers.Count; index++)
        {
            // Files know parameters by name, so layers that have none do not count.
            LayerSpec layer = layers[index];
            int place = scope.Index ?? index;
            graph.Origin = OriginOf(scope.Place, place);
            string name = layer.HasParameters ? $"{scope.Prefix}{++named}" : $"{scope.Prefix}{layer.Values}{Next(unnamed, layer.Values)}";
            LayerShape described = layer.Describe(shape);
            int inputs = (Find(described, ParameterRole.Weight) ?? Find(described, ParameterRole.ConditionWeight))?.Inputs ?? shape.Size;
            var site = new LayerSite(name, scope.Place, place, inputs, described, leaf);
            if (layer is BlockSpec block)
            {
                x = Block(block, new LayerScope(scope.Place, $"{name}Block", place), name, x, shape, mode, ref leaf);
            }
            else
            {
                x = Lower(layer, site, x, shape, mode, scope, ref tied);
                leaf++;
            }

            shape = described.Outputs;
        }

        return x;
    }

    private Node Block(BlockSpec block, LayerScope scope, string name, Node x, ValueShape shape, ProgramMode mode, ref int leaf)
    {
        Node inner = Lower(scope, block.Layers, x, shape, mode, ref leaf);
        return block.IsResidual ? graph.Add(x, inner).Named(name) : inner;
    }

    private Node Lower(LayerSpec layer, LayerSite site, Node x, ValueShape shape, ProgramMode mode, LayerScope scope, ref int tied) => layer switch
    {
        DenseSpec dense => Dense(site, x, dense.Activation, mirrored: scope is { Place: SpecPlace.Encoder, Index: null }, dense.HasUnitRows),
        TiedSpec mirroring => Tied(site, x, _mirrored[_mirrored.Count - 1 - tied++], mirroring.Activation),
        _ => shape.Image is null ? OfValues(layer, site, x, shape, mode) : OfImage(layer, site, x, shape.Image) ?? OfValues(layer, site, x, shape, mode),
    };

    // Null where the layer takes an image's values as those of any other example.
    private Node? OfImage(LayerSpec layer, LayerSite site, Node x, ImageShape image) => layer switch
    {
        ConvolutionSpec convolution => Convolution(site, x, convolution, image),
        PoolingSpec pooling => Pool(site, x, pooling, image),
        UpsampleSpec upsampling => Upsample(site, x, upsampling.Factor, image),
        _ => null,
    };

    private Node OfValues(LayerSpec layer, LayerSite site, Node x, ValueShape shape, ProgramMode mode) => layer switch
    {
        ReshapeSpec or FlattenSpec => x,
        LayerNormSpec norm => LayerNorm(site, x, norm.Activation),
        GroupNormSpec norm => GroupNorm(site, x, shape.Image ?? new ImageShape(1, 1, shape.Size), norm),
        BatchNormSpec norm => BatchNorm(site, x, shape.Image, norm, mode),
        DropoutSpec dropout => mode == ProgramMode.Train ? Dropout(site.Name, x, dropout.Rate) : x,
        _ => throw new InvalidOperationException($"Lowering: unknown layer {layer}."),
    };

    /// <summary><c>activation(x W + b)</c></summary>
    /// <param name="mirrored">Whether a tied layer may use the weights.</param>
    /// <param name="hasUnitRows">Whether each row of the weights has the length 1 after an update.</param>
    public Node Dense(LayerSite site, Node x, ActivationSpec activation, bool mirrored, bool hasUnitRows = false)
    {
        Node weight = Parameter(site, ParameterRole.Weight);
        if (hasUnitRows && !_isFrozen && !Updated.ContainsKey(weight))
        {
            Updated.Add(weight, UnitRows(site, weight));
        }

        if (mirrored)
        {
            AllowMirror(weight, hasRowPerUnit: false);
        }

        return ActivatedProduct(site, graph.Apply(Op.Product, x, weight), activation);
    }

    /// <summary>Lets a tied layer use a weight.</summary>
    /// <param name="hasRowPerUnit">Whether the weight has a row for each of its layer's outputs, rather than a column.</param>
    public void AllowMirror(Node weight, bool hasRowPerUnit)
    {
        if (_mirrorable.Add(weight))
        {
            _mirrored.Add(weight);
        }

        if (hasRowPerUnit)
        {
            _hasRowPerUnit.Add(weight);
        }
    }

    /// <summary>The decoder's bias, where it is subtracted from what is encoded; else null.</summary>
    public Node? CentringBias()
    {
        if (!spec.IsCentred)
        {
            return null;
        }

        // The weight comes first in the order of files.
        LayerShape shape = spec.Decoder[0].Describe(new ValueShape(spec.Latent.Size));
        var site = new LayerSite("decoder1", SpecPlace.Decoder, 0, spec.Latent.Size, shape);
        if (Find(shape, ParameterRole.Weight) is not null)
        {
            Parameter(site, ParameterRole.Weight);
        }

        return Parameter(site, ParameterRole.Bias);
    }

    /// <summary>What a decoder of one linear layer makes of a code, but for its bias.</summary>
    public Node WithoutBias(Node code)
    {
        if (spec.Decoder[0] is TiedSpec)
        {
            return graph.Apply(Op.Product, code, Read(_mirrored[_mirrored.Count - 1]));
        }

        LayerShape shape = spec.Decoder[0].Describe(new ValueShape(spec.Latent.Size));
        return graph.Apply(Op.Product, code, Parameter(new LayerSite("decoder1", SpecPlace.Decoder, 0, spec.Latent.Size, shape), ParameterRole.Weight));
    }

    /// <summary>A parameter of the model; the same one whenever its layer is lowered.</summary>
    public Node Parameter(LayerSite site, ParameterRole role)
    {
        string name = $"{site.Name}{role}";
        if (!_byName.TryGetValue(name, out Node? parameter))
        {
            ParameterShape shape = Find(site.Shape, role)!;
            parameter = graph.Parameter(name, Parameters.Count, shape.Rows, shape.Columns);
            Parameters.Add(new ModelParameter(name, role, parameter, _initializers.Of(site, shape), site.Place, site.Index) { IsState = shape.IsState });
            _byName.Add(name, parameter);
        }

        return Read(parameter);
    }

    // A layer's parameter; null where it has none of that role.
    private static ParameterShape? Find(LayerShape shape, ParameterRole role)
    {
        foreach (ParameterShape parameter in shape.Parameters)
        {
            if (parameter.Role == role)
            {
                return parameter;
            }
        }

        return null;
    }

    private Node Read(Node parameter) => _isFrozen ? graph.Frozen(parameter) : parameter;

    /// <summary>
    /// What a layer adds to its product. With a condition c that is c V + b, so that the sum is what the layer would make of both values in one row, and
    /// of both matrices one above the other.
    /// </summary>
    public Node Bias(LayerSite site)
    {
        Node bias = Parameter(site, ParameterRole.Bias);
        return Find(site.Shape, ParameterRole.ConditionWeight) is null ? bias : WithCondition(site, bias);
    }

    private Node WithCondition(LayerSite site, Node bias)
    {
        Node ofCondition = graph.Apply(Op.Product, condition!.Values, Parameter(site, ParameterRole.ConditionWeight)).Named($"{site.Name}ConditionProduct");
        return graph.Add(ofCondition, bias).Named($"{site.Name}ConditionBias");
    }

    private Node Tied(LayerSite site, Node x, Node weight, ActivationSpec activation) =>
        ActivatedProduct(site, graph.Apply(_hasRowPerUnit.Contains(weight) ? Op.Product : Op.ProductTransposed, x, Read(weight)), activation);

    // The larger image is that over which the window moves: the output of a transposed convolution.
    private Node Convolution(LayerSite site, Node x, ConvolutionSpec layer, ImageShape inputs)
    {
        ImageShape outputs = site.Shape.Outputs.Image!;
        (ImageShape larger, ImageShape smaller) = layer.IsTransposed ? (outputs, inputs) : (inputs, outputs);
        var window = new ConvolutionShape(
            new WindowAxis(larger.Height, layer.Kernel, layer.Stride, layer.Padding, smaller.Height),
            new WindowAxis(larger.Width, layer.Kernel, layer.Stride, layer.Padding, smaller.Width),
            larger.Channels,
            smaller.Channels);
        Node product = graph.Convolution(layer.IsTransposed ? Op.ConvolveTransposed : Op.Convolve, window, x, Parameter(site, ParameterRole.Weight));
        return ActivatedProduct(site, product, layer.Activation, outputs.Height * outputs.Width);
    }

    // Padding counts in a mean as zeros, whatever of a window is in the image.
    private Node Pool(LayerSite site, Node x, PoolingSpec layer, ImageShape inputs)
    {
        ImageShape outputs = site.Shape.Outputs.Image!;
        WindowAxis axis(int from, int to) => new(from, layer.Kernel, layer.Stride, layer.Padding, to);
        var window = new WindowShape(axis(inputs.Height, outputs.Height), axis(inputs.Width, outputs.Width), inputs.Channels);
        return layer.Pooling == PoolingKind.Max
            ? graph.WindowMax(window, x).Named(site.Name)
            : graph.Scale(graph.Windows(Op.WindowSum, window, x).Named($"{site.Name}Sum"), 1.0 / window.Places).Named(site.Name);
    }

    // The windows of the larger image lie side by side, each all one pixel.
    private Node Upsample(LayerSite site, Node x, int factor, ImageShape inputs)
    {
        WindowAxis axis(int side) => new(side * factor, factor, factor, 0, side);
        return graph.Windows(Op.WindowSpread, new WindowShape(axis(inputs.Height), axis(inputs.Width), inputs.Channels), x).Named(site.Name);
    }

    private static int Next(Dictionary<string, int> counts, string of) => counts[of] = counts.TryGetValue(of, out int count) ? count + 1 : 1;

    private Node ActivatedProduct(LayerSite site, Node product, ActivationSpec activation, int pixels = 1)
    {
        product.Name ??= $"{site.Name}Product";
        return Activated(site, graph.Add(product, graph.RepeatPixels(graph.RepeatRows(Bias(site), product.Shape.Rows), pixels)), activation);
    }

    private Node Activated(LayerSite site, Node sum, ActivationSpec activation)
    {
        if (activation.Kind != ActivationKind.Identity)
        {
            sum.Name ??= $"{site.Name}Sum";
        }

        return ScalarLowering.Activate(graph, activation, sum, spec.Functions).Named(site.Name);
    }

    private int SiteOf(string name)
    {
        if (!_sites.TryGetValue(name, out int site))
        {
            site = _sites.Count;
            _sites.Add(name, site);
        }

        return site;
    }

    // Divided by the largest value first, so that no square overflows or vanishes. A row of zeros stays zero.
    private Node UnitRows(LayerSite site, Node weight)
    {
        Node least = graph.Constant(SmallestLength);
        Node scaled = graph.Divide(weight, graph.Apply(Op.Maximum, graph.Max(ReduceAxis.Columns, graph.Apply(Op.Abs, weight)), least));
        Node length = graph.Apply(Op.Sqrt, graph.Sum(ReduceAxis.Columns, graph.Square(scaled))).Named($"{site.Name}Length");
        return graph.Divide(scaled, graph.Apply(Op.Maximum, length, least)).Named($"{site.Name}UnitWeight");
    }

    private Node Dropout(string name, Node x, double rate)
    {
        Node uniform = Noise(NoiseKind.Uniform, $"{name}Noise", x.Shape.Columns, x.Shape.Rows);
        return graph.Select(graph.Subtract(graph.Constant(rate), uniform), graph.Zero, graph.Scale(x, 1 / (1 - rate))).Named(name);
    }
}

/// <summary>A layer in its place.</summary>
/// <param name="name">The name that its values and parameters begin with.</param>
/// <param name="index">Its number among the attributes of its place.</param>
/// <param name="inputs">Values per example that it gets.</param>
/// <param name="leaf">Its number among all layers of its place, those of blocks included.</param>
internal sealed class LayerSite(string name, SpecPlace place, int index, int inputs, LayerShape shape, int? leaf = null)
{
    public readonly string Name = name;
    public readonly SpecPlace Place = place;
    public readonly int Index = index;
    public readonly int Inputs = inputs;
    public readonly LayerShape Shape = shape;
    public readonly int Leaf = leaf ?? index;
}

/// <summary>Where layers stand: in the encoder, the decoder, or a block that one of these uses.</summary>
/// <param name="prefix">What the layers' names begin with.</param>
/// <param name="index">The number of the attribute that uses the block; null outside of blocks.</param>
internal sealed class LayerScope(SpecPlace place, string prefix, int? index)
{
    public readonly SpecPlace Place = place;
    public readonly string Prefix = prefix;
    public readonly int? Index = index;
}
