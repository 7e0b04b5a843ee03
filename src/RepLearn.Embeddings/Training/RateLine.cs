namespace RepLearn.Embeddings.Training;

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

    public double At(double position)
    {
        double end = Math.Min(FromRate, FinalLearningRate);

        // A first rate beside which the last one vanishes ends with the last one all the same.
        return From >= Epochs ? FromRate : Math.Max(end, FromRate + ((position - From) / (Epochs - From) * (end - FromRate)));
    }

    /// <summary>
    /// The line on which a fit continues: this one with the same options. With another end, it leads there from the current rate; with
    /// another initial rate, the current rate is scaled in proportion.
    /// </summary>
    public RateLine Continued(double position, EmbeddingOptions options)
    {
        if ((options.Epochs, options.LearningRate, options.FinalLearningRate) == (Epochs, LearningRate, FinalLearningRate))
        {
            return this;
        }

        // Between these bounds for any rates: a quotient of the two first ones could overflow, a product underflow.
        double share = At(Math.Min(position, Epochs)) / LearningRate;
        double reached = Math.Clamp(share * options.LearningRate, EmbeddingOptions.LeastRate, options.LearningRate);
        return new RateLine(position, reached, options.Epochs, options.LearningRate, options.FinalLearningRate);
    }
}
