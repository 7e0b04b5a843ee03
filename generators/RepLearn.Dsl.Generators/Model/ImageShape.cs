using System.Globalization;

namespace RepLearn.Dsl.Generators.Model;

/// <summary>The sides of an image, whose values lie channels last in a row.</summary>
internal sealed record ImageShape(int Height, int Width, int Channels)
{
    public long Size => (long)Height * Width * Channels;

    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0} × {1} × {2}", Height, Width, Channels);
}

/// <summary>Values per example between two layers.</summary>
/// <param name="Image">How they lie as an image; null where they are none.</param>
internal sealed record ValueShape(int Size, ImageShape? Image = null)
{
    public static ValueShape Of(ImageShape image) => new((int)image.Size, image);

    public override string ToString() => Image?.ToString() ?? Size.ToString(CultureInfo.InvariantCulture);
}
