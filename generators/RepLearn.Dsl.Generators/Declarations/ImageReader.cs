using System.Globalization;
using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Reads the sizes of images and windows.</summary>
internal static class ImageReader
{
    // More is hardly meant, and the squares of more leave the numbers of indexes.
    private const int LargestKernel = 1000;

    /// <summary>An image's height, width and channels.</summary>
    /// <returns>An image of at least one value; the smallest where there is a report.</returns>
    public static ImageShape Read(DeclarationContext context, ModelAttribute attribute)
    {
        var image = new ImageShape(
            ArgumentReader.Size(context, attribute, "height"),
            ArgumentReader.Size(context, attribute, "width"),
            ArgumentReader.Size(context, attribute, "channels"));
        if (image.Height < 1 || image.Width < 1 || image.Channels < 1)
        {
            return new ImageShape(1, 1, 1);
        }

        // Of two sides the product is below 2^62.
        if ((long)image.Height * image.Width > NetworkShape.MaxParameters || image.Size > NetworkShape.MaxParameters)
        {
            context.Problems.Report(
                ModelDescriptors.ImageTooLarge,
                attribute.PlaceOf("height"),
                attribute.Name,
                image.ToString(),
                NetworkShape.MaxParameters.ToString("N0", CultureInfo.InvariantCulture));
            return new ImageShape(1, 1, 1);
        }

        return image;
    }

    /// <summary>The height and width of a window.</summary>
    public static int Kernel(DeclarationContext context, ModelAttribute attribute) =>
        ArgumentReader.Size(context, attribute, "kernel", most: LargestKernel);

    /// <summary>The padding of a window, which each place of it still meets the image; null where it is not written.</summary>
    public static int? Padding(DeclarationContext context, ModelAttribute attribute)
    {
        if (!attribute.IsWritten("Padding"))
        {
            return null;
        }

        int padding = ArgumentReader.Count(context, attribute, "Padding");
        int kernel = attribute.SizeOf("kernel") ?? 0;
        if (kernel >= 1 && padding >= kernel)
        {
            context.Problems.Report(
                ModelDescriptors.NumberOutOfRange,
                attribute.PlaceOf("Padding"),
                "Padding",
                attribute.Name,
                padding.ToString(CultureInfo.InvariantCulture),
                "less than the kernel, so that every window meets the image");
        }

        return padding;
    }
}
