namespace RepLearn.Embeddings;

/// <summary>A learning rate that falls in a straight line. Positions are epochs and parts of them since the fit's start.</summary>
/// <param name="From">The position where the line begins.</param>
/// <param name="FromRate">The rate there.</param>
/// <param name="Epochs">The position where it ends.</param>
/// <param name="LearningRate">The first rate of the options that it follows.</param>
/// <param name="FinalLearningRate">The rate at the end, or the lower one that was reached before.</param>
internal sealed record RateLine(double From, double FromRate, int Epochs, double LearningRate, double FinalLearningRate)
{
    /// <summary>The line of a fit from its start.</summary>
    public static RateLine Of(EmbeddingOptions options) =>
        new(0, options.LearningRate, options.Epochs, options.LearningRate, options.FinalLearningRate);

    public double At(double position) => From >= Epochs ? FromRate : FromRate + ((position - From) / (Epochs - From) * (Math.Min(FromRate, FinalLearningRate) - FromRate));

    /// <summary>
    /// The line on which a fit goes on: this one with the same options. With another end it leads there from the rate that was reached;
    /// with another first rate what was reached is changed in proportion.
    /// </summary>
    public RateLine Continued(double position, EmbeddingOptions options)
    {
        if ((options.Epochs, options.LearningRate, options.FinalLearningRate) == (Epochs, LearningRate, FinalLearningRate))
        {
            return this;
        }

        double reached = (At(Math.Min(position, Epochs))) * (options.LearningRate / LearningRate);
        return new RateLine(position, reached, options.Epochs, options.LearningRate, options.FinalLearningRate);
    }
}
