using System.Globalization;
using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>
/// Follows the widths through a model whose parts are valid by themselves: gives tied layers their widths, and checks
/// that layers fit and that the parameters fit into one buffer.
/// </summary>
internal sealed class NetworkShape
{
    /// <summary>Half of what an index reaches, so that offsets and lengths never overflow.</summary>
    public const long MaxParameters = int.MaxValue / 2;

    private readonly DeclarationContext _context;
    private readonly ModelParts _parts;

    // The dense layers of the encoder and the code's, last on top: what tied layers mirror.
    private readonly Stack<MirroredLayer> _mirrored = new();
    private readonly int _mirrorable;
    private int _width;
    private long _parameters;
    private int _tied;
    private bool _failed;

    private NetworkShape(DeclarationContext context, ModelParts parts, ModelSpec spec)
    {
        _context = context;
        _parts = parts;
        _width = spec.InputSize;
        for (int index = 0; index < spec.Encoder.Count; index++)
        {
            Add(spec.Encoder[index], parts.Encoder[index], mirrorable: true);
        }

        Count(parts.Latent!, "size", spec.Latent.ParameterCount(_width));
        _mirrored.Push(new MirroredLayer($"{parts.Latent!.Name}({Format(spec.Latent.Size)})", _width, spec.Latent.Size));
        _mirrorable = _mirrored.Count;
        _width = spec.Latent.Size;
        if (spec.Head is { } head)
        {
            Count(parts.Head!, "classes", head.Describe(_width).ParameterCount);
        }
    }

    /// <returns>The specification with the widths of tied layers, or null after a report.</returns>
    public static ModelSpec? Resolve(DeclarationContext context, ModelParts parts, ModelSpec spec)
    {
        var shape = new NetworkShape(context, parts, spec);
        var decoder = new List<LayerSpec>();
        for (int index = 0; index < spec.Decoder.Count && !shape._failed; index++)
        {
            LayerSpec layer = spec.Decoder[index];
            ModelAttribute attribute = parts.Decoder[index];
            decoder.Add(layer is TiedSpec tied ? shape.Mirror(tied, attribute) : shape.Add(layer, attribute, mirrorable: false));
        }

        if (!shape._failed)
        {
            shape.CheckOutput(spec.InputSize);
        }

        return shape._failed ? null : spec with { Decoder = EquatableArray<LayerSpec>.From(decoder) };
    }

    private LayerSpec Add(LayerSpec layer, ModelAttribute attribute, bool mirrorable)
    {
        if (layer is LayerNormSpec && _width == 1)
        {
            Fail(ModelDescriptors.NormOfOneValue, attribute.Place, attribute.Name);
            return layer;
        }

        LayerShape shape = layer.Describe(_width);
        Count(attribute, layer is DenseSpec ? "units" : "", shape.ParameterCount);
        if (mirrorable && layer is DenseSpec)
        {
            _mirrored.Push(new MirroredLayer($"{attribute.Name}({Format(shape.Outputs)})", _width, shape.Outputs));
        }

        _width = shape.Outputs;
        return layer;
    }

    private LayerSpec Mirror(TiedSpec layer, ModelAttribute attribute)
    {
        _tied++;
        if (_mirrored.Count == 0)
        {
            Fail(ModelDescriptors.NothingToMirror, attribute.Place, Format(_tied), _context.ModelName, Format(_mirrorable), Format(_width));
            return layer;
        }

        (string name, int inputs, int outputs) = _mirrored.Pop();
        if (outputs != _width)
        {
            Fail(ModelDescriptors.MirroredWidth, attribute.Place, Format(_tied), name, Format(outputs), Format(_width));
            return layer;
        }

        LayerSpec resolved = layer with { Units = inputs };
        Count(attribute, "", resolved.Describe(_width).ParameterCount);
        _width = inputs;
        return resolved;
    }

    private void CheckOutput(int inputSize)
    {
        if (_width == inputSize)
        {
            return;
        }

        ModelAttribute last = _parts.Decoder.Last(layer => layer.Name is "Decoder.Dense" or "Decoder.Tied");
        string advice = last.Name == "Decoder.Dense"
            ? $"make its last layer [Decoder.Dense({Format(inputSize)})]"
            : $"add [Decoder.Dense({Format(inputSize)})], or more tied layers, after it";
        Fail(ModelDescriptors.DecoderWidth, last.PlaceOf("units"), Format(_width), _context.ModelName, Format(inputSize), advice);
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
                attribute.Name,
                _context.ModelName,
                _parameters.ToString("N0", CultureInfo.InvariantCulture),
                MaxParameters.ToString("N0", CultureInfo.InvariantCulture));
        }
    }

    private void Fail(Microsoft.CodeAnalysis.DiagnosticDescriptor descriptor, SourcePlace place, params string[] arguments)
    {
        _failed = true;
        _context.Problems.Report(descriptor, place, arguments);
    }

    private static string Format(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <param name="Name">The layer as messages call it.</param>
    private sealed record MirroredLayer(string Name, int Inputs, int Outputs);
}
