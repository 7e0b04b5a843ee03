using System.Globalization;
using Microsoft.CodeAnalysis;
using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>
/// Follows the widths through a model whose parts are valid by themselves: gives tied layers their widths, and checks
/// that layers fit and that the parameters fit into one buffer.
/// </summary>
internal sealed partial class NetworkShape
{
    /// <summary>Half of what an index reaches, so that offsets and lengths never overflow.</summary>
    public const long MaxParameters = int.MaxValue / 2;

    // As many as RepLearn.Numerics.Random.NoiseCounter numbers.
    public const int MaxNoise = 1 << 24;

    // The library's sites.
    private const int MaxDraws = 1023;

    private readonly DeclarationContext _context;
    private readonly ModelParts _parts;
    private readonly ValueShape _input;

    // The dense layers of the encoder and the code's, last on top: what tied layers mirror.
    private readonly Stack<MirroredLayer> _mirrored = new();
    private readonly int _mirrorable;
    private string _family = "Encoder";
    private readonly LatentSpec _latent;
    private ValueShape _values;
    private long _parameters;
    private int _tied;
    private int _draws;
    private bool _failed;

    private int Width => _values.Size;

    private NetworkShape(DeclarationContext context, ModelParts parts, ModelSpec spec)
    {
        _context = context;
        _parts = parts;
        _input = spec.Input;
        _values = _input;
        CheckNoise(parts.Corruption, Width);
        for (int index = 0; index < spec.Encoder.Count && !_failed; index++)
        {
            Add(spec.Encoder[index], parts.Encoder[index], mirrorable: true);
        }

        bool isQuantized = spec.Latent.Heads.Length == 0;
        _latent = isQuantized ? Quantize(spec.Latent) : spec.Latent;
        CheckNoise(_latent.Divergence is null && !isQuantized ? null : parts.Latent, _latent.Divergence is null ? 1 : _latent.Size);
        CheckNoise(parts.Regularizer("Mmd"), _latent.Size);
        CheckNoise(spec.Prior is null ? null : parts.Prior, spec.Prior?.Components ?? 0);
        Count(parts.Latent!, isQuantized ? "codes" : "size", _latent.ParameterCount(Width));
        if (!isQuantized)
        {
            _mirrored.Push(new MirroredLayer($"{parts.Latent!.Name}({Format(_latent.Size)})", Width, _latent.Size));
        }

        _mirrorable = _mirrored.Count;
        _values = _latent.Output;
        if (spec.Prior is { } prior)
        {
            Add(prior, spec);
        }

        if (spec.Head is { } head)
        {
            Add(head);
        }
    }

    /// <returns>The specification with the widths of tied layers, or null after a report.</returns>
    public static ModelSpec? Resolve(DeclarationContext context, ModelParts parts, ModelSpec spec)
    {
        var shape = new NetworkShape(context, parts, spec) { _family = "Decoder" };
        var decoder = new List<LayerSpec>();
        for (int index = 0; index < spec.Decoder.Count && !shape._failed; index++)
        {
            LayerSpec layer = spec.Decoder[index];
            ModelAttribute attribute = parts.Decoder[index];
            decoder.Add(layer is TiedSpec tied ? shape.Mirror(tied, attribute) : shape.Add(layer, attribute, mirrorable: false));
        }

        if (!shape._failed)
        {
            shape.CheckOutput(spec.Output);
        }

        return shape._failed ? null : spec with { Latent = shape._latent, Decoder = EquatableArray<LayerSpec>.From(decoder) };
    }

    private void Add(PriorSpec prior, ModelSpec spec) => Count(
        _parts.Prior!, prior is MixtureSpec ? "components" : "pseudoInputs", prior.Describe(spec.InputSize, spec.Latent.Size).ParameterCount);

    private void Add(HeadSpec head) => Count(_parts.Head!, head is LinearSpec ? "outputs" : "classes", head.Describe(Width).ParameterCount);

    private LayerSpec Add(LayerSpec layer, ModelAttribute attribute, bool mirrorable)
    {
        int inputs = Width;
        if (layer is not DenseSpec)
        {
            AddOther(layer, attribute);
            return layer;
        }

        Take(layer, attribute, "units");
        if (mirrorable)
        {
            _mirrored.Push(new MirroredLayer($"{attribute.Name}({Format(Width)})", inputs, Width));
        }

        return layer;
    }

    private void AddOther(LayerSpec layer, ModelAttribute attribute)
    {
        if (layer is BlockSpec block)
        {
            AddBlock(block, attribute);
        }
        else if (Fits(layer, attribute))
        {
            CheckNoise(layer is DropoutSpec ? attribute : null, Width);
            Take(layer, attribute, layer is ConvolutionSpec ? "channels" : "");
        }
    }

    // What a layer gives is what the next one gets.
    private void Take(LayerSpec layer, ModelAttribute attribute, string argument)
    {
        LayerShape shape = layer.Describe(_values);
        Count(attribute, argument, shape.ParameterCount);
        _values = shape.Outputs;
    }

    private bool Fits(LayerSpec layer, ModelAttribute attribute)
    {
        switch (layer)
        {
            case LayerNormSpec when Width == 1:
                Fail(ModelDescriptors.NormOfOneValue, attribute.Place, FixAt(attribute, ProblemFix.RemoveAttribute), attribute.Title, "one value");
                return false;
            case GroupNormSpec { Groups: var groups }:
                return HasGroups(attribute, groups);
            case ReshapeSpec { Image: var image } when image.Size != Width:
                Fail(ModelDescriptors.ReshapedSize, attribute.PlaceOf("height"), WidthBefore(attribute, (int)image.Size), attribute.Title, image.ToString(), Format((int)image.Size), Format(Width));
                return false;
            default:
                return FitsImage(layer, attribute);
        }
    }

    // A sum needs two operands of one shape.
    private void AddBlock(BlockSpec block, ModelAttribute attribute)
    {
        ValueShape inputs = _values;
        List<ModelAttribute> layers = BlockReader.LayersOf(attribute, _context.Token);
        for (int index = 0; index < layers.Count && !_failed; index++)
        {
            Add(block.Layers[index], layers[index], mirrorable: false);
        }

        if (block.IsResidual && _values != inputs && !_failed)
        {
            Fail(ModelDescriptors.ResidualShape, attribute.PlaceOf("block"), attribute.Title, BlockReader.NameOf(attribute), inputs.ToString(), _values.ToString(), attribute.Family);
        }
    }

    private bool HasGroups(ModelAttribute attribute, int groups)
    {
        int channels = GroupNormSpec.ChannelsOf(_values);
        if (channels % groups != 0)
        {
            string what = _values.Image is null ? "values" : "channels";
            Fail(
                ModelDescriptors.NumberOutOfRange, attribute.PlaceOf("groups"), "Groups", attribute.Title, Format(groups),
                $"a number that divides the {Format(channels)} {what} that it gets");
            return false;
        }

        if (Width == groups)
        {
            Fail(ModelDescriptors.NormOfOneValue, attribute.PlaceOf("groups"), attribute.Title, groups == 1 ? "one value" : "groups of one value");
            return false;
        }

        return true;
    }

    // The encoder's last values as vectors: of an image none lies in two pixels.
    private LatentSpec Quantize(LatentSpec declared)
    {
        var latent = (VectorQuantizedSpec)declared;
        int width = _values.Image?.Channels ?? Width;
        if (width % latent.Dimension != 0 && !_failed)
        {
            string what = _values.Image is { } image ? $"an image of {image}" : $"{Format(Width)} values";
            Fail(ModelDescriptors.QuantizedWidth, _parts.Latent!.PlaceOf("dimension"), Format(latent.Dimension), what, Format(width));
        }

        return latent with { Size = Width, Image = _values.Image };
    }

    private LayerSpec Mirror(TiedSpec layer, ModelAttribute attribute)
    {
        _tied++;
        if (_mirrored.Count == 0)
        {
            Fail(ModelDescriptors.NothingToMirror, attribute.Place, Width == _input.Size ? ProblemFix.RemoveAttribute : null, Format(_tied), _context.ModelName, Format(_mirrorable), Format(Width));
            return layer;
        }

        (string name, int inputs, int outputs) = _mirrored.Pop();
        if (outputs != Width)
        {
            Fail(ModelDescriptors.MirroredWidth, attribute.Place, WidthBefore(attribute, outputs), Format(_tied), name, Format(outputs), Format(Width));
            return layer;
        }

        LayerSpec resolved = layer with { Units = inputs };
        Count(attribute, "", resolved.Describe(_values).ParameterCount);
        _values = new ValueShape(inputs);
        return resolved;
    }

    // An example has a limited number of random numbers of one kind, and of kinds: each attribute that draws has its own.
    private void CheckNoise(ModelAttribute? attribute, int width)
    {
        if (attribute is null || _failed)
        {
            return;
        }

        _draws++;
        if (width > MaxNoise)
        {
            Report("Width", width, $"at most {Format(MaxNoise)}, as many as an example has random numbers of one kind");
        }
        else if (_draws > MaxDraws)
        {
            Report("Number", _draws, $"at most {Format(MaxDraws)} attributes that draw random numbers in a model");
        }

        void Report(string what, int number, string expected) =>
            Fail(ModelDescriptors.NumberOutOfRange, attribute.Place, what, attribute.Title, Format(number), expected);
    }

    private void Count(ModelAttribute attribute, string argument, long parameters)
    {
        // Each product is below 2^62; the sum stops at the first that is too large.
        _parameters += parameters;
        if (_parameters > MaxParameters && !_failed)
        {
            Fail(
                ModelDescriptors.TooManyParameters,
                attribute.PlaceOf(argument),
                attribute.Title,
                _context.ModelName,
                _parameters.ToString("N0", CultureInfo.InvariantCulture),
                MaxParameters.ToString("N0", CultureInfo.InvariantCulture));
        }
    }

    private void Fail(DiagnosticDescriptor descriptor, SourcePlace place, params string[] arguments) => Fail(descriptor, place, null, arguments);

    // What is told at a use of a block cannot be mended there.
    private static ProblemFix? FixAt(ModelAttribute attribute, ProblemFix? fix) => attribute.Use is null ? fix : null;

    private void Fail(DiagnosticDescriptor descriptor, SourcePlace place, ProblemFix? fix, params string[] arguments)
    {
        _failed = true;
        _context.Problems.Report(descriptor, place, fix, arguments);
    }

    private static string Format(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <param name="Name">The layer as messages call it.</param>
    private sealed record MirroredLayer(string Name, int Inputs, int Outputs);
}
