namespace RepLearn.Dsl.Generators.Model;

/// <summary>A penalty that is added to the loss.</summary>
internal abstract record RegularizerSpec(double Weight)
{
    /// <summary>The name of the part, without <c>Regularizer</c>; of a function of the user's that of the function.</summary>
    public virtual string Name => Casing.Upper(Term);

    /// <summary>The name of the loss term.</summary>
    public abstract string Term { get; }

    /// <summary>The name of the penalty without its weight.</summary>
    public abstract string Metric { get; }

    /// <summary>The names of all that is reported beside the term.</summary>
    public virtual string[] Metrics => [Metric];
}

/// <summary>The code's absolute values.</summary>
internal sealed record L1Spec(double Weight) : RegularizerSpec(Weight)
{
    public override string Term => "l1";

    public override string Metric => "codeL1";
}

/// <summary>The code's squares.</summary>
internal sealed record L2Spec(double Weight) : RegularizerSpec(Weight)
{
    public override string Term => "l2";

    public override string Metric => "codeL2";
}

/// <summary>The divergence of each unit's mean activation from a small one.</summary>
internal sealed record KlSparsitySpec(double Weight, double Target) : RegularizerSpec(Weight)
{
    public override string Term => "klSparsity";

    public override string Metric => "sparsityDivergence";
}

/// <summary>The maximum mean discrepancy of the codes from the prior.</summary>
internal sealed record MmdSpec(double Weight) : RegularizerSpec(Weight)
{
    public override string Term => "mmd";

    public override string Metric => "discrepancy";
}

/// <summary>How far the codes' values are from independent ones, of all examples together.</summary>
internal sealed record TotalCorrelationSpec(double Weight) : RegularizerSpec(Weight)
{
    public override string Term => "totalCorrelation";

    public override string Metric => "correlation";

    /// <summary>The three parts of the divergence from the prior.</summary>
    public override string[] Metrics => [Metric, "mutualInformation", "dimensionDivergence"];
}

/// <summary>The squares of all weights.</summary>
internal sealed record WeightDecaySpec(double Weight) : RegularizerSpec(Weight)
{
    public override string Term => "weightDecay";

    public override string Metric => "squaredWeights";
}

/// <summary>How far the code's weights are from orthonormal ones.</summary>
internal sealed record OrthogonalSpec(double Weight) : RegularizerSpec(Weight)
{
    public override string Term => "orthogonal";

    public override string Metric => "gramDistance";
}

/// <summary>The squared Jacobian of the code.</summary>
/// <param name="Samples">Random directions by which it is estimated; 0 for the exact one.</param>
internal sealed record ContractiveSpec(double Weight, int Samples = 0) : RegularizerSpec(Weight)
{
    public override string Term => "contractive";

    public override string Metric => "squaredJacobian";
}

/// <summary>A function of the user's of each of the code's values.</summary>
/// <param name="Function">Its name among <see cref="ModelSpec.Functions"/>.</param>
internal sealed record CustomPenaltySpec(double Weight, string Function) : RegularizerSpec(Weight)
{
    public override string Name => Function;

    public override string Term => Function;

    public override string Metric => $"{Function}Sum";
}
