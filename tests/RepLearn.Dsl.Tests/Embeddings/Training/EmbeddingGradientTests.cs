using RepLearn.Embeddings;
using RepLearn.Embeddings.Runtime;
using Xunit;

namespace RepLearn.Tests.Embeddings.Training;

public sealed class EmbeddingGradientTests
{
    private const double Difference = 1e-5;

    // Six targets are a pair of five negatives; a Huffman path may have any length. A mark of 2 is a negative shared by two contexts.
    private static readonly int[] s_targets = [0, 3, 5, 1, 7, 2, 6];
    private static readonly double[] s_marks = [1, -1, -1, -1, 1, -2, -1];

    [Fact]
    public void SkipGram_MatchesCentralDifferences() => Check(new SkipGramDouble(Words.Vocabulary(), 1), [4], targets: 6);

    [Fact]
    public void BagOfWords_MatchesCentralDifferences() => Check(new CbowDouble(Words.Vocabulary(), 2), [4, 1, 6], targets: 6);

    [Fact]
    public void HierarchicalSoftmax_MatchesCentralDifferences() => Check(new HierarchicalDouble(Words.Vocabulary(), 3), [2], targets: 7);

    private static void Check(Embedding<double> model, int[] inputs, int targets)
    {
        using Embedding<double> disposed = model;
        var random = new Random(7);
        for (int row = 0; row < model.OutputRows; row++)
        {
            foreach (ref double value in model.OutputRow(row))
            {
                value = random.NextDouble() - 0.5;
            }
        }

        foreach (int row in inputs)
        {
            foreach (ref double value in model.InputRow(row))
            {
                value = random.NextDouble() - 0.5;
            }
        }

        GroupBatch<double> batch = Batch(model, inputs, targets);
        Assert.Equal(ExpectedLoss(model, inputs, targets), model.Differentiate(batch, 1), 1e-10);
        for (int column = 0; column < model.Info.Dimension; column++)
        {
            int at = column;
            double slope = Slope(model, inputs, targets, step =>
            {
                foreach (int row in inputs)
                {
                    model.InputRow(row)[at] += step;
                }
            });
            Near(-slope, System.Runtime.CompilerServices.Unsafe.Add(ref batch.Step(0), column));
            for (int target = 0; target < targets; target++)
            {
                int outputRow = s_targets[target];
                double outputSlope = Slope(model, inputs, targets, step => model.OutputRow(outputRow)[at] += step);
                double coefficient = System.Runtime.CompilerServices.Unsafe.Add(ref batch.Marks(0), target);
                Near(-outputSlope, coefficient * System.Runtime.CompilerServices.Unsafe.Add(ref batch.Hidden(0), column));
            }
        }
    }

    private static void Near(double expected, double actual) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-6 * Math.Max(Math.Abs(expected), 1e-2), $"expected {expected:R}, got {actual:R}");

    private static double Slope(Embedding<double> model, int[] inputs, int targets, Action<double> move)
    {
        move(Difference);
        double above = ExpectedLoss(model, inputs, targets);
        move(-2 * Difference);
        double below = ExpectedLoss(model, inputs, targets);
        move(Difference);
        return (above - below) / (2 * Difference);
    }

    // Σ |mark| · −ln σ(sign(mark) · h·u), by plain arithmetic.
    private static double ExpectedLoss(Embedding<double> model, int[] inputs, int targets)
    {
        double loss = 0;
        for (int target = 0; target < targets; target++)
        {
            double score = 0;
            for (int column = 0; column < model.Info.Dimension; column++)
            {
                score += inputs.Average(row => model.InputRow(row)[column]) * model.OutputRow(s_targets[target])[column];
            }

            loss += Math.Abs(s_marks[target]) * Math.Log(1 + Math.Exp(-Math.Sign(s_marks[target]) * score));
        }

        return loss;
    }

    private static GroupBatch<double> Batch(Embedding<double> model, int[] inputs, int targets)
    {
        var batch = new GroupBatch<double>(model.Info.Stride);
        batch.BeginGroup();
        batch.AddInputs(inputs);
        batch.AddPair(targets, out Span<int> rows, out Span<double> marks);
        s_targets.AsSpan(0, targets).CopyTo(rows);
        s_marks.AsSpan(0, targets).CopyTo(marks);
        return batch;
    }
}
