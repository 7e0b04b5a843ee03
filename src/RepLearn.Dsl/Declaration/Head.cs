namespace RepLearn;

/// <summary>What a model learns to predict from the code besides the input itself. A model has at most one head.</summary>
public static class Head
{
    /// <summary>
    /// Class probabilities from the code, <c>softmax(z W + b)</c>, trained together with the reconstruction on examples whose class is
    /// known. z is the code or, of a distribution, its mean. The loss has the term <c>classification</c>, weight times the cross-entropy
    /// <c>−ln p(label)</c> in nats: summed over the batch's labelled examples and divided by all of the batch's examples, so that it
    /// is the expectation of the joint log-likelihood. The metric <c>crossEntropy</c> is the same without the weight and class weights, and
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

        /// <summary>
        /// A factor for the examples of each class, one per class: <c>new[] { 1, 5.5 }</c>. At least 0, in float 0 or from 1e-30 to 1e30, and at most 100
        /// other than the most frequent of them. All are 1 if not given. The loss is still divided by the number of examples, not by the sum of their
        /// factors, as libtorch's <c>cross_entropy</c> with <c>reduction="sum"</c> is by whoever calls it: weights whose mean over the examples is
        /// 1 leave the loss's scale as it is.
        /// </summary>
        public double[] ClassWeights { get; set; } = [];
    }

    /// <summary>
    /// Numbers from the code, <c>z W + b</c>, trained together with the reconstruction on examples whose targets are known. z is the code or, of
    /// a distribution, its mean. The loss has the term <c>regression</c>, weight times the squared error: summed over an example's targets and
    /// the batch's examples, divided by all of the batch's examples. The metric <c>targetError</c> is the same without the weight, and
    /// <c>targetShare</c> the share of the batch's targets that are known: the mean squared error of a known target is
    /// <c>targetError / (outputs · targetShare)</c>.
    /// </summary>
    /// <remarks>
    /// Rows of examples to train or test on end with as many values more, the targets; each that is not known is NaN and does not
    /// count. <see cref="Examples.InMemory{T}(ReadOnlyMemory{T}, int, ExampleColumns{T}[])"/> makes such rows. Encoding and predicting take
    /// examples without. Targets of very different scales share one loss: standardise them.
    /// </remarks>
    /// <param name="outputs">Numbers to predict, from 1 up to where the model has 1,073,741,823 parameters.</param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class LinearAttribute(int outputs) : Attribute
    {
        /// <summary>Numbers to predict.</summary>
        public int Outputs { get; } = outputs;

        /// <summary>Factor of the squared error; above 0, in float from 1e-30 to 1e30. 1 if not given.</summary>
        public double Weight { get; set; } = 1;
    }
}
