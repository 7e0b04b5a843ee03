using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

// The decoder ends with as many values as an example or its target has, or with the same image.
internal sealed partial class NetworkShape
{
    private void CheckOutput(ValueShape output)
    {
        bool isOtherImage = _values.Image is not null && output.Image is not null && _values.Image != output.Image;
        if (Width != output.Size || isOtherImage)
        {
            ReportOutput(output, isOtherImage);
        }
    }

    private void ReportOutput(ValueShape output, bool isOtherImage)
    {
        ModelAttribute last = _parts.Decoder.LastOrDefault(ModelParts.DecidesShape) ?? _parts.Decoder.Last(ModelParts.HasWeights);
        (SourcePlace place, string advice, ProblemFix? fix) = Advise(last, output);
        string ends = isOtherImage ? $"{_values.Image}" : Format(Width);
        Fail(ModelDescriptors.DecoderWidth, place, fix, ends, _context.ModelName, isOtherImage ? $"{output.Image}" : Format(output.Size), advice, _parts.Target is null ? "an example" : "a target");
    }

    private (SourcePlace Place, string Advice, ProblemFix? Fix) Advise(ModelAttribute last, ValueShape output)
    {
        string dense = $"[Decoder.Dense({Format(output.Size)})]";
        switch (last.Kind)
        {
            case "Dense":
                return (last.PlaceOf("units"), $"make its last layer {dense}", ProblemFix.Write(output.Size));
            case "Tied":
                return AdviseTied(last, output, dense);
            case "Conv" or "ConvTranspose" when ChannelsFor(output) is { } channels:
                return (last.PlaceOf("channels"), $"make the channels of its last layer {Format(channels)}", ProblemFix.Write(channels));
            case "Conv" or "ConvTranspose" or "MaxPool" or "AveragePool" or "Upsample":
                string window = last.Kind is "Conv" or "ConvTranspose" ? "the strides" : $"[{last.Name}], the strides";
                return (last.Place, $"change {window} or the sides of its reshaped image", null);
            case "Reshape":
                string image = output.Image is { } own ? $", and make the last {Text(own)}" : "";
                return Width == output.Size
                    ? (last.PlaceOf("height"), $"make it {Text(output.Image!)}", null)
                    : (last.PlaceOf("height"), $"make the layer before [{last.Name}] {Format(output.Size)} wide{image}", null);
            case "Use":
                return (last.PlaceOf("block"), $"end '{BlockReader.NameOf(last)}' with a layer that gives {Format(output.Size)}, or add {dense} after it", null);
            default:
                return (last.PlaceOf("block"), $"add {dense} after it", AddAfter(last, $"Decoder.Dense({Format(output.Size)})"));
        }
    }

    // Of the layers that are left to mirror, the last gives what the first layer of the encoder gets.
    private (SourcePlace Place, string Advice, ProblemFix? Fix) AdviseTied(ModelAttribute last, ValueShape output, string dense)
    {
        bool mirrorsInput = _mirrored.Count > 0 && _mirrored.Last().Inputs == output.Size;
        return (mirrorsInput, _mirrored.Count) switch
        {
            (true, 1) => (last.Place, "add [Decoder.Tied] after it", AddAfter(last, "Decoder.Tied")),
            (true, _) => (last.Place, $"add {dense}, or more tied layers, after it", null),
            _ => (last.Place, $"add {dense} after it", AddAfter(last, $"Decoder.Dense({Format(output.Size)})")),
        };
    }

    // The channels with which the image that the decoder ends with has the size and the sides of an example; null where no number of them does.
    private int? ChannelsFor(ValueShape output)
    {
        if (_values.Image is not { } image)
        {
            return null;
        }

        bool hasSides = output.Image is null || (output.Image.Height == image.Height && output.Image.Width == image.Width);
        int pixels = image.Height * image.Width;
        return hasSides && output.Size % pixels == 0 ? output.Size / pixels : null;
    }

    // A layer after the last one; what already follows that might not fit it.
    private ProblemFix? AddAfter(ModelAttribute layer, string text) =>
        layer == _parts.Decoder[_parts.Decoder.Count - 1] ? ProblemFix.Add(_context, FixKind.AddAttributeAfter, layer, text) : null;

    // The width that a layer of the decoder gets, where the layer that makes it says so; not that of a layer in a block.
    private ProblemFix? WidthBefore(ModelAttribute layer, int width) => layer.Use is null
        && _parts.Decoder.TakeWhile(other => other != layer).LastOrDefault(ModelParts.DecidesShape) is { Kind: "Dense" } dense
            ? ProblemFix.Write(width) with { Place = dense.PlaceOf("units") }
            : null;

    private static string Text(ImageShape image) => $"[Decoder.Reshape({Format(image.Height)}, {Format(image.Width)}, {Format(image.Channels)})]";
}
