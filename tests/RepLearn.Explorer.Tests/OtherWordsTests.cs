using ExplorerSample.Server;
using ExplorerSample.Words;
using Microsoft.Playwright;
using RepLearn.Embeddings;
using Xunit;

namespace RepLearn.Explorer.Tests;

/// <summary>Words that files may have: long ones, ones that turn the direction of writing or cannot be seen, and vectors that make few groups.</summary>
[Collection(RunningCollection.Name)]
public sealed class OtherWordsTests(Running running, Browsing browsing) : IClassFixture<Browsing>
{
    private const string Turning = "ab\u202Ecd";
    private const string Unseen = "\u200B";

    private static readonly string s_long = new('x', 300);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public void Groups_AreAsManyAsThereAreDifferentVectors_AndHaveNames(int different)
    {
        string[] words = [.. Enumerable.Range(100, 80).Select(word => $"word{word}")];
        var vectors = new WordVectors(words, [.. words.SelectMany((_, row) => Enumerable.Range(0, 10).Select(value => value == row % different ? 1f : 0f))], 10);
        WordRows rows = new WordSpace(vectors).Maps[0].Rows(default);
        Assert.Equal(different, rows.Names.Count);
        Assert.All(rows.Names, Assert.NotEmpty);
        Assert.All(Enumerable.Range(0, 80), row => Assert.Equal(rows.Groups[row % different], rows.Groups[row]));
    }

    [Fact]
    public async Task LongWords_CanBeAskedFor()
    {
        using ExplorerServer server = Serve();
        using var client = new HttpClient { BaseAddress = server.Address };
        string word = new('字', Question.LongestText);
        Assert.Equal(5, (await client.Json($"/api/words/analogy?a={word}&b={s_long}&c={Uri.EscapeDataString(Turning)}&rule=add&count=5")).GetArrayLength());
    }

    [ChromiumFact]
    public async Task WhatIsUnseen_IsWrittenAsItsCode_AndNothingIsWiderThanThePage()
    {
        using ExplorerServer server = Serve();
        await using Visit visit = await browsing.Open(server.Address, width: 400, height: 800, tab: "words");
        Assert.Equal(400, await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        string[] shown = await visit.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('#panel-words button')].map(button => button.textContent)");
        Assert.All(shown, text => Assert.InRange(text.Trim().Length, 1, 120));
        Assert.All(shown, text => Assert.DoesNotContain(text, letter => letter is '\u202E' or '\u200B'));
        Assert.All([@"ab\u202Ecd", @"\u200B", new string('x', 59) + "…"], text => Assert.Contains(text, shown));

        // What is shown differs from the word, but the word is asked for.
        await visit.Page.Locator("#along button", new PageLocatorOptions { HasText = @"ab\u202Ecd" }).ClickAsync();
        await visit.Page.WaitForFunctionAsync("() => document.querySelector('#word').value === 'ab\\\\u202Ecd'");
        ILocator field = visit.Page.Locator("#word");
        await field.FillAsync("ab");
        await visit.Page.GetByRole(AriaRole.Option, new PageGetByRoleOptions { Name = @"ab\u202Ecd" }).ClickAsync();
        await visit.Page.WaitForFunctionAsync("() => !explorer.words.askNear.isBusy()");
        Assert.Equal("", await visit.Page.TextContentAsync("#near-problem"));
        Assert.Empty(visit.Problems);
    }

    // Enough of the others for maps.
    private ExplorerServer Serve()
    {
        string[] words = [s_long, Turning, Unseen, new('字', Question.LongestText), .. Enumerable.Range(100, 20).Select(word => $"word{word}")];
        var random = new Random(3);
        return ExplorerServer.Start(0, running.Codes, new WordSpace(new WordVectors(words, [.. words.SelectMany(_ => Enumerable.Range(0, 4).Select(_ => random.NextSingle() - 0.5f))], 4)), "words");
    }
}
