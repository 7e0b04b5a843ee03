using System.Globalization;
using System.Text.Json;
using DigitsSample;
using ExplorerSample.Codes;
using ExplorerSample.Server;
using ExplorerSample.Words;
using Microsoft.Playwright;
using RepLearn.Data;
using RepLearn.Embeddings;
using RepLearn.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace RepLearn.Explorer.Tests;

/// <summary>A measurement, which is run on demand: REPLEARN_FRAMES=1 dotnet test … --filter FrameMeasurement --logger "console;verbosity=detailed".</summary>
public sealed class MeasurementFactAttribute : FactAttribute
{
    public MeasurementFactAttribute() => Skip = Browsing.Chromium is null ? "There is no Chromium."
        : Environment.GetEnvironmentVariable("REPLEARN_FRAMES") is null ? "A measurement, not a test: set REPLEARN_FRAMES=1 to run it." : null;
}

/// <summary>Frames while a map of 60,000 codes or 200,000 words is dragged, from files that are written and loaded as a user's are.</summary>
public sealed class FrameMeasurement(Browsing browsing, ITestOutputHelper output) : IClassFixture<Browsing>
{
    private const int Images = 60_000;
    private const int Words = 200_000;
    private const int Dimension = 50;
    private const int Moves = 120;

    [MeasurementFact]
    public async Task Frames_WhileDragging()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(1);
        var vectors = new float[Words * Dimension];
        foreach (ref float value in vectors.AsSpan())
        {
            value = random.NextSingle() + random.NextSingle() - 1;
        }

        new WordVectors(Enumerable.Range(0, Words).Select(word => $"word{word}"), vectors, Dimension).Save(folder["words.bin"]);
        ImageSet digits = Digits.Load();
        ImageSet many = digits.Select([.. Enumerable.Range(0, Images).Select(place => place % digits.Count)]);
        float[] pixels = [.. many.Pixels.ToArray().Select(value => Math.Clamp(value + (0.2f * (random.NextSingle() - 0.5f)), 0, 1))];
        using var model = new Plane8x8(1);
        model.Fit(digits.Pixels, new FitOptions { Epochs = 50, BatchSize = 32 });
        var codes = CodeSpace.Of(model, ExampleImages.Load(new ExplorerSample.Settings()) with { Set = new ImageSet(pixels, many.Labels, 8, 8) });
        using ExplorerServer server = ExplorerServer.Start(0, codes, new WordSpace(WordVectors.Load(folder["words.bin"])), "words.bin");

        await using Visit visit = await browsing.Open(server.Address);
        await Drag(visit, "codes", shift: false);
        await Drag(visit, "codes", shift: true);
        await visit.Page.ClickAsync("#tab-words");
        await visit.Page.WaitForSelectorAsync("body[data-words=ready]");
        await visit.Page.SelectOptionAsync("#word-map", "pca");
        await visit.Page.WaitForFunctionAsync($"() => explorer.words.points.count === {Words}");
        await Drag(visit, "words", shift: false);
        await Drag(visit, "words", shift: true);
        Assert.Empty(visit.Problems);
    }

    private async Task Drag(Visit visit, string tab, bool shift)
    {
        await visit.Page.WaitForFunctionAsync($"() => explorer.{tab}.map.isSettled");
        LocatorBoundingBoxResult box = (await visit.Page.Locator($"#{tab}-map canvas >> nth=1").BoundingBoxAsync())!;
        await visit.Page.EvaluateAsync(
            """
            tab => {
              const { map } = explorer[tab];
              const measured = globalThis.measured = { times: [], work: [] };
              const paint = Object.getPrototypeOf(map).paint;
              map.paint = () => { const start = performance.now(); paint.call(map); measured.work.push(performance.now() - start); };
              const tick = (time) => { measured.times.push(time); globalThis.measured === measured && requestAnimationFrame(tick); };
              requestAnimationFrame(tick);
            }
            """,
            tab);
        if (shift)
        {
            await visit.Page.Keyboard.DownAsync("Shift");
        }

        await visit.Page.Mouse.MoveAsync(box.X + 100, box.Y + 200);
        await visit.Page.Mouse.DownAsync();
        for (int move = 0; move < Moves; move++)
        {
            await visit.Page.Mouse.MoveAsync(box.X + 100 + (2 * move), (float)(box.Y + 200 + (100 * Math.Sin(move / 10.0))));
            await visit.Page.WaitForTimeoutAsync(10);
        }

        await visit.Page.Mouse.UpAsync();
        await visit.Page.Keyboard.UpAsync("Shift");
        JsonElement measured = await visit.Page.EvaluateAsync<JsonElement>("() => { const { times, work } = globalThis.measured; globalThis.measured = null; return { times, work }; }");
        double[] times = Numbers("times");
        output.WriteLine($"{tab}, {(shift ? "map moved" : "cross dragged")}: between frames {Text(times.Zip(times.Skip(1), (before, after) => after - before))}; work of a frame {Text(Numbers("work"))}");

        double[] Numbers(string name) => [.. measured.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
    }

    private static string Text(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return string.Create(CultureInfo.InvariantCulture, $"median {sorted[sorted.Length / 2]:F1}, 95th {sorted[sorted.Length * 95 / 100]:F1}, longest {sorted[^1]:F1} ms of {sorted.Length}");
    }
}
