using System.Net;
using System.Text.Json;
using RepLearn.Embeddings;
using Xunit;

namespace RepLearn.Explorer.Tests;

[Collection(RunningCollection.Name)]
public sealed class WordApiTests(Running running)
{
    [Theory]
    [InlineData("cosine", Metric.Cosine)]
    [InlineData("dot", Metric.Dot)]
    [InlineData("euclidean", Metric.Euclidean)]
    public async Task Neighbours_AreThoseOfTheVectors(string name, Metric metric)
    {
        JsonElement answer = await running.Client.Json($"/api/words/near?word=war&metric={name}&count=7");
        Neighbour[] expected = running.Vectors.MostSimilar("war", 7, metric);
        Assert.Equal(expected.Select(neighbour => (neighbour.Word, neighbour.Score)), answer.EnumerateArray().Select(Scored));
    }

    [Theory]
    [InlineData("add", AnalogyRule.Add)]
    [InlineData("multiply", AnalogyRule.Multiply)]
    public async Task Analogies_AreThoseOfTheVectors(string name, AnalogyRule rule)
    {
        JsonElement answer = await running.Client.Json($"/api/words/analogy?a=nation&b=nations&c=country&rule={name}&count=5");
        Assert.Equal(running.Vectors.Analogy("nation", "nations", "country", 5, rule).Select(neighbour => (neighbour.Word, neighbour.Score)), answer.EnumerateArray().Select(Scored));
    }

    [Fact]
    public async Task Completion_HasTheWordItselfFirst_ThenFrequentOnes()
    {
        string[] words = [.. (await running.Client.Json("/api/words/complete?prefix=nation&count=3")).EnumerateArray().Select(word => word.GetString()!)];
        Assert.Equal("nation", words[0]);
        Assert.Equal(3, words.Length);
        Assert.All(words, word => Assert.StartsWith("nation", word));
        int[] rows = [.. words.Skip(1).Select(running.Vectors.Words.IndexOf)];
        Assert.Equal(rows.Order(), rows);
        Assert.Equal(0, (await running.Client.Json("/api/words/complete?prefix=qqq")).GetArrayLength());
    }

    [Theory]
    [InlineData("near")]
    [InlineData("frequent")]
    public async Task ADirection_GoesFrom0To1_InOrder(string among)
    {
        (string Word, float Place)[] words = [.. (await running.Client.Json($"/api/words/along?from=peace&to=war&among={among}&count=20")).EnumerateArray().Select(Scored)];
        Assert.InRange(words.Length, 15, 22);
        Assert.Equal(words.OrderBy(word => word.Place), words);
        Assert.Equal(0, words.Single(word => word.Word == "peace").Place, 5);
        Assert.Equal(1, words.Single(word => word.Word == "war").Place, 5);

        // t = (w − a)·(b − a) / ‖b − a‖², and of vectors of length 1 that follows from cosines.
        (string other, float place) = words.First(word => word.Word is not ("peace" or "war"));
        double ab = running.Vectors.Similarity("peace", "war");
        double expected = (running.Vectors.Similarity(other, "war") - running.Vectors.Similarity(other, "peace") - ab + 1) / (2 - (2 * ab));
        Assert.Equal(expected, place, 4);
    }

    [Fact]
    public async Task UnknownWords_Are404WithTheWordSpeltMostAlike() => Assert.EndsWith(
        "but got 'countrry'; did you mean 'country'?",
        await running.Client.GetAsync("/api/words/near?word=countrry&metric=cosine").Problem(HttpStatusCode.NotFound));

    [Theory]
    [InlineData("/api/words/near?metric=cosine", "word: expected a text of 1 to 1000 letters, but got nothing.")]
    [InlineData("/api/words/near?word=war&metric=taxi", "metric: expected cosine or dot or euclidean, but got 'taxi'.")]
    [InlineData("/api/words/near?word=war&metric=dot&count=1000", "count: expected a whole number from 1 to 200, but got '1000'.")]
    [InlineData("/api/words/along?from=war&to=war&among=near", "Expected two words that point different ways, but 'war' and 'war' point the same way.")]
    [InlineData("/api/words/map?id=values", "id: expected tsne or pca, but got 'values'.")]
    public async Task BadQuestions_Are400AndSayWhatIsExpected(string address, string problem) =>
        Assert.Equal(problem, await running.Client.GetAsync(address).Problem(HttpStatusCode.BadRequest));

    [Fact]
    public async Task Maps_HaveWordsWithPlacesAndNamedGroups()
    {
        Points all = await running.Client.Points("/api/words/map?id=pca");
        Assert.Equal(Enumerable.Range(0, running.Vectors.Count), all.Rows);
        Assert.Equal(100, all.Classes.Count(group => group == 0));
        Points topics = await running.Client.Points("/api/words/map?id=tsne");
        Assert.Equal(10, topics.Names.Length);
        Assert.Equal(topics.Rows.Length, topics.Rows.Distinct().Count());
        Assert.All(topics.Places, place => Assert.True(float.IsFinite(place)));

        // Of a word's nearest word, if the map has it, most lie nearer on the map than two words do at random.
        string[] words = [.. topics.Rows.Select(row => running.Vectors.Words[row])];
        var placeOf = words.Select((word, place) => (word, place)).ToDictionary(pair => pair.word, pair => pair.place);
        (int, int)[] pairs = [.. words.Take(200).Select((word, place) => (place, placeOf.GetValueOrDefault(running.Vectors.MostSimilar(word, 1)[0].Word, -1))).Where(pair => pair.Item2 >= 0)];
        double near = pairs.Average(pair => Apart(pair.Item1, pair.Item2));
        double far = Enumerable.Range(0, 200).Average(place => Apart(place, words.Length - 1 - place));
        Assert.True(near < far / 2, $"{near} of nearest words, {far} of others");

        double Apart(int first, int second) => Math.Sqrt(Math.Pow(topics.Places[2 * first] - topics.Places[2 * second], 2) + Math.Pow(topics.Places[(2 * first) + 1] - topics.Places[(2 * second) + 1], 2));
    }

    private static (string Word, float Score) Scored(JsonElement word) => (word.GetProperty("word").GetString()!, word.GetProperty("score").GetSingle());
}
