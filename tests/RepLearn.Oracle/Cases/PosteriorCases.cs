using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace RepLearn.Oracle.Cases;

/// <summary>Posteriors on spheres, of low rank, and of relaxed draws that are weighed.</summary>
internal static class PosteriorCases
{
    public static IEnumerable<OracleCase> All =>
    [
        new("low-rank", 13, 6, run => LowRank(run, samples: 1)),
        new("low-rank-single", 13, 6, run => LowRank(run, samples: 1)) { Precision = ScalarType.Float32 },
        new("low-rank-importance", 13, 6, run => LowRank(run, samples: 3)),
        new("circle", 13, 6, run => Sphere(run, size: 2, samples: 1)),
        new("sphere", 13, 6, run => Sphere(run, size: 5, samples: 1)),
        new("sphere-single", 13, 6, run => Sphere(run, size: 5, samples: 1)) { Precision = ScalarType.Float32 },
        new("sphere-importance", 13, 6, run => Sphere(run, size: 5, samples: 3)),
        new("concrete-importance", 13, 6, Concrete),
    ];

    // Σ = diag σ (I + V Vᵀ) diag σ as a whole matrix.
    private static void LowRank(ReferenceRun run, int samples)
    {
        const int size = 5;
        Tensor encoded = relu(run.Dense("encoder1", run.Batch, 7));
        Tensor mean = run.Dense("mean", encoded, size);
        Tensor sigma = run.Dense("logVariance", encoded, size).mul(0.5).exp();
        Tensor factor = stack([run.Dense("factor1", encoded, size), run.Dense("factor2", encoded, size)], 2) * sigma.unsqueeze(2);
        run.Codes = mean;
        Tensor covariance = diag_embed(sigma.square()) + factor.matmul(factor.transpose(1, 2));
        Tensor spread = Repeated(sigma, samples) * run.Draws(NoiseKind.Normal, samples, size);
        spread = spread + Repeated(factor, samples).matmul(run.Draws(NoiseKind.Normal, samples, 2).unsqueeze(2)).squeeze(2);
        Tensor logDeterminant = linalg.slogdet(covariance).Item2;
        if (samples == 1)
        {
            Tensor divergence = 0.5 * (covariance.diagonal(0, 1, 2).sum(1) + mean.square().sum(1) - size - logDeterminant);
            Elbo(run, mean, mean + spread, divergence);
            return;
        }

        Tensor square = (linalg.solve(Repeated(covariance, samples), spread.unsqueeze(2)).squeeze(2) * spread).sum(1);
        Tensor code = Repeated(mean, samples) + spread;
        Bound(run, mean, code, (-0.5 * (square + Repeated(logDeterminant, samples))) + (0.5 * code.square().sum(1)), samples);
    }

    // Densities by sums over a fine grid of angles.
    private static void Sphere(ReferenceRun run, int size, int samples)
    {
        Tensor encoded = relu(run.Dense("encoder1", run.Batch, 7));
        Tensor mean = normalize(run.Dense("direction", encoded, size), 2, 1);
        Tensor concentration = 1 + softplus(run.Dense("concentration", encoded, 1));
        run.Codes = mean;
        Tensor normal = run.Draws(NoiseKind.Normal, samples, size);
        Tensor uniform = run.Draws(NoiseKind.Uniform, samples, 1);
        Tensor angle = Quantile(Repeated(concentration, samples), uniform, size);
        Tensor first = zeros_like(normal);
        first[.., 0] = 1;
        Tensor across = normalize(normal * (1 - first), 2, 1);
        Tensor about = (angle.cos() * first) + (angle.sin() * across);
        Tensor centre = Repeated(mean, samples);
        Tensor sign = where(centre[.., 0..1] > 0, 1.0, -1.0).to_type(mean.dtype);
        Tensor axis = normalize(centre + (sign * first), 2, 1);
        Tensor code = -sign * (about - (2 * axis * (axis * about).sum(1, true)));
        Tensor kappa = concentration.to_type(ScalarType.Float64);
        Tensor logMean = Mass(kappa, size, Math.PI, _ => 1).log() - Mass(zeros_like(kappa), size, Math.PI, _ => 1).log();
        if (samples > 1)
        {
            Tensor exponent = Repeated(kappa, samples) * (angle.cos() - 1);
            Bound(run, mean, code, (exponent - Repeated(logMean, samples)).squeeze(1).to_type(mean.dtype), samples);
            return;
        }

        // Of a circle libtorch has the Bessel functions.
        Tensor distance = Mass(kappa, size, Math.PI, angles => 1 - angles.cos()) / Mass(kappa, size, Math.PI, _ => 1);
        Tensor divergence = size == 2
            ? (kappa * special.i1e(kappa) / special.i0e(kappa)) - kappa - special.i0e(kappa).log()
            : (-kappa * distance) - logMean;
        Elbo(run, mean, code, divergence.squeeze(1).to_type(mean.dtype));
    }

    // By halving, then a step of Newton's method whose mass alone has a gradient: −∂F/∂κ / f.
    private static Tensor Quantile(Tensor concentration, Tensor uniform, int size)
    {
        Tensor kappa = concentration.to_type(ScalarType.Float64);
        Tensor share = uniform.to_type(ScalarType.Float64);
        Tensor fixedKappa = kappa.detach();
        Tensor total = Mass(fixedKappa, size, Math.PI, _ => 1);
        Tensor low = zeros_like(share);
        Tensor high = full_like(share, Math.PI);
        for (int halving = 0; halving < 52; halving++)
        {
            Tensor middle = (low + high) / 2;
            Tensor below = Mass(fixedKappa, size, middle, _ => 1) < share * total;
            low = where(below, middle, low);
            high = where(below, high, middle);
        }

        Tensor angle = ((low + high) / 2).detach();
        Tensor density = (fixedKappa * (angle.cos() - 1)).exp() * angle.sin().pow(size - 2) / total;
        Tensor mass = Mass(kappa, size, angle, _ => 1) / Mass(kappa, size, Math.PI, _ => 1);
        return (angle - ((mass - share) / density)).to_type(concentration.dtype);
    }

    private static Tensor Mass(Tensor kappa, int size, double end, Func<Tensor, Tensor> value) => Mass(kappa, size, full_like(kappa, end), value);

    // ∫₀^end exp(κ (cos θ − 1)) sin^(d−2) θ v(θ) dθ by Simpson's rule.
    private static Tensor Mass(Tensor kappa, int size, Tensor end, Func<Tensor, Tensor> value)
    {
        const int steps = 4000;
        Tensor weights = ones(steps + 1, dtype: ScalarType.Float64);
        weights[TensorIndex.Slice(1, steps, 2)] = 4;
        weights[TensorIndex.Slice(2, steps, 2)] = 2;
        Tensor angles = end * linspace(0, 1, steps + 1, dtype: ScalarType.Float64);
        Tensor density = (kappa * (angles.cos() - 1)).exp() * angles.sin().clamp(min: 0).pow(size - 2);
        return (density * value(angles) * weights).sum(1, true) * end / (3 * steps);
    }

    // Relaxed draws with Maddison's density in training, one-hot ones with their probabilities in tests.
    private static void Concrete(ReferenceRun run)
    {
        (int samples, int variables, int classes, double temperature) = (3, 3, 4, 0.8);
        Tensor logits = run.Dense("logits", relu(run.Dense("encoder1", run.Batch, 7)), variables * classes);
        run.Codes = ReferenceRun.Probabilities(logits, classes);
        Tensor gumbel = -(-run.Draws(NoiseKind.Uniform, samples, variables * classes).clamp(min: 1.0 / (1 << 24)).log()).log();
        Tensor repeated = Repeated(logits, samples).reshape(-1, classes);
        Tensor perturbed = repeated + gumbel.reshape(-1, classes);
        Tensor ratio;
        Tensor draw;
        if (run.IsTraining)
        {
            Tensor logDraw = log_softmax(perturbed / temperature, 1);
            Tensor density(Tensor weights) => (weights - ((temperature + 1) * logDraw)).sum(1) - (classes * (weights - (temperature * logDraw)).logsumexp(1));
            draw = logDraw.exp();
            ratio = density(repeated) - density(zeros_like(repeated));
        }
        else
        {
            draw = one_hot(perturbed.argmax(1), classes).to_type(logits.dtype);
            ratio = (draw * log_softmax(repeated, 1)).sum(1) + Math.Log(classes);
        }

        Bound(run, run.Codes, draw.reshape(-1, variables * classes), ratio.reshape(-1, variables).sum(1), samples);
    }

    private static Tensor Decode(ReferenceRun run, Tensor code) => run.Dense("decoder2", relu(run.Dense("decoder1", code, 7)), 13);

    private static Tensor Repeated(Tensor rows, int samples) => rows.repeat_interleave(samples, dim: 0);

    private static void Elbo(ReferenceRun run, Tensor mean, Tensor code, Tensor divergence)
    {
        Tensor logits = Decode(run, code);
        run.Outputs = Decode(run, mean).sigmoid();
        run.Term("reconstruction", Loss.Bernoulli(run.Batch, logits));
        run.Term("kl", divergence.mean());
    }

    private static void Bound(ReferenceRun run, Tensor mean, Tensor code, Tensor ratio, int samples)
    {
        Tensor likelihood = -binary_cross_entropy_with_logits(Decode(run, code), Repeated(run.Batch, samples), reduction: nn.Reduction.None).sum(1);
        run.Outputs = Decode(run, mean).sigmoid();
        run.Term("bound", -((likelihood - ratio).reshape(-1, samples).logsumexp(1) - Math.Log(samples)).mean());
    }
}
