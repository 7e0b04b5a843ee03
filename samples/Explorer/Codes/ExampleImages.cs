using DigitsSample;
using RepLearn.Data;
using RepLearn.Numerics.Files;
using SampleCommon;

namespace ExplorerSample.Codes;

/// <summary>The images whose codes are shown.</summary>
/// <param name="Name">What they are, in words.</param>
/// <param name="Set">The images with the names of their classes; all are of one class if there are no labels.</param>
/// <param name="Models">The declarations for their size.</param>
/// <param name="IsEmbedded">Whether they are the embedded digits.</param>
internal sealed record ExampleImages(string Name, ImageSet Set, ModelSet Models, bool IsEmbedded)
{
    // The fewest that make a map by t-SNE.
    private const int LeastImages = 3;

    /// <summary>Reads the images that the settings name.</summary>
    /// <exception cref="DataFileException">A file is missing or not what it should be, or a label has no name.</exception>
    /// <exception cref="UsageException">There is no model for such images, too few images, or the classes' names do not fit.</exception>
    public static ExampleImages Load(Settings settings)
    {
        if (settings.Images is null)
        {
            return new ExampleImages("1797 handwritten digits (E. Alpaydin and C. Kaynak 1998, UCI, CC BY 4.0)", Named(Digits.Load(), settings.Classes), ModelSet.All[0], IsEmbedded: true);
        }

        if (settings.Labels is null && settings.Classes.Count > 0)
        {
            throw new UsageException("--classes names labels, but there are none: it needs --labels.");
        }

        ImageSet images = settings.Labels is { } labels
            ? IdxReader.Read(settings.Images, labels, settings.Classes.Count > 0 ? settings.Classes : null)
            : Named(IdxReader.ReadImages(settings.Images), ["images"]);
        ModelSet models = ModelSet.All.FirstOrDefault(models => models.Side == images.Width && models.Side == images.Height)
            ?? throw new UsageException(
                $"{settings.Images}: expected images of {string.Join(" or ", ModelSet.All.Select(models => models.Size))}, the sizes that this sample has models for, but got {images.Width}×{images.Height}.");
        if (images.Count < LeastImages)
        {
            throw new UsageException($"{settings.Images}: expected at least {LeastImages} images, the fewest that make a map, but got {images.Count}.");
        }

        return new ExampleImages($"{images.Count} images of {models.Size} pixels ({FileText.Shown(Path.GetFileName(settings.Images))})", images, models, IsEmbedded: false);
    }

    private static ImageSet Named(ImageSet images, IReadOnlyList<string> names) =>
        names.Count == 0 ? images
        : names.Count >= images.Classes ? new ImageSet(images.Pixels, images.Labels, images.Width, images.Height, names)
        : throw new UsageException($"Expected a name for each of the {images.Classes} labels with --classes, but got {names.Count}.");
}
