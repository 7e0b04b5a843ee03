using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace RepLearn.Oracle.Cases;

/// <summary>Sparse dictionaries, with dense codes as libtorch's users write them.</summary>
internal static class SparseCases
{
    private const int Units = 40;
    private const int Active = 5;

    public static IEnumerable<OracleCase> All =>
    [
        new("topk", 13, 11, TopK),
        new("topk-single", 13, 11, TopK) { Precision = ScalarType.Float32 },
        new("topk-deep", 13, 11, Deep),
        new("topk-revival", 13, 11, Revival),
        new("batch-topk", 13, 11, run => BatchTopK(run)),
        new("batch-topk-single", 13, 11, run => BatchTopK(run)) { Precision = ScalarType.Float32 },
        new("jump-relu", 13, 11, JumpRelu),
        new("gated", 13, 11, Gated),
        new("gated-single", 13, 11, Gated) { Precision = ScalarType.Float32 },
        new("gated-deep", 13, 11, GatedDeep),
        new("matryoshka", 13, 11, run => BatchTopK(run, 4, 19)),
        new("matryoshka-single", 13, 11, run => Prefixes(run, TopK, 1, 20)) { Precision = ScalarType.Float32 },
        new("transcoder", 13, 11, Transcoder) { Desired = 9 },
    ];

    // The decoder's bias is subtracted from the input.
    private static void TopK(ReferenceRun run)
    {
        run.Codes = Largest(Sums(run, run.Batch - Centre(run)), Active);
        run.Outputs = Decode(run, run.Codes);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
    }

    private static void Deep(ReferenceRun run)
    {
        run.Codes = Largest(Sums(run, run.Dense("encoder1", run.Batch, 7).tanh()), 3);
        Tensor logits = run.Dense("decoder2", relu(run.Dense("decoder1", run.Codes, 6)), 13);
        run.Outputs = logits.sigmoid();
        run.Term("reconstruction", Loss.Bernoulli(run.Batch, logits));
        run.Term("l1", 0.3 * Loss.PerExample(run.Codes.abs()));
    }

    // The auxiliary loss of Gao et al. 2024: the dead units with the largest sums on what is left, which is constant.
    private static void Revival(ReferenceRun run)
    {
        TopK(run);
        Tensor idle = run.State("codeIdle", 1, Units, center: 2, spread: 2);
        Tensor isDead = idle.gt(1.5);
        Tensor sums = Sums(run, run.Batch - Centre(run));
        Tensor revived = Largest(sums.masked_fill(isDead.logical_not(), double.NegativeInfinity), 7);
        Tensor left = (run.Batch - run.Outputs!).detach();
        run.Term("revival", 0.25 * Loss.SquaredError(left, revived.matmul(run.Parameters["decoder1Weight"])));
        run.NextState["codeIdle"] = where(run.Codes!.gt(0).any(0, keepdim: true), zeros_like(idle), idle + run.Batch.shape[0]);
    }

    // Of at most 20 units of an example the largest of the batch in training, later those above a running threshold.
    private static void BatchTopK(ReferenceRun run, params int[] prefixes)
    {
        Prefixes(run, Choose, prefixes);

        static void Choose(ReferenceRun run)
        {
            Tensor candidates = Largest(Sums(run, run.Batch - Centre(run)), 20);
            Tensor running = run.State("codeThreshold", 1, 1, center: 0.4, spread: 0.1);
            Tensor threshold = running;
            if (run.IsTraining)
            {
                long kept = Active * run.Batch.shape[0];
                threshold = candidates.detach().flatten().topk((int)kept + 1).values[kept].clamp(min: 0).reshape(1, 1);
                run.NextState["codeThreshold"] = (0.99 * running) + (0.01 * threshold);
            }

            run.Codes = candidates * candidates.gt(threshold);
            run.Outputs = Decode(run, run.Codes);
            run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
        }
    }

    // The first units of the same code reconstruct by themselves.
    private static void Prefixes(ReferenceRun run, Action<ReferenceRun> define, params int[] prefixes)
    {
        define(run);
        if (prefixes.Length > 0)
        {
            Tensor number = arange(Units);
            run.Term("prefixes", prefixes.Select(count => Loss.SquaredError(run.Batch, Decode(run, run.Codes! * number.lt(count)))).Aggregate((left, right) => left + right));
        }
    }

    // Rectangles of the width 0.3 in place of the derivatives of jumps (Rajamanoharan et al. 2024), the thresholds by 0.2 at first.
    private static void JumpRelu(ReferenceRun run)
    {
        const double bandwidth = 0.3;
        Tensor sums = Sums(run, run.Batch - Centre(run));
        Tensor thresholds = 0.2 * run.Parameter("codeLogThreshold", 1, Units, center: 0, spread: 0.5).exp();
        Tensor above = sums.gt(thresholds).to_type(sums.dtype);
        Tensor near = (sums - thresholds).abs().lt(bandwidth / 2).to_type(sums.dtype);
        Tensor moved = thresholds - thresholds.detach();
        run.Codes = (sums * above) - ((thresholds.detach() / bandwidth * near) * moved);
        run.Outputs = Decode(run, run.Codes);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
        run.Term("sparsity", 0.7 * Loss.PerExample(above - (near / bandwidth * moved)));
    }

    // Rajamanoharan et al. 2024: two maps with the same directions, and a decoder whose copy is constant.
    private static void Gated(ReferenceRun run)
    {
        Tensor x = run.Batch - Centre(run);
        Tensor gate = Choose(run, x);
        run.Outputs = Decode(run, run.Codes!);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
        run.Term("sparsity", 0.7 * Loss.PerExample(gate));
        run.Term("gate", Loss.SquaredError(run.Batch, gate.matmul(run.Parameters["decoder1Weight"].detach()) + Centre(run).detach()));
    }

    private static void GatedDeep(ReferenceRun run)
    {
        Tensor gate = Choose(run, run.Dense("encoder1", run.Batch, 7).tanh());
        Tensor logits = run.Dense("decoder2", relu(run.Dense("decoder1", run.Codes!, 6)), 13);
        run.Outputs = logits.sigmoid();
        run.Term("reconstruction", Loss.Bernoulli(run.Batch, logits));
        run.Term("sparsity", 0.7 * Loss.PerExample(gate));
        Tensor frozen(string name, Tensor values) => values.matmul(run.Parameters[name + "Weight"].detach()) + run.Parameters[name + "Bias"].detach();
        run.Term("gate", Loss.Bernoulli(run.Batch, frozen("decoder2", relu(frozen("decoder1", gate)))));
    }

    private static Tensor Choose(ReferenceRun run, Tensor x)
    {
        Tensor sums = Sums(run, x);
        Tensor magnitude = run.Parameter("codeLogMagnitude", 1, Units, center: 0, spread: 0.4).exp();
        Tensor values = (x.matmul(run.Parameters["codeWeight"].t()) * magnitude) + run.Parameter("codeMagnitudeBias", 1, Units, center: 0.1, spread: 0.3);
        run.Codes = relu(values) * sums.gt(0);
        return relu(sums);
    }

    // Another target than the input, which is encoded as it is.
    private static void Transcoder(ReferenceRun run)
    {
        run.Codes = Largest(Sums(run, run.Batch), Active);
        run.Outputs = run.Dense("decoder1", run.Codes, 9);
        run.Term("reconstruction", Loss.SquaredError(run.Desired, run.Outputs));
    }

    private static Tensor Centre(ReferenceRun run) => run.Parameter("decoder1Bias", 1, 13, center: 0, spread: 0.3);

    private static Tensor Decode(ReferenceRun run, Tensor codes) =>
        codes.matmul(run.Parameter("decoder1Weight", Units, 13, center: 0, spread: 0.4)) + Centre(run);

    // The weight has a row for each unit.
    private static Tensor Sums(ReferenceRun run, Tensor x)
    {
        int inputs = (int)x.shape[1];
        Tensor weight = run.Parameter("codeWeight", Units, inputs, center: 0, spread: 1 / Math.Sqrt(inputs));
        return x.matmul(weight.t()) + run.Parameter("codeBias", 1, Units, center: 0, spread: 0.3);
    }

    private static Tensor Largest(Tensor sums, int active)
    {
        (Tensor values, Tensor indexes) = sums.topk(active, 1);
        return zeros_like(sums).scatter(1, indexes, relu(values));
    }
}
