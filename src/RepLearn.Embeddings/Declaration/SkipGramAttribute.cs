namespace RepLearn;

/// <summary>
/// Declares a table of vectors learned by predicting, from each token, the tokens around it (Mikolov et al. 2013). For the
/// centre's vector h and a context word's output vector u, a pair's loss is that of <see cref="NegativeSamplingAttribute"/> or
/// <see cref="HierarchicalSoftmaxAttribute"/>, one of which the class needs beside this.
/// </summary>
/// <param name="dimension">Values in a vector, from 1 to 16,384.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SkipGramAttribute(int dimension) : Attribute
{
    /// <summary>Values in a vector.</summary>
    public int Dimension => dimension;

    /// <summary>
    /// The most tokens on either side of the centre that belong to its context, from 1 to 1000; 5 if not given. Each centre draws its own width,
    /// uniform from 1 to this.
    /// </summary>
    public int Window { get; set; } = 5;

    /// <summary>The type of the model's numbers.</summary>
    public Precision Precision { get; set; }
}
