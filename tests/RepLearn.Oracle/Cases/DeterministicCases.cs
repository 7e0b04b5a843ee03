using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace RepLearn.Oracle.Cases;

/// <summary>Autoencoders without noise.</summary>
internal static class DeterministicCases
{
    private static readonly (string Name, Func<Tensor, Tensor> Function)[] s_activations =
    [
        ("identity", x => x),
        ("relu", x => relu(x)),
        ("leaky-relu", x => leaky_relu(x, 0.01)),
        ("elu", x => elu(x, 1.0)),
        ("gelu", x => gelu(x)),
        ("silu", x => silu(x)),
        ("tanh", x => x.tanh()),
        ("sigmoid", x => x.sigmoid()),
        ("softplus", x => softplus(x)),
    ];

    public static IEnumerable<OracleCase> All =>
    [
        new("plain", 13, 6, Plain),
        new("plain-single", 13, 6, Plain) { Precision = ScalarType.Float32 },
        .. s_activations.Select(activation => new OracleCase("deep-" + activation.Name, 13, 6, run => Deep(run, activation.Function))),
        new("sparse-l1", 13, 6, run => Sparse(run, code => ("l1", 0.05 * Loss.PerExample(code.abs())))),
        new("sparse-kl", 13, 6, run => Sparse(run, code => ("klSparsity", 0.3 * KlSparsity(code.mean([0]), 0.1)))),
        new("l2-weight-decay", 13, 6, L2WeightDecay),
        new("tied", 13, 6, TiedTwice),
        new("custom", 13, 6, CustomFunctions),
    ];

    private static void Plain(ReferenceRun run)
    {
        run.Codes = run.Dense("code", relu(run.Dense("encoder1", run.Batch, 7)), 5);
        run.Outputs = run.Dense("decoder2", relu(run.Dense("decoder1", run.Codes, 7)), 13);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
    }

    private static void Deep(ReferenceRun run, Func<Tensor, Tensor> activation)
    {
        Tensor hidden = activation(run.Dense("encoder1", run.Batch, 9));
        hidden = activation(run.Dense("encoder2", hidden, 7));
        run.Codes = activation(run.Dense("code", hidden, 4));
        hidden = activation(run.Dense("decoder1", run.Codes, 7));
        hidden = activation(run.Dense("decoder2", hidden, 9));
        run.Outputs = activation(run.Dense("decoder3", hidden, 13));
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
    }

    private static void Sparse(ReferenceRun run, Func<Tensor, (string, Tensor)> penalty)
    {
        run.Codes = run.Dense("code", run.Batch, 17).sigmoid();
        run.Outputs = run.Dense("decoder1", run.Codes, 13);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
        (string name, Tensor value) = penalty(run.Codes);
        run.Term(name, value);
    }

    // Σ KL of Bernoulli variables, in libtorch's binary cross-entropy: cross-entropy less the target's own entropy.
    private static Tensor KlSparsity(Tensor mean, double target)
    {
        Tensor targets = full_like(mean, target);
        return binary_cross_entropy(mean, targets, reduction: nn.Reduction.Sum) - binary_cross_entropy(targets, targets, reduction: nn.Reduction.Sum);
    }

    private static void L2WeightDecay(ReferenceRun run)
    {
        run.Codes = run.Dense("code", run.Dense("encoder1", run.Batch, 7).tanh(), 5);
        run.Outputs = run.Dense("decoder1", run.Codes, 13);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
        run.Term("l2", 0.2 * Loss.PerExample(run.Codes.square()));
        run.Term("weightDecay", 0.01 * run.Parameters.Where(pair => pair.Key.EndsWith("Weight", StringComparison.Ordinal))
            .Select(pair => pair.Value.square().sum()).Aggregate((left, right) => left + right));
    }

    private static void TiedTwice(ReferenceRun run)
    {
        Tensor hidden = run.Dense("encoder1", run.Batch, 7).tanh();
        run.Codes = run.Dense("code", hidden, 5).sigmoid();
        hidden = run.Tied("decoder1", run.Codes, "code").tanh();
        Tensor logits = run.Tied("decoder2", hidden, "encoder1");
        run.Outputs = logits.sigmoid();
        run.Term("reconstruction", Loss.Bernoulli(run.Batch, logits));
        run.Term("weightDecay", 0.02 * (run.Parameters["encoder1Weight"].square().sum() + run.Parameters["codeWeight"].square().sum()));
    }

    private static void CustomFunctions(ReferenceRun run)
    {
        run.Codes = mish(run.Dense("code", mish(run.Dense("encoder1", run.Batch, 7)), 5));
        run.Outputs = run.Dense("decoder2", mish(run.Dense("decoder1", run.Codes, 7)), 13);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
        run.Term("SmoothAbsolute", 0.1 * Loss.PerExample((run.Codes.square() + 1e-6).sqrt()));
    }
}
