using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace RepLearn.Oracle.Cases;

/// <summary>Variational autoencoders with every option of the latent and every likelihood.</summary>
internal static class VariationalCases
{
    public static IEnumerable<OracleCase> All =>
    [
        new("vae-bernoulli", 13, 6, run => Vae(run, Bernoulli, Elbo)),
        new("vae-bernoulli-single", 13, 6, run => Vae(run, Bernoulli, Elbo)) { Precision = ScalarType.Float32 },
        new("vae-beta-free-bits", 13, 6, run => Vae(run, Bernoulli, (_, kl) => 0.7 * FreeBits(kl, 0.25))),
        new("vae-warm-up", 13, 6, run => Vae(run, Bernoulli, (_, kl) => run.Ramp(2.0, 100) * Loss.PerExample(kl))) { Step = 30 },
        new("vae-capacity", 13, 6, run => Vae(run, Bernoulli, (_, kl) => 4.0 * (Loss.PerExample(kl) - run.Ramp(5.0, 100)).abs())) { Step = 40 },
        new("vae-capacity-exceeded", 13, 6, run => Vae(run, Bernoulli, (_, kl) => 4.0 * (Loss.PerExample(kl) - run.Ramp(0.5, 100)).abs())) { Step = 40 },
        new("vae-gaussian", 13, 6, run => Vae(run, Gaussian, Elbo)),
        new("vae-gaussian-learned", 13, 6, run => Vae(run, GaussianLearned, Elbo)),
        new("vae-laplace-likelihood", 13, 6, run => Vae(run, Laplace, Elbo)),
        new("vae-poisson", 13, 6, run => Vae(run, Poisson, Elbo)),
        new("vae-huber", 13, 6, run => Vae(run, Huber, Elbo)),
        new("vae-categorical", 12, 6, run => Vae(run, Categorical, Elbo)) { Group = 4 },
        new("importance", 13, 6, run => Importance(run, 5)),
        new("vae-wide", 50, 19, run => Vae(run, Bernoulli, Elbo, hidden: 37, size: 17)),
        new("vae-full-covariance", 13, 6, FullCovariance),
        new("vae-full-covariance-single", 13, 6, FullCovariance) { Precision = ScalarType.Float32 },
        new("vae-total-correlation", 13, 6, TotalCorrelation),
        new("vae-total-correlation-single", 13, 6, TotalCorrelation) { Precision = ScalarType.Float32 },
        new("vae-everything", 13, 6, Everything),
    ];

    private static void Vae(
        ReferenceRun run, Func<ReferenceRun, Tensor, Tensor> reconstruction, Func<ReferenceRun, Tensor, Tensor> divergence, int hidden = 7, int size = 5)
    {
        int inputs = (int)run.Batch.shape[1];
        Tensor encoded = relu(run.Dense("encoder1", run.Batch, hidden));
        Tensor mean = run.Dense("mean", encoded, size);
        Tensor logVariance = run.Dense("logVariance", encoded, size);
        run.Codes = mean;
        Tensor output = run.Dense("decoder2", relu(run.Dense("decoder1", run.Sample(mean, logVariance), hidden)), inputs);
        run.Term("reconstruction", reconstruction(run, output));
        run.Term("kl", divergence(run, Loss.Divergence(mean, logVariance)));
    }

    // KL(N(μ, Σ) ‖ N(0, I)) = ½ (tr Σ + μᵀμ − d − ln det Σ) of whole matrices.
    private static void FullCovariance(ReferenceRun run)
    {
        const int size = 5;
        Tensor encoded = relu(run.Dense("encoder1", run.Batch, 7));
        Tensor mean = run.Dense("mean", encoded, size);
        Tensor logVariance = run.Dense("logVariance", encoded, size);
        Tensor lower = run.Dense("lower", encoded, size * (size - 1) / 2);
        Tensor below = ones([size, size], dtype: ScalarType.Bool).tril(-1).expand(mean.shape[0], size, size);
        Tensor factor = diag_embed(logVariance.mul(0.5).exp()).masked_scatter(below, lower);
        run.Codes = mean;
        Tensor code = run.Sample(mean, epsilon => factor.matmul(epsilon.unsqueeze(2)).squeeze(2));
        Tensor logits = run.Dense("decoder2", relu(run.Dense("decoder1", code, 7)), 13);
        Tensor covariance = factor.matmul(factor.transpose(1, 2));
        run.Term("reconstruction", Bernoulli(run, logits));
        run.Term("kl", (0.5 * (covariance.diagonal(0, 1, 2).sum(1) + mean.square().sum(1) - size - linalg.slogdet(covariance).Item2)).mean());
    }

    // The densities of all draws under all posteriors, [draw, posterior, dimension], as a tensor.
    private static void TotalCorrelation(ReferenceRun run)
    {
        Tensor encoded = relu(run.Dense("encoder1", run.Batch, 7));
        Tensor mean = run.Dense("mean", encoded, 5);
        Tensor logVariance = run.Dense("logVariance", encoded, 5);
        run.Codes = mean;
        Tensor code = run.Sample(mean, logVariance);
        Tensor logits = run.Dense("decoder2", relu(run.Dense("decoder1", code, 7)), 13);
        Tensor densities = distributions.Normal(mean, logVariance.mul(0.5).exp()).log_prob(code.unsqueeze(1));
        double logRows = Math.Log(mean.shape[0]);
        Tensor joint = densities.sum(2).logsumexp(1) - logRows;
        Tensor product = (densities.logsumexp(1) - logRows).sum(1);
        run.Term("reconstruction", Bernoulli(run, logits));
        run.Term("kl", Loss.PerExample(Loss.Divergence(mean, logVariance)));
        run.Term("totalCorrelation", 3 * (joint - product).mean());
    }

    // −E ln 1/k Σ p(x|z) p(z) / q(z|x) with libtorch's distributions.
    private static void Importance(ReferenceRun run, int samples)
    {
        Tensor encoded = relu(run.Dense("encoder1", run.Batch, 7));
        Tensor mean = run.Dense("mean", encoded, 5);
        Tensor deviation = run.Dense("logVariance", encoded, 5).mul(0.5).exp();
        run.Codes = mean;
        Tensor repeated(Tensor rows) => rows.repeat_interleave(samples, dim: 0);
        Tensor code = repeated(mean) + (repeated(deviation) * run.Draws(NoiseKind.Normal, samples, 5));
        Tensor decoded(Tensor z) => run.Dense("decoder2", relu(run.Dense("decoder1", z, 7)), 13);
        Tensor likelihood = -binary_cross_entropy_with_logits(decoded(code), repeated(run.Batch), reduction: nn.Reduction.None).sum(1);
        Tensor prior = distributions.Normal(zeros_like(code), ones_like(code)).log_prob(code).sum(1);
        Tensor posterior = distributions.Normal(repeated(mean), repeated(deviation)).log_prob(code).sum(1);
        run.Outputs = decoded(mean).sigmoid();
        run.Term("bound", -((likelihood + prior - posterior).reshape(-1, samples).logsumexp(1) - Math.Log(samples)).mean());
    }

    private static Tensor Elbo(ReferenceRun run, Tensor kl) => Loss.PerExample(kl);

    private static Tensor FreeBits(Tensor kl, double nats) => kl.mean([0]).clamp(min: nats).sum();

    private static Tensor Bernoulli(ReferenceRun run, Tensor logits)
    {
        run.Outputs = logits.sigmoid();
        return Loss.Bernoulli(run.Batch, logits);
    }

    private static Tensor Gaussian(ReferenceRun run, Tensor mean)
    {
        run.Outputs = mean;
        return Loss.Gaussian(run.Batch, mean, full([1, 1], 0.25, dtype: mean.dtype));
    }

    private static Tensor Laplace(ReferenceRun run, Tensor location)
    {
        run.Outputs = location;
        return Loss.PerExample((l1_loss(location, run.Batch, nn.Reduction.None) / 0.5) + Math.Log(2 * 0.5));
    }

    private static Tensor Poisson(ReferenceRun run, Tensor logRate)
    {
        run.Outputs = logRate.exp();
        return Loss.PerExample(poisson_nll_loss(logRate, run.Batch, reduction: nn.Reduction.None) + (run.Batch + 1).lgamma());
    }

    private static Tensor Categorical(ReferenceRun run, Tensor logits)
    {
        Tensor groups(Tensor values) => values.reshape(-1, 4);
        run.Outputs = groups(logits).softmax(1).reshape(-1, 12);
        return cross_entropy(groups(logits), groups(run.Batch), reduction: nn.Reduction.Sum) / run.Batch.shape[0];
    }

    private static Tensor Huber(ReferenceRun run, Tensor location)
    {
        run.Outputs = location;
        Tensor delta = full([1], 0.3, dtype: location.dtype);
        Tensor integral = (Math.Sqrt(2 * Math.PI) * (delta / Math.Sqrt(2)).erf()) + (2 / delta * (-0.5 * delta.square()).exp());
        return Loss.PerExample(huber_loss(location, run.Batch, 0.3, nn.Reduction.None) + integral.log());
    }

    private static Tensor GaussianLearned(ReferenceRun run, Tensor mean)
    {
        run.Outputs = mean;
        return Loss.Gaussian(run.Batch, mean, run.Parameter("outputLogVariance", 1, 1, center: -1, spread: 0.3).exp());
    }

    // Masking, normalisation, dropout on both sides, sampling and every penalty that a distribution admits.
    private static void Everything(ReferenceRun run)
    {
        (Tensor input, Tensor corrupted) = run.Corrupt(NoiseKind.Uniform, (clean, uniform) => (clean * uniform.ge(0.25), uniform.lt(0.25)));
        Tensor hidden = run.LayerNorm("encoder2", silu(run.Dense("encoder1", input, 9)));
        hidden = run.Dense("encoder3", run.Dropout(hidden, 0.2), 7).tanh();
        Tensor mean = run.Dense("mean", hidden, 5);
        Tensor logVariance = run.Dense("logVariance", hidden, 5);
        run.Codes = mean;
        hidden = run.Dropout(gelu(run.Dense("decoder1", run.Sample(mean, logVariance), 9)), 0.3);
        run.Outputs = run.Dense("decoder2", hidden, 13);
        Tensor variance = run.Parameter("outputLogVariance", 1, 1, center: -1, spread: 0.3).exp();
        run.Term("reconstruction", Loss.Gaussian(run.Batch, run.Outputs, variance, Loss.Emphasize(corrupted, run.Batch, 2.5)));
        run.Term("kl", 1.5 * Loss.PerExample(Loss.Divergence(mean, logVariance)));
        run.Term("l2", 0.03 * Loss.PerExample(mean.square()));
        run.Term("weightDecay", 1e-3 * run.Parameters.Where(pair => pair.Key.EndsWith("Weight", StringComparison.Ordinal))
            .Select(pair => pair.Value.square().sum()).Aggregate((left, right) => left + right));
        run.Term("l1", 0.02 * Loss.PerExample(mean.abs()));
    }
}
