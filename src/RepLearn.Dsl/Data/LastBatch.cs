namespace RepLearn;

/// <summary>
/// What a fit does with the examples that are left at the end of an epoch when their number is not a multiple of
/// <see cref="FitOptions.BatchSize"/>.
/// </summary>
/// <remarks>
/// A step's gradient is a mean over its batch, so a batch of few examples moves the parameters as far as a full one, in a
/// direction that is mostly noise. Terms of a batch's mean, such as <see cref="Regularizer.KlSparsityAttribute"/> or free
/// bits, even grow: the mean of one example is far from the mean of all.
/// </remarks>
public enum LastBatch
{
    /// <summary>
    /// The last two batches share their examples, half each: none has fewer than half of <see cref="FitOptions.BatchSize"/>
    /// examples or more than all of them. The number of steps is that of <see cref="Keep"/>.
    /// </summary>
    Share,

    /// <summary>The rest is a batch of its own, even of one example, as in PyTorch's <c>DataLoader</c>.</summary>
    Keep,

    /// <summary>
    /// The rest is left out, as with PyTorch's <c>drop_last</c>; with shuffling, it is a different one in each epoch. An epoch with fewer
    /// examples than a batch has no step, which is an error.
    /// </summary>
    Drop,

    /// <summary>
    /// The rest joins the batch before it, which then has up to twice <see cref="FitOptions.BatchSize"/> − 1 examples and needs the memory
    /// for them.
    /// </summary>
    Merge,
}
