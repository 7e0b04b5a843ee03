using ExplorerSample.Codes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RepLearn.Evaluation;

namespace ExplorerSample.Server;

/// <summary>
/// What the page asks of codes. A decoded code is a row of float values: its place on the plane (two values, NaN where it has none), the code, the
/// pixels.
/// </summary>
internal sealed class CodeEndpoints(CodeSpace space, CancellationToken stopping)
{
    private const int MostCodes = 256;
    private const int MostSteps = 64;

    /// <summary>What there is to explore.</summary>
    public object About() => new
    {
        name = space.Images.Name,
        model = space.ModelName,
        width = space.Width,
        count = space.Count,
        side = space.Images.Models.Side,
        classes = space.Images.Set.ClassNames,
        ranges = space.Ranges(),
        planes = space.Planes.Select(plane => new { id = plane.Id, title = plane.Title, note = plane.Note, axes = plane.Axes }),
    };

    /// <summary>Adds the endpoints.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/codes/plane", (HttpRequest request) => Plane(new Question(request)));
        routes.MapGet("/api/codes/image", (HttpRequest request) => BinaryReply.Of(space.Images.Set.Image(Row(new Question(request), "row"))));
        routes.MapGet("/api/codes/example", (HttpRequest request) => Example(new Question(request)));
        routes.MapGet("/api/codes/at", (HttpRequest request) => At(new Question(request)));
        routes.MapGet("/api/codes/between", (HttpRequest request) => Between(new Question(request)));
        routes.MapPost("/api/codes/decode", (HttpRequest request) => DecodeAsync(new Question(request)));
        routes.MapPost("/api/codes/draws", (HttpRequest request) => DrawsAsync(new Question(request)));
    }

    private IResult Plane(Question question)
    {
        CodePlane plane = PlaneOf(question);
        PlaneRows rows = plane.Rows(stopping);
        ReadOnlyMemory<int> labels = space.Images.Set.Labels;
        byte[] classes = [.. rows.Images.Select(row => (byte)labels.Span[row])];
        return BinaryReply.OfPoints(new { count = rows.Images.Length, names = space.Images.Set.ClassNames }, rows.Places, rows.Images, classes);
    }

    private IResult Example(Question question) => Decoded(PlaneOf(question), space.Code(Row(question, "row")));

    private IResult At(Question question)
    {
        CodePlane plane = PlaneOf(question);
        float x = (float)question.Number("x", -Question.Farthest, Question.Farthest);
        float y = (float)question.Number("y", -Question.Farthest, Question.Farthest);
        return Decoded(plane, plane.CodeAt(x, y, stopping));
    }

    private IResult Between(Question question)
    {
        CodePlane plane = PlaneOf(question);
        int first = Row(question, "first");
        int second = Row(question, "second");
        int steps = question.Whole("steps", 2, MostSteps);
        bool isArc = question.Choice("way", ("straight", false), ("arc", true));
        try
        {
            return Decoded(plane, isArc ? CodeMath.InterpolateArc(space.Code(first), space.Code(second), steps) : CodeMath.Interpolate(space.Code(first), space.Code(second), steps));
        }
        catch (ArgumentException problem)
        {
            throw new BadRequestException(problem.Message.Split(" (Parameter", 2)[0]);
        }
    }

    private async Task<IResult> DecodeAsync(Question question) => Decoded(PlaneOf(question), await question.RowsAsync(space.Width, MostCodes));

    private async Task<IResult> DrawsAsync(Question question)
    {
        CodePlane plane = PlaneOf(question);
        int row = question.Whole("row", -1, space.Count - 1, absent: -1);
        double amount = question.Number("amount", 0, 100);
        int draws = question.Whole("draws", 1, MostSteps);
        int seed = question.Whole("seed", 0, int.MaxValue, absent: 0);
        float[] code = await question.RowsAsync(space.Width, 1);
        return Decoded(plane, space.Draw(code, row, amount, draws, (ulong)seed));
    }

    private IResult Decoded(CodePlane plane, ReadOnlySpan<float> codes)
    {
        float[] images = space.Decode(codes);
        int count = codes.Length / space.Width;
        int width = 2 + space.Width + space.Pixels;
        var rows = new float[count * width];
        for (int row = 0; row < count; row++)
        {
            Span<float> target = rows.AsSpan(row * width, width);
            ReadOnlySpan<float> code = codes.Slice(row * space.Width, space.Width);
            (target[0], target[1]) = plane.PlaceOf(code) ?? (float.NaN, float.NaN);
            code.CopyTo(target[2..]);
            images.AsSpan(row * space.Pixels, space.Pixels).CopyTo(target[(2 + space.Width)..]);
        }

        return BinaryReply.Of(rows);
    }

    private CodePlane PlaneOf(Question question) => question.Choice<CodePlane>("plane", [.. space.Planes.Select(plane => (plane.Id, plane))]);

    private int Row(Question question, string name) => question.Whole(name, 0, space.Count - 1);
}
