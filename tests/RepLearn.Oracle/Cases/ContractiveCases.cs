using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace RepLearn.Oracle.Cases;

/// <summary>Contractive autoencoders: the Jacobian is libtorch's, row by row, and differentiated again by libtorch.</summary>
internal static class ContractiveCases
{
    public static IEnumerable<OracleCase> All =>
    [
        new("contractive-one-layer", 13, 6, OneLayer),
        new("contractive-three-layers", 13, 6, ThreeLayers),
        new("contractive-three-layers-single", 13, 6, ThreeLayers) { Precision = ScalarType.Float32 },
        new("contractive-relu", 13, 6, Relu),
        new("contractive-layer-norm", 13, 6, LayerNorm),
        new("contractive-posterior", 13, 6, Posterior),
        new("contractive-tied", 13, 6, Tied),
        new("contractive-estimated", 13, 6, Estimated),
    ];

    private static void OneLayer(ReferenceRun run)
    {
        run.Codes = run.Dense("code", run.Batch, 7).sigmoid();
        Tensor logits = run.Dense("decoder1", run.Codes, 13);
        run.Outputs = logits.sigmoid();
        run.Term("reconstruction", Loss.Bernoulli(run.Batch, logits));
        run.Term("contractive", 0.1 * Loss.JacobianNorm(run.Codes, run.Batch));
        run.Term("l1", 1e-3 * Loss.PerExample(run.Codes.abs()));
    }

    private static void ThreeLayers(ReferenceRun run)
    {
        Tensor hidden = run.Dense("encoder1", run.Batch, 9).tanh();
        hidden = run.Dense("encoder2", hidden, 7).sigmoid();
        run.Codes = softplus(run.Dense("code", hidden, 5));
        run.Outputs = run.Dense("decoder2", run.Dense("decoder1", run.Codes, 7).tanh(), 13);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
        run.Term("contractive", 20.0 * Loss.JacobianNorm(run.Codes, run.Batch));
    }

    // The mean over random signs v of ‖vᵀ J‖², beside the distance of the code's weights from orthonormal ones.
    private static void Estimated(ReferenceRun run)
    {
        const int samples = 3;
        run.Codes = run.Dense("code", run.Dense("encoder1", run.Batch, 9).tanh(), 5).sigmoid();
        run.Outputs = run.Dense("decoder1", run.Codes, 13);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
        Tensor signs = (run.Draws(NoiseKind.Uniform, samples, 5).lt(0.5).to_type(ScalarType.Float64) * 2) - 1;
        Tensor directions = signs.reshape(-1, samples, 5);
        Tensor norm = Enumerable.Range(0, samples)
            .Select(sample => autograd.grad([(run.Codes * directions.select(1, sample)).sum()], [run.Batch], null, retain_graph: true, create_graph: true)[0].square().sum())
            .Aggregate((left, right) => left + right) / (samples * run.Batch.shape[0]);
        run.Term("contractive", 0.7 * norm);
        Tensor weight = run.Parameters["codeWeight"];
        run.Term("orthogonal", 0.3 * (weight.t().matmul(weight) - eye(5, dtype: ScalarType.Float64)).square().sum());
    }

    private static void Relu(ReferenceRun run)
    {
        run.Codes = run.Dense("code", relu(run.Dense("encoder1", run.Batch, 9)), 5);
        run.Outputs = run.Dense("decoder1", run.Codes, 13);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
        run.Term("contractive", 0.2 * Loss.JacobianNorm(run.Codes, run.Batch));
    }

    private static void LayerNorm(ReferenceRun run)
    {
        Tensor hidden = run.LayerNorm("encoder2", run.Dense("encoder1", run.Batch, 9).tanh());
        run.Codes = run.Dense("code", run.Dense("encoder3", hidden, 7).sigmoid(), 5);
        run.Outputs = run.Dense("decoder1", run.Codes, 13);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
        run.Term("contractive", 0.2 * Loss.JacobianNorm(run.Codes, run.Batch));
    }

    private static void Posterior(ReferenceRun run)
    {
        Tensor hidden = run.Dense("encoder1", run.Batch, 9).tanh();
        Tensor mean = run.Dense("mean", hidden, 4);
        Tensor logVariance = run.Dense("logVariance", hidden, 4);
        run.Codes = mean;
        Tensor logits = run.Dense("decoder1", run.Sample(mean, logVariance), 13);
        run.Outputs = logits.sigmoid();
        run.Term("reconstruction", Loss.Bernoulli(run.Batch, logits));
        run.Term("kl", Loss.PerExample(Loss.Divergence(mean, logVariance)));
        run.Term("contractive", 0.1 * Loss.JacobianNorm(mean, run.Batch));
    }

    private static void Tied(ReferenceRun run)
    {
        run.Codes = run.Dense("code", run.Batch, 7).sigmoid();
        run.Outputs = run.Tied("decoder1", run.Codes, "code");
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
        run.Term("contractive", 0.1 * Loss.JacobianNorm(run.Codes, run.Batch));
    }
}
