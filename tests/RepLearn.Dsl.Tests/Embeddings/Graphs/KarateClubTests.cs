using RepLearn.Embeddings;
using RepLearn.Evaluation;
using Xunit;
using Xunit.Abstractions;

namespace RepLearn.Tests.Embeddings.Graphs;

public sealed class KarateClubTests(ITestOutputHelper output)
{
    [Fact]
    public void Clusters_AreTheTwoSidesOfTheSplit()
    {
        Graph graph = Graph.FromEdges(Karate.Edges);
        Assert.Equal((34, 78), (graph.Count, graph.Edges));
        int sum = 0;
        for (uint seed = 1; seed <= 5; seed++)
        {
            int agreeing = Agreement(graph, seed);
            output.WriteLine($"seed {seed}: {agreeing} of 34");
            sum += agreeing;
        }

        Assert.True(sum >= 5 * 32, $"{sum / 5.0} of 34 members on the right side, mean of 5 seeds");
    }

    private static int Agreement(Graph graph, uint seed)
    {
        var walks = new GraphWalks(graph, new GraphWalkOptions { WalksPerNode = 20, Length = 40, Return = 1, InOut = 0.5, Seed = seed });
        using var model = new NodeVectors(Vocabulary.Build(walks, new VocabularyOptions { MinimumCount = 1 }), seed);
        model.Fit(walks, new EmbeddingOptions { Epochs = 10, LearningRate = 0.05 });
        float[] rows = [.. Enumerable.Range(1, 34).SelectMany(member => model[$"{member}"].ToArray())];
        int[] clusters = KMeans.Fit(rows, 16, 2, (int)seed).Labels.ToArray();
        int agreeing = Enumerable.Range(1, 34).Count(member => Karate.IsWithInstructor(member) == (clusters[member - 1] == clusters[0]));
        return Math.Max(agreeing, 34 - agreeing);
    }
}

[SkipGram(16, Window = 5)]
[NegativeSampling(5)]
internal sealed partial class NodeVectors;
