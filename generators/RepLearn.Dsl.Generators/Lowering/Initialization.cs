using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>How the values of a parameter are drawn: the order is that of the enum <c>RepLearn.InitialValues</c>.</summary>
internal enum InitialValues
{
    Zeros,
    Ones,
    Normal,
    Uniform,
    Orthogonal,
    Copied,
}

/// <summary>A distribution of values before training.</summary>
/// <param name="scale">Its width; 0 where nothing is drawn.</param>
/// <param name="source">The parameter whose values are copied; null where they are not.</param>
internal sealed class Initialization(InitialValues values, double scale, string? source = null)
{
    public readonly InitialValues Values = values;
    public readonly double Scale = scale;
    public readonly string? Source = source;

    public static readonly Initialization Zeros = new(InitialValues.Zeros, 0);

    public static readonly Initialization Ones = new(InitialValues.Ones, 0);

    /// <summary>Of a layer's parameter, by what it does there.</summary>
    public static Initialization Of(ModelSpec spec, LayerSite site, ParameterShape parameter) => parameter.Role switch
    {
        _ when parameter.BeginsAtZero => Zeros,
        ParameterRole.Weight when site.Place == SpecPlace.Decoder && spec.Latent.IsSparse && IsDictionary(spec, site.Index, parameter) => new(InitialValues.Copied, 0, "codeWeight"),
        ParameterRole.Weight or ParameterRole.ConditionWeight => OfWeights(spec, site.Place, site.Leaf, parameter.Inputs, parameter.Outputs),
        ParameterRole.Bias when InputsOf(spec, site) is { } inputs => OfBiases(spec, site.Place, site.Leaf, inputs),
        ParameterRole.Codebook => Uniform(1.0 / parameter.Columns),
        ParameterRole.Gain or ParameterRole.RunningVariance => Ones,

        // Components that begin equal would stay equal; those that begin far from each other and from the codes are left unused.
        ParameterRole.Mean => new(InitialValues.Normal, 0.3),
        ParameterRole.PseudoInput => new(InitialValues.Normal, 1),
        _ => Zeros,
    };

    // Each unit of a sparse code begins as the output that it is the input of: encoder and decoder point in the same direction (Gao et al. 2024).
    private static bool IsDictionary(ModelSpec spec, int index, ParameterShape parameter) =>
        spec.Target is null
        && spec.Decoder[index] is DenseSpec { Initializer: InitializerKind.Default }
        && !spec.Decoder.Take(index).Any(layer => layer.HasParameters)
        && parameter.Outputs == spec.Encoder.Aggregate(spec.Input, (shape, layer) => layer.Describe(shape).Outputs).Size;

    // What a layer with weights multiplies; null for layers without.
    private static int? InputsOf(ModelSpec spec, LayerSite site)
    {
        LayerSpec? layer = site.Place is SpecPlace.Encoder or SpecPlace.Decoder ? LayersOf(spec, site.Place)[site.Leaf] : null;
        return layer is null || layer.HasWeights ? site.Inputs : null;
    }

    private static Initialization OfWeights(ModelSpec spec, SpecPlace place, int index, int inputs, int outputs) => KindOf(spec, place, index) switch
    {
        InitializerKind.Default => IsAtAnEnd(spec, place, index) ? FanIn(inputs) : Uniform((IsRectifier(Before(spec, place, index)) ? 2.0 : 1.0) / inputs),
        InitializerKind.FanInUniform => FanIn(inputs),
        InitializerKind.He => new(InitialValues.Normal, Math.Sqrt(2.0 / inputs)),
        InitializerKind.Glorot => Uniform(2.0 / ((double)inputs + outputs)),
        InitializerKind.Orthogonal => new(InitialValues.Orthogonal, 1),
        InitializerKind kind => throw new InvalidOperationException($"Lowering: unknown initializer {kind}."),
    };

    private static Initialization OfBiases(ModelSpec spec, SpecPlace place, int index, int inputs) =>
        KindOf(spec, place, index) is InitializerKind.Default or InitializerKind.FanInUniform ? FanIn(inputs) : Zeros;

    private static InitializerKind KindOf(ModelSpec spec, SpecPlace place, int index) => place switch
    {
        SpecPlace.Encoder or SpecPlace.Decoder => LayersOf(spec, place)[index].Initialization,
        SpecPlace.Latent => spec.Latent.Initializer,
        SpecPlace.Head => InitializerKind.Default,
        _ => throw new InvalidOperationException($"Lowering: {place} has no layer."),
    };

    // The first layer of encoder and decoder, a linear code or a distribution, the decoder's last layer, and a head.
    private static bool IsAtAnEnd(ModelSpec spec, SpecPlace place, int index) => place switch
    {
        SpecPlace.Latent => spec.Latent.LastActivation.Kind == ActivationKind.Identity,
        SpecPlace.Head => true,
        SpecPlace.Encoder => IsFirst(LayersOf(spec, place), index),
        _ => IsFirst(LayersOf(spec, place), index) || IsLast(LayersOf(spec, place), index),
    };

    // Of those with weights.
    private static bool IsFirst(List<LayerSpec> layers, int index) => layers.FindIndex(HasWeights) >= index;

    private static bool IsLast(List<LayerSpec> layers, int index) => layers.FindLastIndex(HasWeights) <= index;

    private static bool HasWeights(LayerSpec layer) => layer.HasWeights;

    // What computes a layer's inputs: Identity for data, codes without a function, and normalised values.
    private static ActivationKind Before(ModelSpec spec, SpecPlace place, int index)
    {
        List<LayerSpec> layers = LayersOf(spec, place);
        int count = place == SpecPlace.Latent ? layers.Count : index;
        LayerSpec? before = layers.GetRange(0, count).FindLast(layer => layer.HasParameters);
        return before?.LastActivation.Kind ?? (place == SpecPlace.Decoder ? spec.Latent.LastActivation.Kind : ActivationKind.Identity);
    }

    // With those of blocks in the places that use them; those before the code for the code itself.
    private static List<LayerSpec> LayersOf(ModelSpec spec, SpecPlace place)
    {
        var layers = new List<LayerSpec>();
        foreach (LayerSpec layer in place == SpecPlace.Decoder ? spec.Decoder : spec.Encoder)
        {
            layers.AddRange(layer.Leaves);
        }

        return layers;
    }

    private static Initialization FanIn(int inputs) => Uniform(1.0 / 3 / inputs);

    // Uniform values within ±s have the variance s² / 3.
    private static Initialization Uniform(double variance) => new(InitialValues.Uniform, Math.Sqrt(3 * variance));

    // About half of the second moment of a standard normal input leaves them: 0.5, 0.5, 0.65, 0.43, 0.36.
    private static bool IsRectifier(ActivationKind activation) => activation
        is ActivationKind.Relu or ActivationKind.LeakyRelu or ActivationKind.Elu or ActivationKind.Gelu or ActivationKind.Silu;
}
