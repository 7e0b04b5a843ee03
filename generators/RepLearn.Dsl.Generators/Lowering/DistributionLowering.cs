using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>Lowers the distributions that a latent's codes are drawn from.</summary>
internal abstract class DistributionLowering
{
    /// <summary>What the encoder's heads tell of an example.</summary>
    public virtual Posterior Of(Node[] heads) => new(heads[0], heads[1]);

    /// <summary>Draws, as functions of parameters and of noise that does not depend on them.</summary>
    /// <param name="samples">Draws for each example, a row each.</param>
    public abstract Draw Sample(Posterior posterior, int samples, ProgramMode mode);

    /// <summary>A draw from the latent's own prior for each example.</summary>
    public abstract Node PriorDraw();

    /// <summary>Each dimension's, or each variable's, divergence of the posterior from the latent's own prior.</summary>
    public abstract Node Divergence(Posterior posterior);

    /// <summary><c>ln q(z | x) − ln p(z)</c> of each draw, where it is not the difference of two densities; else null.</summary>
    public virtual Node? LogRatio(Posterior posterior, Draw draw) => null;

    /// <summary><c>ln q(z | x)</c> of each draw: one value per row.</summary>
    public abstract Node LogPosterior(Posterior posterior, Draw draw);

    /// <summary><c>ln p(z)</c> of each code: one value per row.</summary>
    public abstract Node LogPrior(Node code);

    /// <summary>The standard deviation of each value; null where the values are not independent normal variables.</summary>
    public virtual Node? Deviations(Posterior posterior) => null;

    /// <summary>A draw of a location and scale.</summary>
    /// <param name="standard">Draws of location 0 and scale 1, one or several rows per example.</param>
    protected static Draw Moved(ArrayGraph graph, Node location, Node scale, Node standard)
    {
        int samples = standard.Shape.Rows;
        return new Draw(graph.Add(graph.RepeatRows(location, samples), graph.Multiply(graph.RepeatRows(scale, samples), standard)), standard);
    }
}
