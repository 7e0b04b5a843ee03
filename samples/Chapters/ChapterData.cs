using RepLearn.Data;

namespace ChaptersSample;

/// <summary>Images to learn from and to test on.</summary>
/// <param name="Name">What they are, in words.</param>
/// <param name="Train">Images that parameters are fitted to.</param>
/// <param name="Validation">Images that decide which epoch was best.</param>
/// <param name="Test">Images that no decision rests on.</param>
internal sealed record ChapterData(string Name, ImageSet Train, ImageSet Validation, ImageSet Test)
{
    private static readonly string[] s_clothes = ["T-shirt", "trousers", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "boot"];

    private const int FashionTrain = 20_000;
    private const int FashionValidation = 2_000;

    // The divisions do not follow the user's seed, so that results of different seeds are about the same images.
    private const ulong DivisionSeed = 1;

    /// <summary>Whether these are the embedded 8×8 digits rather than 28×28 pictures of clothes.</summary>
    public bool IsDigits => Test.Width == Digits.Side;

    /// <summary>A name for each label.</summary>
    public IReadOnlyList<string> Classes => Train.ClassNames;

    /// <summary>Images of one step: a small set is gone through in small ones.</summary>
    public int BatchSize => IsDigits ? 32 : 128;

    /// <summary>Reads Fashion-MNIST from a folder, or the embedded digits if it is null.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="DataFileException">A file is not what it should be.</exception>
    public static ChapterData Load(string? fashionMnist) => fashionMnist is null ? LoadDigits() : LoadFashion(fashionMnist);

    private static ChapterData LoadDigits()
    {
        (ImageSet known, ImageSet test) = Digits.Load().Split(0.25, DivisionSeed);
        (ImageSet train, ImageSet validation) = known.Split(0.1, DivisionSeed);
        return new ChapterData(
            "Handwritten digits of 8×8 pixels (E. Alpaydin and C. Kaynak 1998, UCI, CC BY 4.0)",
            train,
            validation,
            test);
    }

    private static ChapterData LoadFashion(string folder)
    {
        ImageSet known = IdxReader.Read(Path.Combine(folder, "train-images-idx3-ubyte.gz"), Path.Combine(folder, "train-labels-idx1-ubyte.gz"), s_clothes);
        ImageSet test = IdxReader.Read(Path.Combine(folder, "t10k-images-idx3-ubyte.gz"), Path.Combine(folder, "t10k-labels-idx1-ubyte.gz"), s_clothes);
        if (known.Count < FashionTrain + FashionValidation || known.Size != 28 * 28 || test.Size != known.Size)
        {
            throw new SampleCommon.UsageException($"{folder}: expected Fashion-MNIST, at least {FashionTrain + FashionValidation} images of 28×28, but got {known.Count} of {known.Width}×{known.Height} and tests of {test.Width}×{test.Height}.");
        }

        return new ChapterData(
            "Fashion-MNIST, pictures of clothes of 28×28 pixels (Zalando, MIT)",
            known.Take(FashionTrain),
            known.Slice(FashionTrain, FashionValidation),
            test);
    }
}
