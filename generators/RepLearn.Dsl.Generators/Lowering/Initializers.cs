using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>Chooses how the values of a model's parameters are drawn.</summary>
internal sealed class Initializers(ModelSpec spec)
{
    // With those of blocks in the places that use them; those before the code for the code itself.
    private readonly List<LayerSpec> _encoder = Leaves(spec.Encoder);
    private readonly List<LayerSpec> _decoder = Leaves(spec.Decoder);

    // The last leaf with weights of each block whose values are added to its inputs.
    private readonly List<int> _addedByEncoder = Added(spec.Encoder);
    private readonly List<int> _addedByDecoder = Added(spec.Decoder);

    /// <summary>Of a layer's parameter, by what it does there.</summary>
    public Initialization Of(LayerSite site, ParameterShape parameter) => parameter.Role switch
    {
        _ when parameter.BeginsAtZero => Initialization.Zeros,
        ParameterRole.Weight when spec.Latent.IsSparse && IsDictionary(site, parameter) => new(InitialValues.Copied, 0, "codeWeight"),
        ParameterRole.Weight or ParameterRole.ConditionWeight => OfWeights(site.Place, site.Leaf, parameter.Inputs, parameter.Outputs),
        ParameterRole.Bias => OfBiases(site),
        _ => OfOthers(parameter),
    };

    private static Initialization OfOthers(ParameterShape parameter) => parameter.Role switch
    {
        ParameterRole.Codebook => Initialization.Uniform(1.0 / parameter.Columns),
        ParameterRole.Gain or ParameterRole.RunningVariance => Initialization.Ones,

        // Components that begin equal would stay equal; those that begin far from each other and from the codes are left unused.
        ParameterRole.Mean => new(InitialValues.Normal, 0.3),
        ParameterRole.PseudoInput => new(InitialValues.Normal, 1),
        _ => Initialization.Zeros,
    };

    // Each unit of a sparse code begins as the output that it is the input of: encoder and decoder point in the same direction (Gao et al. 2024).
    private bool IsDictionary(LayerSite site, ParameterShape parameter) =>
        site.Place == SpecPlace.Decoder
        && spec.Target is null
        && spec.Decoder[site.Index] is DenseSpec { Initializer: InitializerKind.Default }
        && !spec.Decoder.Take(site.Index).Any(layer => layer.HasParameters)
        && parameter.Outputs == spec.Encoder.Aggregate(spec.Input, (shape, layer) => layer.Describe(shape).Outputs).Size;

    // What a layer with weights multiplies; null for layers without.
    private int? InputsOf(LayerSite site)
    {
        LayerSpec? layer = site.Place is SpecPlace.Encoder or SpecPlace.Decoder ? LayersOf(site.Place)[site.Leaf] : null;
        return layer is null || layer.HasWeights ? site.Inputs : null;
    }

    private Initialization OfWeights(SpecPlace place, int index, int inputs, int outputs) => KindOf(place, index) switch
    {
        InitializerKind.Default => IsAtAnEnd(place, index) ? Initialization.FanIn(inputs) : OfInnerWeights(place, index, inputs),
        InitializerKind.FanInUniform => Initialization.FanIn(inputs),
        InitializerKind.He => new(InitialValues.Normal, Math.Sqrt(2.0 / inputs)),
        InitializerKind.Glorot => Initialization.Uniform(2.0 / ((double)inputs + outputs)),
        InitializerKind.Orthogonal => new(InitialValues.Orthogonal, 1),
        InitializerKind kind => throw new InvalidOperationException($"Lowering: unknown initializer {kind}."),
    };

    private Initialization OfInnerWeights(SpecPlace place, int index, int inputs) =>
        Initialization.Uniform((IsRectifier(Before(place, index)) ? 2.0 : 1.0) / inputs / SumsOf(place, index));

    private Initialization OfBiases(LayerSite site) =>
        InputsOf(site) is { } inputs && KindOf(site.Place, site.Leaf) is InitializerKind.Default or InitializerKind.FanInUniform
            ? Initialization.FanIn(inputs)
            : Initialization.Zeros;

    private InitializerKind KindOf(SpecPlace place, int index) => place switch
    {
        SpecPlace.Encoder or SpecPlace.Decoder => LayersOf(place)[index].Initialization,
        SpecPlace.Latent => spec.Latent.Initializer,
        SpecPlace.Head => InitializerKind.Default,
        _ => throw new InvalidOperationException($"Lowering: {place} has no layer."),
    };

    // The first layer with weights of encoder and decoder, a linear code or a distribution, the decoder's last one, and a head.
    private bool IsAtAnEnd(SpecPlace place, int index) => place switch
    {
        SpecPlace.Latent => spec.Latent.LastActivation.Kind == ActivationKind.Identity,
        SpecPlace.Head => true,
        SpecPlace.Encoder => IsFirst(LayersOf(place), index),
        _ => IsFirst(LayersOf(place), index) || IsLast(LayersOf(place), index),
    };

    private static bool IsFirst(List<LayerSpec> layers, int index) => !HaveWeights(layers, 0, index);

    private static bool IsLast(List<LayerSpec> layers, int index) => !HaveWeights(layers, index + 1, layers.Count);

    private static bool HaveWeights(List<LayerSpec> layers, int from, int to)
    {
        for (int index = from; index < to; index++)
        {
            if (layers[index].HasWeights)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasWeights(LayerSpec layer) => layer.HasWeights;

    // What computes a layer's inputs: Identity for data, codes without a function, and normalised values.
    private ActivationKind Before(SpecPlace place, int index)
    {
        List<LayerSpec> layers = LayersOf(place);
        int count = place == SpecPlace.Latent ? layers.Count : index;
        for (int before = count - 1; before >= 0; before--)
        {
            if (layers[before].HasParameters)
            {
                return layers[before].LastActivation.Kind;
            }
        }

        return place == SpecPlace.Decoder ? spec.Latent.LastActivation.Kind : ActivationKind.Identity;
    }

    // N sums of values and as much again would grow by 2ᴺ; with an N-th of the variance each they grow by less than e.
    private int SumsOf(SpecPlace place, int index)
    {
        List<int> added = place == SpecPlace.Decoder ? _addedByDecoder : _addedByEncoder;
        return place is SpecPlace.Encoder or SpecPlace.Decoder && added.Contains(index) ? added.Count : 1;
    }

    private static List<int> Added(EquatableArray<LayerSpec> layers)
    {
        var added = new List<int>();
        Add(layers, 0, added);
        return added;
    }

    private static void Add(EquatableArray<LayerSpec> layers, int first, List<int> added)
    {
        foreach (LayerSpec layer in layers)
        {
            if (layer is BlockSpec block)
            {
                AddOfBlock(block, first, added);
            }

            first += layer.Leaves.Length;
        }
    }

    private static void AddOfBlock(BlockSpec block, int first, List<int> added)
    {
        Add(block.Layers, first, added);
        int last = Array.FindLastIndex(block.Leaves, HasWeights);
        if (block.IsResidual && last >= 0 && !added.Contains(first + last))
        {
            added.Add(first + last);
        }
    }

    private List<LayerSpec> LayersOf(SpecPlace place) => place == SpecPlace.Decoder ? _decoder : _encoder;

    private static List<LayerSpec> Leaves(EquatableArray<LayerSpec> layers)
    {
        var leaves = new List<LayerSpec>();
        foreach (LayerSpec layer in layers)
        {
            leaves.AddRange(layer.Leaves);
        }

        return leaves;
    }

    // About half of the second moment of a standard normal input leaves them: 0.5, 0.5, 0.65, 0.43, 0.36.
    private static bool IsRectifier(ActivationKind activation) => activation
        is ActivationKind.Relu or ActivationKind.LeakyRelu or ActivationKind.Elu or ActivationKind.Gelu or ActivationKind.Silu;
}
