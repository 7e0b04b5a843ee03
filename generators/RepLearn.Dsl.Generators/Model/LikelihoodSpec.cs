namespace RepLearn.Dsl.Generators.Model;

/// <summary>The distribution of an example given the decoder's outputs, or a distance.</summary>
internal abstract record LikelihoodSpec
{
    /// <summary>The name in the line that tells an architecture.</summary>
    public abstract string Name { get; }

    /// <summary>What decides the meaning of a file of parameters.</summary>
    public virtual string Architecture => Name;

    /// <summary>Whether it is the density of a distribution.</summary>
    public virtual bool IsDensity => true;

    /// <summary>The values that it is defined for; null for all finite numbers.</summary>
    public virtual ValueDomain? Domain => null;

    /// <summary>What the outputs are where they are no values of an example, so that limits of an activation are limits of the distribution.</summary>
    public virtual OutputMeaning? Outputs => null;
}

/// <summary>The values that a likelihood is defined for.</summary>
/// <param name="Most">The largest; null for no end.</param>
/// <param name="Group">Neighbouring values that add up to 1; 0 for none.</param>
internal sealed record ValueDomain(int Least, int? Most, int Group = 0);

/// <summary>What a decoder's outputs are to a likelihood.</summary>
/// <param name="Name">In a sentence: "takes the output for …".</param>
/// <param name="Quantity">What they stand for, in the plural.</param>
internal sealed record OutputMeaning(string Name, string Quantity, Func<double, double> ToQuantity);

/// <summary>Values between 0 and 1, of which the outputs are the logits.</summary>
internal sealed record BernoulliSpec : LikelihoodSpec
{
    public override string Name => "Bernoulli";

    public override ValueDomain Domain => new(0, 1);

    public override OutputMeaning Outputs => new("logits", "probabilities", logit => 1 / (1 + Math.Exp(-logit)));
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

/// <summary>Laplace, with the outputs as locations.</summary>
internal sealed record LaplaceErrorSpec(double Scale) : LikelihoodSpec
{
    public override string Name => "Laplace";
}

/// <summary>Counts, of whose rates the outputs are the logarithms.</summary>
internal sealed record PoissonSpec : LikelihoodSpec
{
    public override string Name => "Poisson";

    public override ValueDomain Domain => new(0, null);

    public override OutputMeaning Outputs => new("logarithms of rates", "rates", Math.Exp);
}

/// <summary>Groups of neighbouring values that say which of some classes it is, of which the outputs are the logits.</summary>
/// <param name="Classes">Values in a group.</param>
internal sealed record CategoricalSpec(int Classes) : LikelihoodSpec
{
    public override string Name => "Categorical";

    public override string Architecture => FormattableString.Invariant($"{Name} {Classes}");

    public override ValueDomain Domain => new(0, 1, Classes);
}

/// <summary>Normal in the middle, Laplace beyond: the outputs are the locations.</summary>
/// <param name="Delta">The distance at which the one becomes the other.</param>
internal sealed record HuberSpec(double Delta) : LikelihoodSpec
{
    public override string Name => "Huber";
}

/// <summary>The squared distance, which is no likelihood.</summary>
internal sealed record SquaredErrorSpec : LikelihoodSpec
{
    public override string Name => "SquaredError";

    public override bool IsDensity => false;
}
