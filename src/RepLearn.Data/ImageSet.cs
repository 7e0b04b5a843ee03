using System.Globalization;
using System.Numerics.Tensors;

namespace RepLearn.Data;

/// <summary>
/// Grey images of one size with a label each. The pixels of one image are one row of <see cref="Pixels"/>. Models take a set of
/// images for its pixels: <c>model.Fit(images)</c>, <c>model.Encode(images)</c>; images of another size than the model's are refused.
/// </summary>
public sealed class ImageSet : IExampleSource<float>
{
    // Null where classes have numbers alone.
    private readonly IReadOnlyList<string>? _names;

    /// <summary>Wraps pixels and labels without copying them.</summary>
    /// <param name="pixels">All pixels, image by image, each row by row; 0 is black and 1 is white.</param>
    /// <param name="labels">The class of each image, 0 or more.</param>
    /// <param name="width">Pixels in a row of an image; at least 1.</param>
    /// <param name="height">Rows in an image; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width or height is below 1, or an image has more than 2³¹ − 1 pixels.</exception>
    /// <param name="classNames">The classes in the order of their numbers, for legends and reports; their numbers if not given.</param>
    /// <exception cref="ArgumentException">The number of pixels is not labels × width × height, a label is negative or has no name.</exception>
    public ImageSet(ReadOnlyMemory<float> pixels, ReadOnlyMemory<int> labels, int width, int height, IReadOnlyList<string>? classNames = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)width * height, int.MaxValue, nameof(height));
        Int128 expected = (Int128)labels.Length * width * height;
        if (pixels.Length != expected)
        {
            throw new ArgumentException($"Expected {labels.Length} images of {width}×{height}, {expected} pixels in all, but got {pixels.Length}.", nameof(pixels));
        }

        int negative = labels.Span.IndexOfAnyExceptInRange(0, int.MaxValue);
        if (negative >= 0)
        {
            throw new ArgumentException($"Expected labels of 0 or more, but label {negative} is {labels.Span[negative]}.", nameof(labels));
        }

        int most = labels.Length == 0 ? -1 : TensorPrimitives.Max(labels.Span);
        if (classNames is not null && most >= classNames.Count)
        {
            throw new ArgumentException($"Expected a name for each class, but there are {classNames.Count} names, and label {labels.Span.IndexOf(most)} is {most}.", nameof(classNames));
        }

        Pixels = pixels;
        Labels = labels;
        Width = width;
        Height = height;
        _names = classNames;
        Classes = classNames?.Count ?? (int)Math.Min(most + 1L, int.MaxValue);
    }

    /// <summary>All pixels from 0 to 1, one image per row: <see cref="Count"/> rows of <see cref="Size"/> values.</summary>
    public ReadOnlyMemory<float> Pixels { get; }

    /// <summary>The class of each image.</summary>
    public ReadOnlyMemory<int> Labels { get; }

    /// <summary>Pixels in a row of an image.</summary>
    public int Width { get; }

    /// <summary>Rows in an image.</summary>
    public int Height { get; }

    /// <summary>Pixels in an image.</summary>
    public int Size => Width * Height;

    /// <summary>Number of images.</summary>
    public int Count => Labels.Length;

    /// <summary>The images, each followed by its label, for models with a head or a condition.</summary>
    public IExampleSource<float> WithLabels => Examples.InMemory(Pixels, Size, Labels);

    /// <summary>Pixels in an image, as one example.</summary>
    int IExampleSource<float>.Width => Size;

    /// <summary>Number of images.</summary>
    long? IExampleSource<float>.Count => Count;

    /// <summary>Reads the images, shuffled perfectly if a key is given.</summary>
    IExampleReader<float> IExampleSource<float>.Open(NoiseKey? shuffle) => Examples.InMemory(Pixels, Size).Open(shuffle);

    /// <summary>How many classes have names or, where none were given, one more than the largest label; 0 if there are no images.</summary>
    public int Classes { get; }

    /// <summary>The classes in the order of their numbers: the names that were given, or the numbers.</summary>
    public IReadOnlyList<string> ClassNames => _names ?? [.. Enumerable.Range(0, Classes).Select(label => label.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The pixels of one image.</summary>
    /// <param name="index">Its place, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public ReadOnlySpan<float> Image(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return Pixels.Span.Slice(index * Size, Size);
    }

    /// <summary>The first images, sharing memory with this set.</summary>
    /// <param name="count">How many; at most <see cref="Count"/>.</param>
    public ImageSet Take(int count) => Slice(0, count);

    /// <summary>Some images in a row, sharing memory with this set.</summary>
    /// <param name="start">Place of the first.</param>
    /// <param name="count">How many.</param>
    public ImageSet Slice(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)start + count, Count, nameof(count));
        return new ImageSet(Pixels.Slice(start * Size, count * Size), Labels.Slice(start, count), Width, Height, _names);
    }

    /// <summary>Copies of the images at the given places, in that order.</summary>
    /// <param name="places">Places in this set; repeats are allowed.</param>
    public ImageSet Select(ReadOnlySpan<int> places)
    {
        if ((long)places.Length * Size > Array.MaxLength)
        {
            throw new ArgumentException($"Expected images whose pixels fit into one array, at most {Array.MaxLength / Size} of {Width}×{Height}, but got {places.Length}.", nameof(places));
        }

        var pixels = new float[places.Length * Size];
        var labels = new int[places.Length];
        for (int row = 0; row < places.Length; row++)
        {
            Image(places[row]).CopyTo(pixels.AsSpan(row * Size, Size));
            labels[row] = Labels.Span[places[row]];
        }

        return new ImageSet(pixels, labels, Width, Height, _names);
    }

    /// <summary>Copies of all images in a random order.</summary>
    /// <param name="seed">Decides the order; the same on every machine.</param>
    public ImageSet Shuffle(ulong seed) => Select(SeededOrder.Permutation(Count, seed));

    /// <summary>
    /// Divides the images at random so that every class has the same share in both parts, up to rounding. Each image is in
    /// one of them; both are in a random order.
    /// </summary>
    /// <param name="testShare">Share of each class that goes to the second part, between 0 and 1; the number of images is rounded class by class, halves to even.</param>
    /// <param name="seed">Decides which; the same on every machine.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    /// <exception cref="ArgumentException">There are images, but by that rounding one part gets none.</exception>
    public (ImageSet Train, ImageSet Test) Split(double testShare, ulong seed)
    {
        (int[] train, int[] test) = StratifiedSplit.Of(Labels.Span, testShare, seed, "images");
        return (Select(train), Select(test));
    }
}
