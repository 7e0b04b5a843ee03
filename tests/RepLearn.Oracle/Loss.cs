using TorchSharp;
using static TorchSharp.torch;

namespace RepLearn.Oracle;

/// <summary>Losses in libtorch's own functions: a sum over an example's dimensions, a mean over the batch.</summary>
internal static class Loss
{
    /// <summary>Σ (x − x̂)²; entries may be weighed.</summary>
    public static Tensor SquaredError(Tensor target, Tensor output, Tensor? weights = null) =>
        PerExample(nn.functional.mse_loss(output, target, nn.Reduction.None), weights);

    /// <summary>The negative log-likelihood of Bernoulli variables with the given logits.</summary>
    public static Tensor Bernoulli(Tensor target, Tensor logits, Tensor? weights = null) =>
        PerExample(nn.functional.binary_cross_entropy_with_logits(logits, target, reduction: nn.Reduction.None), weights);

    /// <summary>The negative log-likelihood of normal variables with the given means and variance.</summary>
    public static Tensor Gaussian(Tensor target, Tensor mean, Tensor variance, Tensor? weights = null) =>
        PerExample(-distributions.Normal(mean, variance.sqrt().expand(mean.shape)).log_prob(target), weights);

    /// <summary>KL(N(μ, σ²) ‖ N(0, 1)) of each value: [rows, size].</summary>
    public static Tensor Divergence(Tensor mean, Tensor logVariance) =>
        (mean.square() + logVariance.exp() - 1 - logVariance) * 0.5;

    /// <summary>KL of each categorical variable from the uniform one: [rows, variables].</summary>
    public static Tensor CategoricalDivergence(Tensor logits, int classes)
    {
        Tensor logarithms = nn.functional.log_softmax(logits.reshape(logits.shape[0], -1, classes), -1);
        return (logarithms.exp() * (logarithms + Math.Log(classes))).sum(-1);
    }

    /// <summary>The squared Frobenius norm of ∂code/∂input, a mean over the batch, built so that it can be differentiated again.</summary>
    public static Tensor JacobianNorm(Tensor code, Tensor input)
    {
        Tensor norm = zeros(1, dtype: code.dtype).squeeze();
        for (long unit = 0; unit < code.shape[1]; unit++)
        {
            // Rows do not mix in the encoder, so one derivative of the batch's sum is one row of every example's Jacobian.
            IList<Tensor> rows = autograd.grad([code.select(1, unit).sum()], [input], null, retain_graph: true, create_graph: true);
            norm = norm + rows[0].square().sum();
        }

        return norm / code.shape[0];
    }

    /// <summary>Sum over dimensions, mean over the batch.</summary>
    public static Tensor PerExample(Tensor values, Tensor? weights = null) =>
        (weights is null ? values : values * weights).sum(1).mean();

    /// <summary>Weights 1 for clean and <paramref name="emphasis"/> for corrupted entries.</summary>
    public static Tensor Emphasize(Tensor corrupted, Tensor like, double emphasis) =>
        ones_like(like) + (corrupted.to_type(like.dtype) * (emphasis - 1));
}
