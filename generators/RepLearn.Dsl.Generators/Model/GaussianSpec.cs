using System.Globalization;

namespace RepLearn.Dsl.Generators.Model;

/// <summary>The order is that of the enum <c>RepLearn.Covariance</c>.</summary>
internal enum CovarianceKind
{
    Diagonal,
    Full,
    LowRank,
}

/// <summary>A normal distribution, with a standard normal prior.</summary>
/// <param name="Rank">Of a covariance of low rank, how many columns its factor has; else 0.</param>
internal sealed record GaussianSpec(
    int Size,
    DivergenceSpec Options,
    InitializerKind Initializer = InitializerKind.Default,
    CovarianceKind Covariance = CovarianceKind.Diagonal,
    int Rank = 0) : LatentSpec(Size, Initializer)
{
    private const string Lower = "lower";

    public override string Name => Covariance switch
    {
        CovarianceKind.Full => "FullGaussian",
        CovarianceKind.LowRank => "LowRankGaussian",
        _ => "Gaussian",
    };

    public override string Architecture => Covariance == CovarianceKind.LowRank
        ? string.Format(CultureInfo.InvariantCulture, "{0} {1}", base.Architecture, Rank)
        : base.Architecture;

    public override string Description => Covariance switch
    {
        CovarianceKind.Full => "a normal distribution with a full covariance",
        CovarianceKind.LowRank => "a normal distribution with a covariance of low rank",
        _ => "a normal distribution",
    };

    public override string[] Heads => Covariance switch
    {
        CovarianceKind.Full => ["mean", "logVariance", Lower],
        CovarianceKind.LowRank => HeadsWithFactors(),
        _ => ["mean", "logVariance"],
    };

    private string[] HeadsWithFactors() =>
        ["mean", "logVariance", .. Enumerable.Range(1, Rank).Select(column => string.Format(CultureInfo.InvariantCulture, "factor{0}", column))];

    /// <summary>What is below the diagonal begins at 0, so that the model begins as one with a diagonal covariance.</summary>
    public override LayerShape DescribeHead(string head, int inputs)
    {
        if (head != Lower)
        {
            return base.DescribeHead(head, inputs);
        }

        LayerShape shape = new DenseSpec(Size * (Size - 1) / 2, LastActivation).Describe(new ValueShape(inputs));
        return shape with { Parameters = [.. shape.Parameters.Select(parameter => parameter with { BeginsAtZero = true })] };
    }

    public override DivergenceSpec? Divergence => Options;

    public override PriorText Prior => new("StandardNormal", "N(0, I)");
}
