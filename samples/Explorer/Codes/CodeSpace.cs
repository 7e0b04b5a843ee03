using RepLearn;
using RepLearn.Evaluation;

namespace ExplorerSample.Codes;

/// <summary>Images, their codes, and the model that decodes what lies between. Any thread may ask; the model answers one after another.</summary>
internal sealed class CodeSpace
{
    private readonly Autoencoder<float> _model;
    private readonly Lock _gate = new();

    private CodeSpace(Autoencoder<float> model, ExampleImages images, float[] codes, float[] deviations)
    {
        _model = model;
        Images = images;
        Codes = codes;
        Deviations = deviations;
        TypicalDeviations = CodeMath.Mean(deviations, model.Info.LatentSize);
        Planes = CodePlane.Of(this);
    }

    /// <summary>The images.</summary>
    public ExampleImages Images { get; }

    /// <summary>Number of images.</summary>
    public int Count => Images.Set.Count;

    /// <summary>Values in a code.</summary>
    public int Width => _model.Info.LatentSize;

    /// <summary>Pixels of an image.</summary>
    public int Pixels => Images.Set.Size;

    /// <summary>The model's class.</summary>
    public string ModelName => _model.Info.Name;

    /// <summary>The posteriors' means, one row per image.</summary>
    public ReadOnlyMemory<float> Codes { get; }

    /// <summary>The posteriors' standard deviations, one row per image.</summary>
    public ReadOnlyMemory<float> Deviations { get; }

    /// <summary>The mean over images of each value's deviation.</summary>
    public IReadOnlyList<float> TypicalDeviations { get; }

    /// <summary>The ways to lay codes out on a plane, the plainest first.</summary>
    public IReadOnlyList<CodePlane> Planes { get; }

    /// <summary>Encodes all images.</summary>
    /// <param name="model">A model for such images; it stays the caller's.</param>
    /// <param name="images">The images.</param>
    public static CodeSpace Of(Autoencoder<float> model, ExampleImages images)
    {
        (float[] codes, float[] deviations) = model.EncodePosterior(images.Set.Pixels.Span);
        return new CodeSpace(model, images, codes, deviations);
    }

    /// <summary>The code of an image.</summary>
    public ReadOnlySpan<float> Code(int row) => Codes.Span.Slice(row * Width, Width);

    /// <summary>Decodes codes.</summary>
    /// <param name="codes">Codes, one per row.</param>
    /// <returns>Pixels, one image per row.</returns>
    public float[] Decode(ReadOnlySpan<float> codes)
    {
        lock (_gate)
        {
            return _model.Decode(codes);
        }
    }

    /// <summary>Draws codes around one: <c>z + amount · σ · ε</c>, ε standard normal.</summary>
    /// <param name="code">The code.</param>
    /// <param name="row">The image whose posterior's σ it is; −1 for the typical one.</param>
    /// <param name="amount">At least 0; 1 draws from the posterior.</param>
    /// <param name="draws">How many; at least 1.</param>
    /// <param name="seed">Decides ε: the same seed gives the same for any amount, so that a slider moves images smoothly.</param>
    /// <returns>One code per row.</returns>
    public float[] Draw(ReadOnlySpan<float> code, int row, double amount, int draws, ulong seed)
    {
        float[] drawn = CorruptedRows.Gaussian(new float[draws * Width], Width, 1, new NoiseKey(seed, 0));
        for (int place = 0; place < drawn.Length; place++)
        {
            int unit = place % Width;
            float deviation = row >= 0 ? Deviations.Span[(row * Width) + unit] : TypicalDeviations[unit];
            drawn[place] = code[unit] + (float)(amount * deviation * drawn[place]);
        }

        return drawn;
    }

    /// <summary>The least and the largest value of each unit over all images.</summary>
    public IEnumerable<float[]> Ranges() => Enumerable.Range(0, Width).Select(unit =>
    {
        IEnumerable<float> values = Enumerable.Range(0, Count).Select(row => Codes.Span[(row * Width) + unit]);
        return new[] { values.Min(), values.Max() };
    });
}
