namespace RepLearn.Dsl.Generators.Model;

/// <summary>The distribution of an example given the decoder's outputs, or a distance.</summary>
internal abstract record LikelihoodSpec
{
    /// <summary>The name in the line that tells an architecture.</summary>
    public abstract string Name { get; }
}

/// <summary>Values between 0 and 1, of which the outputs are the logits.</summary>
internal sealed record BernoulliSpec : LikelihoodSpec
{
    public override string Name => "Bernoulli";
}

/// <summary>Normal, with the outputs as means.</summary>
/// <param name="Sigma">The standard deviation.</param>
internal sealed record NormalSpec(double Sigma) : LikelihoodSpec
{
    public override string Name => "Gaussian";
}

/// <summary>Normal, with the outputs as means and one variance that is learned.</summary>
internal sealed record LearnedNormalSpec : LikelihoodSpec
{
    public override string Name => "GaussianLearned";
}

/// <summary>The squared distance, which is no likelihood.</summary>
internal sealed record SquaredErrorSpec : LikelihoodSpec
{
    public override string Name => "SquaredError";
}
