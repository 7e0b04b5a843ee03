using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace RepLearn.Oracle.Cases;

/// <summary>Denoising autoencoders, dropout and layer normalisation, with the masks fixed by the noise's key.</summary>
internal static class NoisyCases
{
    public static IEnumerable<OracleCase> All =>
    [
        new("denoising-masking", 13, 6, Masking),
        new("denoising-masking-single", 13, 6, Masking) { Precision = ScalarType.Float32 },
        new("denoising-salt-and-pepper", 13, 6, SaltAndPepper),
        new("denoising-gaussian", 13, 6, GaussianNoise),
        new("layer-norm-dropout", 13, 6, LayerNormDropout),
        new("layer-norm-dropout-single", 13, 6, LayerNormDropout) { Precision = ScalarType.Float32 },
    ];

    private static void Masking(ReferenceRun run)
    {
        (Tensor input, Tensor corrupted) = run.Corrupt(NoiseKind.Uniform, (clean, uniform) => (clean * uniform.ge(0.3), uniform.lt(0.3)));
        Tensor weights = Loss.Emphasize(corrupted, run.Batch, 3);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, Linear(run, input), weights));
    }

    private static void SaltAndPepper(ReferenceRun run)
    {
        (Tensor input, Tensor corrupted) = run.Corrupt(NoiseKind.Uniform, (clean, uniform) =>
            (where(uniform.lt(0.2), zeros_like(clean), where(uniform.lt(0.4), ones_like(clean), clean)), uniform.lt(0.4)));
        Tensor logits = Linear(run, input);
        run.Outputs = logits.sigmoid();
        run.Term("reconstruction", Loss.Bernoulli(run.Batch, logits, Loss.Emphasize(corrupted, run.Batch, 2)));
    }

    private static void GaussianNoise(ReferenceRun run)
    {
        (Tensor input, Tensor corrupted) = run.Corrupt(NoiseKind.Normal, (clean, normal) => (clean + (0.3 * normal), ones_like(clean)));
        run.Term("reconstruction", Loss.SquaredError(run.Batch, Linear(run, input), Loss.Emphasize(corrupted, run.Batch, 1.5)));
    }

    private static Tensor Linear(ReferenceRun run, Tensor input)
    {
        run.Codes = run.Dense("code", relu(run.Dense("encoder1", input, 9)), 5).sigmoid();
        run.Outputs = run.Dense("decoder1", run.Codes, 13);
        return run.Outputs;
    }

    private static void LayerNormDropout(ReferenceRun run)
    {
        Tensor hidden = run.Dropout(run.LayerNorm("encoder2", relu(run.Dense("encoder1", run.Batch, 17))), 0.4);
        run.Codes = run.Dense("code", run.Dense("encoder3", hidden, 7).tanh(), 5);
        hidden = run.LayerNorm("decoder1", run.Dropout(run.Codes, 0.25));
        run.Outputs = run.Dense("decoder2", hidden, 13);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
    }
}
