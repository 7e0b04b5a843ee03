using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace RepLearn.Oracle.Cases;

/// <summary>Priors that are learned: mixtures of libtorch's normal distributions.</summary>
internal static class PriorCases
{
    public static IEnumerable<OracleCase> All =>
    [
        new("vae-mixture-prior", 13, 6, run => Bernoulli(run, Learned)),
        new("vae-mixture-prior-single", 13, 6, run => Bernoulli(run, Learned)) { Precision = ScalarType.Float32 },
        new("vae-vamp-prior", 13, 6, run => Bernoulli(run, Vamp)),
        new("vae-vamp-prior-weighted", 13, 6, WeightedVamp),
        new("vae-vamp-prior-convolutions", 40, 6, ConvolutionalVamp),
    ];

    private static void Bernoulli(ReferenceRun run, Func<ReferenceRun, Mixture> prior)
    {
        (Tensor mean, Tensor logVariance) = Encode(run, run.Batch);
        run.Codes = mean;
        Tensor code = run.Sample(mean, logVariance);
        Tensor logits = run.Dense("decoder2", relu(run.Dense("decoder1", code, 7)), 13);
        run.Outputs = logits.sigmoid();
        run.Term("reconstruction", Loss.Bernoulli(run.Batch, logits));
        run.Term("kl", Divergence(mean, logVariance, code, prior(run)));
    }

    private static void WeightedVamp(ReferenceRun run)
    {
        (Tensor mean, Tensor logVariance) = Encode(run, run.Batch);
        run.Codes = mean;
        Tensor code = run.Sample(mean, logVariance);
        run.Outputs = run.Dense("decoder2", relu(run.Dense("decoder1", code, 7)), 13);
        run.Term("reconstruction", Loss.Gaussian(run.Batch, run.Outputs, full([1, 1], 0.25, dtype: mean.dtype)));
        Tensor weights = run.Parameter("priorLogit", 1, 4, center: 0, spread: 0.7).reshape(4);
        (Tensor means, Tensor logVariances) = Encode(run, run.Parameter("priorPseudoInput", 4, 13, center: 0.5, spread: 0.5));
        run.Term("kl", 0.5 * Divergence(mean, logVariance, code, new Mixture(weights, means, logVariances)));
    }

    private static void ConvolutionalVamp(ReferenceRun run)
    {
        (Tensor mean, Tensor logVariance) = Encode(run.Batch);
        run.Codes = mean;
        Tensor code = run.Sample(mean, logVariance);
        Tensor logits = run.Dense("decoder1", code, 40);
        run.Outputs = logits.sigmoid();
        run.Term("reconstruction", Loss.Bernoulli(run.Batch, logits));
        (Tensor means, Tensor logVariances) = Encode(run.Parameter("priorPseudoInput", 5, 40, center: 0, spread: 1).sigmoid());
        run.Term("kl", Divergence(mean, logVariance, code, new Mixture(zeros([5], dtype: means.dtype), means, logVariances)));

        (Tensor Mean, Tensor LogVariance) Encode(Tensor input)
        {
            Tensor first = run.GroupNorm("encoder2", relu(run.Convolve("encoder1", input, (5, 4, 2), 6, 3, 1, 1)), (5, 4, 6), 3);
            Tensor second = run.Convolve("encoder3", ReferenceRun.MaxPool(first, (5, 4, 6), 2, 2, 0), (2, 2, 6), 3, 2, 1, 0).tanh();
            return (run.Dense("mean", second, 2), run.Dense("logVariance", second, 2));
        }
    }

    private static Mixture Learned(ReferenceRun run) => new(
        run.Parameter("priorLogit", 1, 6, center: 0, spread: 0.7).reshape(6),
        run.Parameter("priorMean", 6, 5, center: 0, spread: 1),
        run.Parameter("priorLogVariance", 6, 5, center: -0.5, spread: 0.5));

    private static Mixture Vamp(ReferenceRun run)
    {
        (Tensor means, Tensor logVariances) = Encode(run, run.Parameter("priorPseudoInput", 4, 13, center: 0, spread: 1).sigmoid());
        return new Mixture(zeros([4], dtype: means.dtype), means, logVariances);
    }

    private static (Tensor Mean, Tensor LogVariance) Encode(ReferenceRun run, Tensor input)
    {
        Tensor encoded = relu(run.Dense("encoder1", input, 7));
        return (run.Dense("mean", encoded, 5), run.Dense("logVariance", encoded, 5));
    }

    // ln q(z | x) − ln p(z), a mean over the batch
    private static Tensor Divergence(Tensor mean, Tensor logVariance, Tensor code, Mixture prior) =>
        (distributions.Normal(mean, logVariance.mul(0.5).exp()).log_prob(code).sum(1) - prior.LogProbability(code)).mean();

    private sealed record Mixture(Tensor Logits, Tensor Means, Tensor LogVariances)
    {
        public Tensor LogProbability(Tensor code) => logsumexp(
            log_softmax(Logits, 0) + distributions.Normal(Means, LogVariances.mul(0.5).exp()).log_prob(code.unsqueeze(1)).sum(2), 1);
    }
}
