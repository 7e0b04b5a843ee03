using System.Globalization;

namespace RepLearn.Dsl.Generators.Model;

/// <summary>
/// The encoder's last values as vectors, each replaced by the nearest of a codebook: the pixels of an image, or neighbouring values of a row.
/// </summary>
/// <param name="Size">The encoder's last values; 0 until that is known.</param>
/// <param name="Codes">Vectors in the codebook.</param>
/// <param name="Dimension">Values in a vector.</param>
/// <param name="Commitment">The weight of the distance of the encoder's vectors from their codes.</param>
/// <param name="Codebook">How the codebook is learned.</param>
internal sealed record VectorQuantizedSpec(int Size, int Codes, int Dimension, double Commitment, CodebookSpec Codebook) : LatentSpec(Size, InitializerKind.Default)
{
    public ImageShape? Image { get; init; }

    /// <summary>Vectors in a code.</summary>
    public int Positions => Size / Dimension;

    public override string Name => "VectorQuantized";

    public override string Architecture => string.Format(
        CultureInfo.InvariantCulture, "{0} {1} × {2}{3}", Name, Codes, Dimension, Codebook is MovingCodebookSpec ? "" : " by gradient");

    public override string Description => "a quantised code";

    public override string[] Heads => [];

    public override ValueShape Output => new(Size, Image);

    public override LatentTerm[] Terms =>
    [
        new("commitment", "quantizationError", "perplexity", "usedCodes"),
        .. Codebook is MovingCodebookSpec ? [] : new[] { new LatentTerm("codebook") },
    ];

    /// <summary>The codebook and what training keeps beside it.</summary>
    public LayerShape DescribeCodebook() => new(Output, Codebook is MovingCodebookSpec
        ?
        [
            new(ParameterRole.Codebook, Codes, Dimension) { IsState = true },
            new(ParameterRole.CodeCount, Codes, 1) { IsState = true },
            new(ParameterRole.CodeSum, Codes, Dimension) { IsState = true },
        ]
        : [new(ParameterRole.Codebook, Codes, Dimension)]);

    public override long ParameterCount(int inputs) => DescribeCodebook().ParameterCount;
}

/// <summary>How a codebook is learned.</summary>
internal abstract record CodebookSpec;

/// <summary>Each code is the moving average of the vectors that it is nearest to.</summary>
/// <param name="Decay">The share of the past in an average.</param>
/// <param name="Revival">The share of a code's fair share of vectors below which it is dead, and put in the place of a vector of the batch; 0 for never.</param>
internal sealed record MovingCodebookSpec(double Decay, double Revival) : CodebookSpec;

/// <summary>A parameter that the distance of codes from their vectors draws to them.</summary>
internal sealed record LearnedCodebookSpec : CodebookSpec;
