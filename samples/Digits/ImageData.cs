using RepLearn.Data;
using SampleCommon;

namespace DigitsSample;

/// <summary>Images to learn from and to test on, and the models that fit them.</summary>
/// <param name="Name">What they are, in words.</param>
/// <param name="Train">Images for training; some of them decide when it is best.</param>
/// <param name="Validation">The part of the training images that parameters are not fitted to.</param>
/// <param name="Test">Images that no decision rests on.</param>
/// <param name="Models">The models for their size.</param>
internal sealed record ImageData(string Name, ImageSet Train, ImageSet Validation, ImageSet Test, ModelSet Models)
{
    private const int Labels = 100;
    private const double ValidationShare = 0.1;
    private const double DigitsTestShare = 0.25;
    private const double FilesTestShare = 1 / 6.0;

    // The division does not follow the user's seed, so that results of different seeds are about the same images.
    private const ulong DivisionSeed = 1;

    /// <summary>Whether these are the images at which the models and their settings were chosen.</summary>
    public bool IsEmbedded { get; private init; }

    /// <summary>Training and validation images together: what PCA is fitted to and labels are drawn from.</summary>
    public required ImageSet Known { get; init; }

    /// <summary>Reads the images that the settings name.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="DataFileException">A file is not what it should be.</exception>
    /// <exception cref="UsageException">The settings contradict each other, or there is no model for such images.</exception>
    public static ImageData Load(Settings settings)
    {
        if (settings.Images is null && settings.Labels is null && settings.TestImages is null && settings.TestLabels is null)
        {
            (ImageSet known, ImageSet test) = Digits.Load().Split(DigitsTestShare, DivisionSeed);
            return Divide("1797 handwritten digits of 8×8 pixels (E. Alpaydin and C. Kaynak 1998, UCI, CC BY 4.0)", known, test, ModelsFor(known, "the embedded digits")) with { IsEmbedded = true };
        }

        string images = settings.Images ?? throw new UsageException("--labels, --test-images and --test-labels need --images.");
        string labels = settings.Labels ?? throw new UsageException("--images needs --labels: a file with one label for each image.");
        ImageSet all = IdxReader.Read(images, labels);
        ModelSet models = ModelsFor(all, images);
        (ImageSet train, ImageSet heldOut) = ReadTest(settings, all);
        ExpectClasses(train, labels);
        return Divide($"{all.Count} images of {all.Width}×{all.Height} pixels ({Path.GetFileName(images)})", train, heldOut, models);
    }

    private static (ImageSet Train, ImageSet Test) ReadTest(Settings settings, ImageSet all)
    {
        if (settings.TestImages is null && settings.TestLabels is null)
        {
            try
            {
                return all.Split(FilesTestShare, DivisionSeed);
            }
            catch (ArgumentException problem)
            {
                throw new UsageException($"{settings.Images}: too few images of each label to hold some back for tests; give --test-images and --test-labels. {problem.Message}");
            }
        }

        string images = settings.TestImages ?? throw new UsageException("--test-labels needs --test-images.");
        string labels = settings.TestLabels ?? throw new UsageException("--test-images needs --test-labels.");
        ImageSet test = IdxReader.Read(images, labels);
        return test.Width == all.Width && test.Height == all.Height
            ? (all, test)
            : throw new UsageException($"{images}: expected images of {all.Width}×{all.Height} as in {settings.Images}, but got {test.Width}×{test.Height}.");
    }

    private static ModelSet ModelsFor(ImageSet images, string file) =>
        ModelSet.All.FirstOrDefault(models => models.Side == images.Width && models.Side == images.Height)
        ?? throw new UsageException(
            $"{file}: expected images of {string.Join(" or ", ModelSet.All.Select(models => models.Size))}, the sizes that this sample has models for, but got {images.Width}×{images.Height}; a size is part of a model's declaration (see samples/Digits/Models).");

    private static void ExpectClasses(ImageSet train, string labels)
    {
        if (train.Labels.Span.IndexOfAnyExcept(train.Labels.Span[0]) < 0)
        {
            throw new UsageException($"{labels}: expected at least two different labels, but all are {train.Labels.Span[0]}.");
        }
    }

    private static ImageData Divide(string name, ImageSet known, ImageSet test, ModelSet models)
    {
        (ImageSet train, ImageSet validation) = known.Count >= Labels
            ? known.Split(ValidationShare, DivisionSeed)
            : throw new UsageException($"Expected at least {Labels} images to train on, since a classifier is trained with {Labels} labels, but got {known.Count}.");
        if (validation.Count == 0 || test.Count == 0)
        {
            throw new UsageException("Expected enough images of each label to hold some back for validation and test, but there are too few.");
        }

        return new ImageData(name, train, validation, test, models) { Known = known };
    }
}
