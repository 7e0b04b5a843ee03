using ExplorerSample.Words;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RepLearn.Embeddings;

namespace ExplorerSample.Server;

/// <summary>What the page asks of words. Unknown words are answered with 404 and the known word that is spelt most alike.</summary>
internal sealed class WordEndpoints(WordSpace space, string name, CancellationToken stopping)
{
    private const int MostAnswers = 200;
    private const int Answers = 12;

    /// <summary>What there is to explore.</summary>
    public object About() => new
    {
        name,
        count = space.Count,
        dimension = space.Vectors.Dimension,
        maps = space.Maps.Select(map => new { id = map.Id, title = map.Title, note = map.Note, axes = map.Axes }),
    };

    /// <summary>Adds the endpoints.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/words/list", () => Results.Json(space.Words));
        routes.MapGet("/api/words/complete", (HttpRequest request) => Complete(new Question(request)));
        routes.MapGet("/api/words/near", (HttpRequest request) => Near(new Question(request)));
        routes.MapGet("/api/words/analogy", (HttpRequest request) => Analogy(new Question(request)));
        routes.MapGet("/api/words/along", (HttpRequest request) => Along(new Question(request)));
        routes.MapGet("/api/words/map", (HttpRequest request) => Plane(new Question(request)));
    }

    private IResult Complete(Question question) => Results.Json(space.Complete(question.Text("prefix"), Count(question)));

    private IResult Near(Question question)
    {
        Metric metric = question.Choice("metric", ("cosine", Metric.Cosine), ("dot", Metric.Dot), ("euclidean", Metric.Euclidean));
        return Scored(space.Vectors.MostSimilar(question.Text("word"), Count(question), metric));
    }

    private IResult Analogy(Question question)
    {
        AnalogyRule rule = question.Choice("rule", ("add", AnalogyRule.Add), ("multiply", AnalogyRule.Multiply));
        return Scored(space.Vectors.Analogy(question.Text("a"), question.Text("b"), question.Text("c"), Count(question), rule));
    }

    private IResult Along(Question question)
    {
        AlongWhich among = question.Choice("among", ("near", AlongWhich.Near), ("frequent", AlongWhich.Frequent));
        try
        {
            return Results.Json(space.Along(question.Text("from"), question.Text("to"), among, Count(question, absent: 40)).Select(word => new { word = word.Word, score = word.Place }));
        }
        catch (ArgumentException problem)
        {
            throw new BadRequestException(problem.Message);
        }
    }

    private IResult Plane(Question question)
    {
        WordRows rows = question.Choice<WordPlane>("id", [.. space.Maps.Select(map => (map.Id, map))]).Rows(stopping);
        return BinaryReply.OfPoints(new { count = rows.Words.Length, names = rows.Names }, rows.Places, rows.Words, rows.Groups);
    }

    // A dot product beyond the range of a float has no number in JSON.
    private static IResult Scored(IEnumerable<Neighbour> neighbours) =>
        Results.Json(neighbours.Select(neighbour => new { word = neighbour.Word, score = Math.Clamp(neighbour.Score, float.MinValue, float.MaxValue) }));

    private static int Count(Question question, int absent = Answers) => question.Whole("count", 1, MostAnswers, absent);
}
