using System.Buffers.Binary;
using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace RepLearn.Explorer.Tests;

/// <summary>Reads the server's answers byte by byte, without the code that writes them.</summary>
internal static class Answers
{
    public static async Task<float[]> Floats(this HttpClient client, string address, float[]? body = null)
    {
        HttpResponseMessage answer = body is null ? await client.GetAsync(address) : await client.PostAsync(address, Body(body));
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return Floats(await answer.Content.ReadAsByteArrayAsync());
    }

    public static ByteArrayContent Body(float[] values)
    {
        var bytes = new byte[4 * values.Length];
        for (int place = 0; place < values.Length; place++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * place), values[place]);
        }

        return new ByteArrayContent(bytes);
    }

    public static async Task<Points> Points(this HttpClient client, string address)
    {
        byte[] bytes = await client.GetByteArrayAsync(address);
        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        JsonElement about = JsonDocument.Parse(Encoding.UTF8.GetString(bytes, 4, length)).RootElement;
        int count = about.GetProperty("count").GetInt32();
        int start = 4 + length;
        Assert.Equal(0, start % 4);
        Assert.Equal(start + (13 * count), bytes.Length);
        int[] rows = [.. Enumerable.Range(0, count).Select(point => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(start + (8 * count) + (4 * point))))];
        return new Points(
            [.. about.GetProperty("names").EnumerateArray().Select(name => name.GetString()!)],
            Floats(bytes[start..(start + (8 * count))]),
            rows,
            bytes[(start + (12 * count))..]);
    }

    public static async Task<JsonElement> Json(this HttpClient client, string address) => JsonDocument.Parse(await client.GetStringAsync(address)).RootElement;

    /// <summary>The text of the problem that an answer tells.</summary>
    public static async Task<string> Problem(this Task<HttpResponseMessage> asked, HttpStatusCode status)
    {
        HttpResponseMessage answer = await asked;
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return JsonDocument.Parse(text).RootElement.GetProperty("detail").GetString()!;
    }

    private static float[] Floats(byte[] bytes) => [.. Enumerable.Range(0, bytes.Length / 4).Select(place => BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(4 * place)))];
}

/// <summary>Points of a map.</summary>
internal sealed record Points(string[] Names, float[] Places, int[] Rows, byte[] Classes);
