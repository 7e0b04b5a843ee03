using System.Globalization;
using Microsoft.AspNetCore.Http;
using RepLearn.Numerics.Files;

namespace ExplorerSample.Server;

/// <summary>The parameters of a request, each checked.</summary>
internal sealed class Question(HttpRequest request)
{
    /// <summary>The most letters of a text.</summary>
    public const int LongestText = 1000;

    /// <summary>The largest amount of a value of a code or place: far beyond all codes, and far from where sums of products overflow.</summary>
    public const float Farthest = 1e6f;

    /// <summary>A whole number.</summary>
    /// <exception cref="BadRequestException">It is missing or not within the bounds.</exception>
    public int Whole(string name, int least, int most, int? absent = null)
    {
        string? text = request.Query[name];
        return text is null && absent is { } value ? value
            : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most ? number
            : throw Wrong(name, FormattableString.Invariant($"a whole number from {least} to {most}"), text);
    }

    /// <summary>A number.</summary>
    /// <exception cref="BadRequestException">It is missing or not within the bounds.</exception>
    public double Number(string name, double least, double most, double? absent = null)
    {
        string? text = request.Query[name];
        return text is null && absent is { } value ? value
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= least && number <= most ? number
            : throw Wrong(name, FormattableString.Invariant($"a number from {least} to {most}"), text);
    }

    /// <summary>A text that is not empty.</summary>
    /// <exception cref="BadRequestException">It is missing, empty or long.</exception>
    public string Text(string name)
    {
        string? text = request.Query[name];
        return text is { Length: > 0 and <= LongestText } ? text : throw Wrong(name, $"a text of 1 to {LongestText} letters", text);
    }

    /// <summary>One of a few values.</summary>
    /// <exception cref="BadRequestException">It is missing or none of them.</exception>
    public T Choice<T>(string name, params ReadOnlySpan<(string Name, T Value)> choices)
    {
        string? text = request.Query[name];
        var names = new List<string>();
        foreach ((string known, T value) in choices)
        {
            if (known == text)
            {
                return value;
            }

            names.Add(known);
        }

        throw Wrong(name, string.Join(" or ", names), text);
    }

    /// <summary>The request's body as numbers.</summary>
    /// <param name="width">Numbers in a row.</param>
    /// <param name="mostRows">The most rows.</param>
    /// <exception cref="BadRequestException">It is no whole number of rows, or a value is beyond <see cref="Farthest"/>.</exception>
    public async Task<float[]> RowsAsync(int width, int mostRows)
    {
        // One byte more than there may be tells a body that is too long.
        var bytes = new byte[(width * mostRows * sizeof(float)) + 1];
        int length = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted);
        if (length == 0 || length == bytes.Length || length % (width * sizeof(float)) != 0)
        {
            throw new BadRequestException(
                $"The body: expected 1 to {mostRows} codes of {width} float values, {width * sizeof(float)} bytes each, but got {(length == bytes.Length ? "more" : $"{length} bytes")}.");
        }

        float[] values = BinaryReply.Floats(bytes.AsSpan(0, length));
        int bad = Array.FindIndex(values, value => !(Math.Abs(value) <= Farthest));
        return bad < 0 ? values : throw new BadRequestException(FormattableString.Invariant($"The body: expected values from {-Farthest} to {Farthest}, but value {bad} is {values[bad]}."));
    }

    private static BadRequestException Wrong(string name, string expected, string? came) =>
        new($"{name}: expected {expected}, but got {(came is null ? "nothing" : $"'{FileText.Shown(came)}'")}.");
}
