namespace RepLearn;

/// <summary>What a model learns to predict from the code besides the input itself. A model has at most one head.</summary>
public static class Head
{
    /// <summary>
    /// Class probabilities from the code, <c>softmax(z W + b)</c>, trained together with the reconstruction on examples whose class is
    /// known. z is the code or, of a distribution, its mean. The loss has the term <c>classification</c>, weight times the cross-entropy
    /// <c>−ln p(label)</c> in nats: summed over the batch's labelled examples and divided by all of the batch's examples, so that it
    /// is the expectation of the joint log-likelihood. The metric <c>crossEntropy</c> is the same without the weight, and
    /// <c>errorRate</c> the share of the batch's examples that have a label other than the most probable class.
    /// </summary>
    /// <remarks>
    /// Rows of examples to train or test on end with one value more, the label: a class number from 0 to <paramref name="classes"/> − 1,
    /// or −1 where it is not known. <see cref="Examples.InMemory{T}(ReadOnlyMemory{T}, int, ReadOnlyMemory{int})"/> makes such rows.
    /// Encoding and predicting take examples without.
    /// </remarks>
    /// <param name="classes">Classes, from 2 to 1,000,000.</param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class SoftmaxAttribute(int classes) : Attribute
    {
        /// <summary>Classes.</summary>
        public int Classes { get; } = classes;

        /// <summary>Factor of the cross-entropy; above 0, in float from 1e-30 to 1e30. 1 if not given.</summary>
        public double Weight { get; set; } = 1;
    }
}
