using System.Runtime.CompilerServices;
using RepLearn.Embeddings;
using RepLearn.Embeddings.Runtime;
using RepLearn.Embeddings.Training;
using Xunit;

namespace RepLearn.Tests.Embeddings.Training;

/// <summary>Skip-gram with noise words takes neighbouring words together: none sees the steps of the others in its group.</summary>
public sealed class NeighbourStepTests
{
    private const int Tokens = 100;
    private const double Rate = 0.3;

    /// <summary>
    /// All words are equally frequent, so a centre writes each output row 4 · 6 / words times on average: 4 context words, each with 5 noise
    /// words. A group has so many centres that a row expects at most 32 writes, and in the racing mode at most 32 centres.
    /// </summary>
    [Theory]
    [InlineData(EmbeddingMode.Racing, 10, 13)]
    [InlineData(EmbeddingMode.Racing, 300, 32)]
    [InlineData(EmbeddingMode.Deterministic, 10, 13)]
    [InlineData(EmbeddingMode.Deterministic, 300, Tokens)]
    public void AnEpoch_AddsUpAGroupsStepsFromTheRowsBeforeIt(EmbeddingMode mode, int words, int together)
    {
        Vocabulary vocabulary = Vocabulary.FromCounts(Enumerable.Range(0, words).Select(word => KeyValuePair.Create($"w{word}", 50L)));
        var random = new Random(5);
        int[][] sentences = [.. Enumerable.Range(0, 5).Select(_ => (int[])[.. Enumerable.Range(0, Tokens / 5).Select(_ => random.Next(words))])];
        using var model = new SkipGramDouble(vocabulary, 9);
        for (int row = 0; row < words; row++)
        {
            Fill(model.InputRow(row));
            Fill(model.OutputRow(row));
        }

        double[][] inputs = [.. Enumerable.Range(0, words).Select(row => model.InputRow(row).ToArray())];
        double[][] outputs = [.. Enumerable.Range(0, words).Select(row => model.OutputRow(row).ToArray())];
        var sampler = new GroupSampler<double>(model.Info, vocabulary, null, model.Seed);
        var scratch = new SamplerScratch();
        var chunk = new TokenChunk();
        Array.ForEach(sentences, sentence => chunk.Add(sentence));
        sampler.Prepare(chunk, epoch: 0, scratch);
        for (int from = 0; from < Tokens; from += together)
        {
            var batch = new GroupBatch<double>(model.Info.Stride);
            sampler.Sample(chunk, scratch, from, Math.Min(from + together, Tokens), scratch, batch);
            Step(batch, inputs, outputs);
        }

        var options = new EmbeddingOptions { Epochs = 1, LearningRate = Rate, Mode = mode, Threads = 1 };
        model.Fit(new SequenceCorpus(sentences.Select(sentence => sentence.Select(id => vocabulary[id]))), options);

        for (int row = 0; row < words; row++)
        {
            Near(inputs[row], model.InputRow(row));
            Near(outputs[row], model.OutputRow(row));
        }

        void Fill(Span<double> row)
        {
            foreach (ref double value in row)
            {
                value = random.NextDouble() - 0.5;
            }
        }
    }

    // u += rate · (y − σ(h·u)) · h and h += rate · Σ (y − σ(h·u)) · u, with y = 1 for a context word, 0 for noise, and h and u from before.
    private static void Step(GroupBatch<double> batch, double[][] inputs, double[][] outputs)
    {
        double[][] oldInputs = [.. inputs.Select(row => row.ToArray())];
        double[][] oldOutputs = [.. outputs.Select(row => row.ToArray())];
        for (int group = 0; group < batch.Groups; group++)
        {
            int centre = batch.Inputs(group);
            for (int pair = batch.FirstPair(group); pair < batch.FirstPair(group + 1); pair++)
            {
                for (int target = 0; target < batch.TargetCount(pair); target++)
                {
                    double mark = Unsafe.Add(ref batch.Marks(pair), target);
                    if (mark == 0)
                    {
                        continue;
                    }

                    int row = Unsafe.Add(ref batch.Targets(pair), target);
                    double score = oldInputs[centre].Zip(oldOutputs[row], (h, u) => h * u).Sum();
                    double error = Rate * ((mark > 0 ? 1 : 0) - (1 / (1 + Math.Exp(-score))));
                    for (int column = 0; column < oldInputs[centre].Length; column++)
                    {
                        inputs[centre][column] += error * oldOutputs[row][column];
                        outputs[row][column] += error * oldInputs[centre][column];
                    }
                }
            }
        }
    }

    private static void Near(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int column = 0; column < expected.Length; column++)
        {
            Assert.Equal(expected[column], actual[column], 1e-9);
        }
    }
}
