using TorchSharp;
using static TorchSharp.torch;

namespace RepLearn.Oracle.Cases;

/// <summary>Codebooks by moving averages and by gradient, after dense layers and after convolutions.</summary>
internal static class QuantizedCases
{
    public static IEnumerable<OracleCase> All =>
    [
        new("quantized", 13, 19, run => Dense(run, isLearned: false)),
        new("quantized-single", 13, 19, run => Dense(run, isLearned: false)) { Precision = ScalarType.Float32 },
        new("quantized-by-gradient", 13, 19, run => Dense(run, isLearned: true)),
        new("quantized-image", 5 * 4 * 2, 6, Image),
    ];

    private static void Dense(ReferenceRun run, bool isLearned)
    {
        Tensor encoded = run.Dense("encoder2", run.Dense("encoder1", run.Batch, 7).tanh(), 12);
        (Tensor latent, Tensor error, Tensor codebookError) = Quantize(run, encoded, codes: 9, dimension: 4, isLearned, decay: 0.9, revival: 0.5);
        run.Outputs = run.Dense("decoder2", run.Dense("decoder1", latent, 7).tanh(), 13);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
        run.Term("commitment", 0.25 * error);
        if (isLearned)
        {
            run.Term("codebook", codebookError);
        }
    }

    private static void Image(ReferenceRun run)
    {
        Tensor hidden = run.Convolve("encoder1", run.Batch, (5, 4, 2), 16, kernel: 3, stride: 2, padding: 1);
        (Tensor latent, Tensor error, _) = Quantize(run, hidden, codes: 7, dimension: 16, isLearned: false, decay: 0.5, revival: 0);
        run.Outputs = run.Dense("decoder1", latent, 40);
        run.Term("reconstruction", Loss.SquaredError(run.Batch, run.Outputs));
        run.Term("commitment", 2 * error);
    }

    // The construction of the paper: z + (e − z) without the gradient of the difference; the moving averages as in its appendix.
    private static (Tensor Latent, Tensor Error, Tensor CodebookError) Quantize(
        ReferenceRun run, Tensor encoded, int codes, int dimension, bool isLearned, double decay, double revival)
    {
        Tensor codebook = isLearned
            ? run.Parameter("latentCodebook", codes, dimension, center: 0, spread: 0.5)
            : run.State("latentCodebook", codes, dimension, center: 0, spread: 0.5);
        Tensor vectors = encoded.reshape(-1, dimension);
        Tensor numbers = cdist(vectors.detach(), codebook.detach()).argmin(1);
        Tensor nearest = codebook.index_select(0, numbers);
        run.Codes = nearest.detach().reshape(encoded.shape);
        if (!isLearned)
        {
            Average(run, vectors.detach(), numbers, codebook, decay, revival);
        }

        double rows = encoded.shape[0];
        Tensor latent = run.IsTraining ? vectors + (nearest - vectors).detach() : nearest;
        return (
            latent.reshape(encoded.shape),
            nn.functional.mse_loss(vectors, nearest.detach(), nn.Reduction.Sum) / rows,
            nn.functional.mse_loss(nearest, vectors.detach(), nn.Reduction.Sum) / rows);
    }

    private static void Average(ReferenceRun run, Tensor vectors, Tensor numbers, Tensor codebook, double decay, double revival)
    {
        (int codes, int dimension) = ((int)codebook.shape[0], (int)codebook.shape[1]);
        Tensor oneHot = nn.functional.one_hot(numbers, codes).to_type(vectors.dtype);
        Tensor counts = (run.State("latentCodeCount", codes, 1, center: 0.3, spread: 0.05) * decay) + ((1 - decay) * oneHot.sum(dim: 0).reshape(codes, 1));
        Tensor sums = (run.State("latentCodeSum", codes, dimension, center: 0, spread: 0.5) * decay) + ((1 - decay) * oneHot.t().matmul(vectors));
        Tensor total = counts.sum();
        Tensor moved = sums / ((counts + 1e-5) * total / (total + (codes * 1e-5)));
        if (revival > 0)
        {
            Tensor isDead = counts.lt(revival * total / codes);
            Tensor drawn = run.RandomRows(vectors, codes);
            moved = where(isDead, drawn, moved);
            sums = where(isDead, drawn * total / codes, sums);
            counts = where(isDead, total / codes, counts);
        }

        run.NextState["latentCodebook"] = moved;
        run.NextState["latentCodeCount"] = counts;
        run.NextState["latentCodeSum"] = sums;
    }
}
