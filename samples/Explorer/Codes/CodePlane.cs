using RepLearn.Data;
using RepLearn.Evaluation;

namespace ExplorerSample.Codes;

/// <summary>A way to lay codes out on a plane, and the way back from a place to a code.</summary>
internal abstract class CodePlane(string id, string title, string note)
{
    /// <summary>Its name in addresses.</summary>
    public string Id => id;

    /// <summary>Its name for readers.</summary>
    public string Title => title;

    /// <summary>What the places are, and how one is decoded.</summary>
    public string Note => note;

    /// <summary>Names of its axes; empty where directions mean nothing.</summary>
    public virtual IReadOnlyList<string> Axes => [];

    /// <summary>The images that are shown, and two values for each. Takes a while at the first call where the plane is laid out by t-SNE.</summary>
    /// <param name="token">Stops the work.</param>
    public abstract PlaneRows Rows(CancellationToken token);

    /// <summary>The code of a place.</summary>
    public abstract float[] CodeAt(float x, float y, CancellationToken token);

    /// <summary>The place of a code; null where only images have one.</summary>
    public abstract (float X, float Y)? PlaceOf(ReadOnlySpan<float> code);

    /// <summary>The planes of a space: of two values themselves, of more their first principal components and t-SNE.</summary>
    public static IReadOnlyList<CodePlane> Of(CodeSpace space) =>
        space.Width == 2 ? [new ValuesPlane(space)] : [new PrincipalPlane(space), new NeighbourPlane(space)];
}

/// <summary>Images and their places.</summary>
/// <param name="Images">The images' numbers.</param>
/// <param name="Places">Two values for each of them.</param>
internal sealed record PlaneRows(int[] Images, float[] Places);

/// <summary>A code's own two values.</summary>
internal sealed class ValuesPlane(CodeSpace space)
    : CodePlane("values", "The code's two values", "Both axes are the code itself. A place is a code and is decoded as it is.")
{
    private readonly PlaneRows _rows = new([.. Enumerable.Range(0, space.Count)], space.Codes.ToArray());

    /// <inheritdoc/>
    public override IReadOnlyList<string> Axes => ["first value", "second value"];

    /// <inheritdoc/>
    public override PlaneRows Rows(CancellationToken token) => _rows;

    /// <inheritdoc/>
    public override float[] CodeAt(float x, float y, CancellationToken token) => [x, y];

    /// <inheritdoc/>
    public override (float X, float Y)? PlaceOf(ReadOnlySpan<float> code) => (code[0], code[1]);
}

/// <summary>The first two principal components.</summary>
internal sealed class PrincipalPlane : CodePlane
{
    private readonly Pca _pca;
    private readonly PlaneRows _rows;

    public PrincipalPlane(CodeSpace space)
        : this(space, Pca.Fit(space.Codes.Span, space.Width, 2))
    {
    }

    private PrincipalPlane(CodeSpace space, Pca pca)
        : base(
            "pca",
            "Principal components",
            FormattableString.Invariant(
                $"The first two principal components of the {space.Width} values, {100 * pca.ExplainedShare:F0} % of their variance. A place is decoded through PCA's inverse: all other components are at their mean."))
    {
        _pca = pca;
        _rows = new PlaneRows([.. Enumerable.Range(0, space.Count)], pca.Transform(space.Codes.Span));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Axes => ["first component", "second component"];

    /// <inheritdoc/>
    public override PlaneRows Rows(CancellationToken token) => _rows;

    /// <inheritdoc/>
    public override float[] CodeAt(float x, float y, CancellationToken token) => _pca.InverseTransform([x, y]);

    /// <inheritdoc/>
    public override (float X, float Y)? PlaceOf(ReadOnlySpan<float> code)
    {
        float[] place = _pca.Transform(code);
        return (place[0], place[1]);
    }
}

/// <summary>t-SNE, which has no inverse: a place is decoded from the codes of the images around it.</summary>
internal sealed class NeighbourPlane(CodeSpace space) : CodePlane(
    "tsne",
    "t-SNE",
    FormattableString.Invariant(
        $"Neighbours stay neighbours, far distances mean little{(space.Count > MostImages ? $"; {MostImages} images drawn at random" : "")}. A place is decoded from the mean code of the {Neighbours} nearest images, nearer ones weighing more."))
{
    /// <summary>Images around a place whose codes count.</summary>
    public const int Neighbours = 5;

    // t-SNE of so many takes a quarter of a minute.
    private const int MostImages = 4000;

    private readonly Lock _gate = new();
    private PlaneRows? _rows;

    /// <inheritdoc/>
    public override PlaneRows Rows(CancellationToken token)
    {
        lock (_gate)
        {
            return _rows ??= LayOut(token);
        }
    }

    /// <inheritdoc/>
    public override float[] CodeAt(float x, float y, CancellationToken token)
    {
        PlaneRows rows = Rows(token);
        NearestRows near = NearestRows.Find([x, y], rows.Places, 2, Math.Min(Neighbours, rows.Images.Length));
        var code = new float[space.Width];
        double total = 0;
        for (int place = 0; place < near.Neighbours; place++)
        {
            // Just at an image its code alone is left.
            double weight = 1 / Math.Max(near.Distances(0)[place], 1e-9);
            total += weight;
            ReadOnlySpan<float> other = space.Code(rows.Images[near.Places(0)[place]]);
            for (int unit = 0; unit < code.Length; unit++)
            {
                code[unit] += (float)(weight / total * (other[unit] - code[unit]));
            }
        }

        return code;
    }

    /// <inheritdoc/>
    public override (float X, float Y)? PlaceOf(ReadOnlySpan<float> code) => null;

    private PlaneRows LayOut(CancellationToken token)
    {
        int[] images = [.. SeededOrder.Permutation(space.Count, seed: 1).Take(MostImages).Order()];
        var codes = new float[images.Length * space.Width];
        for (int place = 0; place < images.Length; place++)
        {
            space.Code(images[place]).CopyTo(codes.AsSpan(place * space.Width));
        }

        return new PlaneRows(images, TSne.Fit(codes, space.Width, cancellationToken: token));
    }
}
