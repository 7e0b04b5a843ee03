using System.Globalization;
using DigitsSample;
using RepLearn.Data;
using SampleCommon;

namespace ExplorerSample.Codes;

/// <summary>The images whose codes are shown.</summary>
/// <param name="Name">What they are, in words.</param>
/// <param name="Set">The images; labels are all 0 if there are none.</param>
/// <param name="Classes">A name for each label; one name for all if there are no labels.</param>
/// <param name="Models">The declarations for their size.</param>
/// <param name="IsEmbedded">Whether they are the embedded digits.</param>
internal sealed record ExampleImages(string Name, ImageSet Set, IReadOnlyList<string> Classes, ModelSet Models, bool IsEmbedded)
{
    // As many as the points' classes have room for, a byte.
    private const int MostClasses = 256;

    /// <summary>Reads the images that the settings name.</summary>
    /// <exception cref="DataFileException">A file is missing or not what it should be.</exception>
    /// <exception cref="UsageException">There is no model for such images, or the classes' names do not fit.</exception>
    public static ExampleImages Load(Settings settings)
    {
        if (settings.Images is null)
        {
            ImageSet digits = Digits.Load();
            return new ExampleImages("1797 handwritten digits (E. Alpaydin and C. Kaynak 1998, UCI, CC BY 4.0)", digits, Names(digits, settings.Classes), ModelSet.All[0], IsEmbedded: true);
        }

        ImageSet images = settings.Labels is null ? IdxReader.ReadImages(settings.Images) : IdxReader.Read(settings.Images, settings.Labels);
        ModelSet models = ModelSet.All.FirstOrDefault(models => models.Side == images.Width && models.Side == images.Height)
            ?? throw new UsageException(
                $"{settings.Images}: expected images of {string.Join(" or ", ModelSet.All.Select(models => models.Size))}, the sizes that this sample has models for, but got {images.Width}×{images.Height}.");
        IReadOnlyList<string> classes = settings.Labels is null ? ["images"] : Names(images, settings.Classes);
        if (settings.Labels is null && settings.Classes.Count > 0)
        {
            throw new UsageException("--classes names labels, but there are none: it needs --labels.");
        }

        return new ExampleImages($"{images.Count} images of {models.Size} pixels ({Path.GetFileName(settings.Images)})", images, classes, models, IsEmbedded: false);
    }

    private static IReadOnlyList<string> Names(ImageSet images, IReadOnlyList<string> given)
    {
        if (images.Classes > MostClasses)
        {
            throw new UsageException($"Expected labels below {MostClasses}, but one is {images.Classes - 1}.");
        }

        return given.Count == 0 ? [.. Enumerable.Range(0, images.Classes).Select(label => label.ToString(CultureInfo.InvariantCulture))]
            : given.Count >= images.Classes ? given
            : throw new UsageException($"Expected a name for each of the {images.Classes} labels with --classes, but got {given.Count}.");
    }
}
