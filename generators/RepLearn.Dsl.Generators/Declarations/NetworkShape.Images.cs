using System.Globalization;
using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

// Layers of images need one, as large as their windows, and give one that indexes reach.
internal sealed partial class NetworkShape
{
    private bool FitsImage(LayerSpec layer, ModelAttribute attribute)
    {
        if (layer is not (ConvolutionSpec or PoolingSpec or UpsampleSpec))
        {
            return true;
        }

        if (_values.Image is not { } image)
        {
            string advice = _family == "Decoder"
                ? $"put [Decoder.Reshape(height, width, channels)] before it, with {Format(Width)} values"
                : "declare [Autoencoder(height, width, channels)], and put dense layers after those of images";
            Fail(ModelDescriptors.NoImage, attribute.Place, attribute.Title, Format(Width), advice);
            return false;
        }

        return layer switch
        {
            ConvolutionSpec convolution => Fits(convolution, attribute, image),
            PoolingSpec pooling => Fits(pooling, attribute, image),
            UpsampleSpec { Factor: var factor } => IsReached(attribute, "factor", (long)image.Height * factor, (long)image.Width * factor, image.Channels),
            _ => true,
        };
    }

    private bool Fits(ConvolutionSpec layer, ModelAttribute attribute, ImageShape image)
    {
        (long height, long width) = (layer.OutputsOf(image.Height), layer.OutputsOf(image.Width));
        if (height < 1 || width < 1)
        {
            int? largest = LargestKernel(layer.Kernel, kernel => layer with { Kernel = kernel } is var smaller && smaller.Padding < kernel
                && smaller.OutputsOf(image.Height) >= 1 && smaller.OutputsOf(image.Width) >= 1);
            ReportNoPlace(attribute, image, layer.Kernel, layer.Padding, layer.IsTransposed, largest);
            return false;
        }

        long weights = (long)layer.Kernel * layer.Kernel * image.Channels;
        if (weights > MaxParameters || weights * layer.Channels > MaxParameters)
        {
            Count(attribute, "channels", Math.Max(weights, weights * layer.Channels));
            return false;
        }

        return IsReached(attribute, "channels", height, width, layer.Channels);
    }

    private bool Fits(PoolingSpec layer, ModelAttribute attribute, ImageShape image)
    {
        bool fits(PoolingSpec pooling) => pooling.OutputsOf(image.Height) >= 1 && pooling.OutputsOf(image.Width) >= 1;
        if (fits(layer))
        {
            return true;
        }

        int? largest = LargestKernel(layer.Kernel, kernel => layer.Padding < kernel && fits(layer with { Kernel = kernel }));
        ReportNoPlace(attribute, image, layer.Kernel, layer.Padding, isTransposed: false, largest);
        return false;
    }

    private void ReportNoPlace(ModelAttribute attribute, ImageShape image, int kernel, int padding, bool isTransposed, int? largest)
    {
        string advice = isTransposed ? "the padding smaller, or the kernel or the image before it larger" : "the kernel smaller, or the strides before it";
        ProblemFix? fix = largest is { } size ? ProblemFix.Write(size) : null;
        Fail(ModelDescriptors.KernelTooLarge, attribute.PlaceOf("kernel"), FixAt(attribute, fix), attribute.Title, Format(kernel), image.ToString(), Format(padding), advice);
    }

    // The largest kernel that fits; null where only another padding does.
    private static int? LargestKernel(int given, Func<int, bool> fits)
    {
        for (int kernel = given - 1; kernel >= 1; kernel--)
        {
            if (fits(kernel))
            {
                return kernel;
            }
        }

        return null;
    }

    // Sides are below 2^62 each, and only then is their product a long.
    private bool IsReached(ModelAttribute attribute, string argument, long height, long width, int channels)
    {
        if (height <= MaxParameters && width <= MaxParameters && height * width <= MaxParameters && height * width * channels <= MaxParameters)
        {
            return true;
        }

        Fail(
            ModelDescriptors.ImageTooLarge,
            attribute.PlaceOf(argument),
            attribute.Title,
            string.Format(CultureInfo.InvariantCulture, "{0} × {1} × {2}", height, width, channels),
            MaxParameters.ToString("N0", CultureInfo.InvariantCulture));
        return false;
    }
}
