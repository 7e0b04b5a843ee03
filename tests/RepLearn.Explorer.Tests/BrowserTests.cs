using Microsoft.Playwright;
using Xunit;

namespace RepLearn.Explorer.Tests;

[Collection(RunningCollection.Name)]
public sealed class BrowserTests(Running running, Browsing browsing) : IClassFixture<Browsing>
{
    private const string Map = "#codes-map canvas >> nth=1";

    [ChromiumFact]
    public async Task ThePage_LoadsWithoutAProblem_AndDrawsThePoints()
    {
        await using Visit visit = await browsing.Open(running.Server.Address);
        await visit.Page.WaitForFunctionAsync("() => explorer.codes.map.isSettled");
        int drawn = await visit.Page.EvaluateAsync<int>(
            """
            () => {
              const canvas = document.querySelector("#codes-map canvas");
              const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
              return data.filter((value, place) => place % 4 === 3 && value > 0).length;
            }
            """);
        Assert.InRange(drawn, 2000, 200_000);
        Assert.Equal("1797 handwritten digits (E. Alpaydin and C. Kaynak 1998, UCI, CC BY 4.0): codes of 2 values each, by the model Plane8x8.", await visit.Page.TextContentAsync("#codes-about"));
        Assert.Equal(10, await visit.Page.Locator("#codes-legend button").CountAsync());
        Assert.Empty(visit.Problems);
    }

    [ChromiumFact]
    public async Task APress_DecodesThePlace()
    {
        await using Visit visit = await browsing.Open(running.Server.Address);
        string before = await visit.Pixels("#decoded");
        LocatorBoundingBoxResult box = (await visit.Page.Locator(Map).BoundingBoxAsync())!;
        await visit.Page.Mouse.MoveAsync(box.X + (box.Width * 0.3f), box.Y + (box.Height * 0.3f));
        await visit.Page.Mouse.DownAsync();
        await visit.WaitForOther("#decoded", before);
        string pressed = await visit.Pixels("#decoded");
        await visit.Page.Mouse.MoveAsync(box.X + (box.Width * 0.6f), box.Y + (box.Height * 0.7f), new MouseMoveOptions { Steps = 10 });
        await visit.WaitForOther("#decoded", pressed);
        await visit.Page.Mouse.UpAsync();

        // What is shown is what the model makes of the code that the sliders show.
        await visit.Page.WaitForFunctionAsync("() => document.querySelector('#decoded-caption').textContent === 'the place on the map'");
        await SettlesOnTheModel(visit);
        Assert.Empty(visit.Problems);
    }

    [ChromiumFact]
    public async Task ASlider_DecodesTheCodeAsItIsSet()
    {
        await using Visit visit = await browsing.Open(running.Server.Address);
        string before = await visit.Pixels("#decoded");
        await visit.Page.GetByLabel("Unit 2").FocusAsync();
        for (int press = 0; press < 6; press++)
        {
            await visit.Page.Keyboard.PressAsync("PageUp");
        }

        await visit.WaitForOther("#decoded", before);
        await SettlesOnTheModel(visit);
        Assert.Empty(visit.Problems);
    }

    [ChromiumFact]
    public async Task Keys_MoveTheCross_ChooseImages_AndZoom()
    {
        await using Visit visit = await browsing.Open(running.Server.Address);
        await visit.Page.Locator(Map).FocusAsync();
        string before = await visit.Pixels("#decoded");
        for (int press = 0; press < 12; press++)
        {
            await visit.Page.Keyboard.PressAsync("ArrowRight");
        }

        await visit.WaitForOther("#decoded", before);
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForFunctionAsync("() => document.querySelector('#announce').textContent.startsWith('Chosen: ')");
        double scale = await Scale();
        await visit.Page.Keyboard.PressAsync("+");
        Assert.Equal(1.35 * scale, await Scale(), 6);
        await visit.Page.Keyboard.PressAsync("0");
        Assert.Equal(scale, await Scale(), 6);
        string drawn = await visit.Pixels("#codes-map canvas");
        await visit.Page.Keyboard.PressAsync("Shift+ArrowLeft");
        await visit.WaitForOther("#codes-map canvas", drawn);
        Assert.Empty(visit.Problems);

        Task<double> Scale() => visit.Page.EvaluateAsync<double>("() => explorer.codes.map.view.scaleX");
    }

    [ChromiumFact]
    public async Task ThePointer_ShowsTheImageOfThePointUnderIt()
    {
        await using Visit visit = await browsing.Open(running.Server.Address);
        double[] place = await visit.Page.EvaluateAsync<double[]>("() => { const { map } = explorer.codes; return map.view.toScreen(map.points.places[200], map.points.places[201]); }");
        LocatorBoundingBoxResult box = (await visit.Page.Locator(Map).BoundingBoxAsync())!;
        await visit.Page.Mouse.MoveAsync((float)(box.X + place[0]), (float)(box.Y + place[1]));
        ILocator tip = visit.Page.Locator("#codes-map .tip");
        await tip.WaitForAsync();
        Assert.Matches(@"^\d \(image \d+\)$", await tip.TextContentAsync());
        Assert.True(await tip.Locator("canvas").IsVisibleAsync());
    }

    [ChromiumFact]
    public async Task TwoImages_HaveWaysBetweenThem_AndASlider()
    {
        await using Visit visit = await browsing.Open(running.Server.Address);
        await visit.Page.WaitForFunctionAsync("() => document.querySelectorAll('#straight canvas').length === 11 && document.querySelectorAll('#arc canvas').length === 11");
        string before = await visit.Pixels("#decoded");
        await visit.Page.WaitForFunctionAsync("() => explorer.codes.between.walks.arc");
        await visit.Page.GetByLabel("on the arc", new PageGetByLabelOptions { Exact = true }).CheckAsync();
        await visit.Page.GetByLabel("Along the way").FillAsync("0.5");
        await visit.WaitForOther("#decoded", before);
        await SettlesOnTheModel(visit);
        Assert.Empty(visit.Problems);
    }

    [ChromiumFact]
    public async Task ASearch_CompletesAndFinds()
    {
        await using Visit visit = await browsing.Open(running.Server.Address, tab: "words");
        ILocator field = visit.Page.GetByRole(AriaRole.Combobox, new PageGetByRoleOptions { Name = "Word", Exact = true });
        await field.FillAsync("countr");
        await visit.Page.GetByRole(AriaRole.Option, new PageGetByRoleOptions { Name = "countries" }).WaitForAsync();
        Assert.Equal("true", await field.GetAttributeAsync("aria-expanded"));
        await field.PressAsync("ArrowDown");
        await field.PressAsync("Enter");
        string word = await field.InputValueAsync();
        Assert.StartsWith("countr", word);
        string nearest = running.Vectors.MostSimilar(word, 1)[0].Word;
        await visit.Page.Locator("#near table").First.Locator("button", new LocatorLocatorOptions { HasText = nearest }).First.WaitForAsync();
        Assert.Equal(3, await visit.Page.Locator("#near table").CountAsync());
        Assert.InRange(await visit.Page.Locator("#along li").CountAsync(), 35, 42);

        await field.FillAsync("countrry");
        await field.PressAsync("Enter");
        await visit.Page.GetByText("did you mean 'country'?").WaitForAsync();
    }

    [ChromiumFact]
    public async Task Tabs_AreChangedByArrowKeys()
    {
        await using Visit visit = await browsing.Open(running.Server.Address);
        await visit.Page.GetByRole(AriaRole.Tab, new PageGetByRoleOptions { Name = "Codes" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        Assert.Equal("tab-words", await visit.Page.EvaluateAsync<string>("() => document.activeElement.id"));
        Assert.True(await visit.Page.GetByRole(AriaRole.Tabpanel, new PageGetByRoleOptions { Name = "Words" }).IsVisibleAsync());
        Assert.False(await visit.Page.Locator("#panel-codes").IsVisibleAsync());
        await visit.Page.WaitForSelectorAsync("body[data-words=ready]");
        Assert.Empty(visit.Problems);
    }

    [ChromiumFact]
    public async Task WhateverCanBeUsed_HasARoleAndAName()
    {
        await using Visit visit = await browsing.Open(running.Server.Address, tab: "words");
        await visit.Page.WaitForSelectorAsync("body[data-codes=ready]");
        string[] nameless = await visit.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll("button, input, select, canvas, [role], meter")]
              .filter(element => element.getAttribute("aria-hidden") !== "true" && element.getAttribute("role") !== "presentation")
              .filter(element => !(element.getAttribute("aria-label") || element.labels?.length || element.textContent.trim() || element.id === "failure"
                || ["status", "listbox"].includes(element.getAttribute("role")) || document.getElementById(element.getAttribute("aria-labelledby"))))
              .map(element => element.outerHTML)
            """);
        Assert.Empty(nameless);
        Assert.Equal(2, await visit.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('[role=application]')].filter(map => document.getElementById(map.getAttribute('aria-describedby')).textContent.length > 50).length"));
        foreach ((AriaRole role, string name) in new[] { (AriaRole.Tab, "Words"), (AriaRole.Combobox, "Word"), (AriaRole.Combobox, "so is"), (AriaRole.Button, "Zoom in"), (AriaRole.Application, "Map of words. Arrow keys move the cross, Enter chooses the nearest point, plus and minus zoom, Shift with arrow keys moves the map, 0 shows all.") })
        {
            await visit.Page.GetByRole(role, new PageGetByRoleOptions { Name = name, Exact = true }).First.WaitForAsync();
        }
    }

    [ChromiumFact]
    public async Task Focus_IsSeen()
    {
        foreach (string tab in new[] { "codes", "words" })
        {
            await using Visit visit = await browsing.Open(running.Server.Address, tab: tab);
            var reached = new HashSet<string>();
            for (string element = "", style = "solid"; element != "BODY"; reached.Add(element))
            {
                Assert.Equal("solid", style);
                await visit.Page.Keyboard.PressAsync("Tab");
                string[] focus = await visit.Page.EvaluateAsync<string[]>("() => [document.activeElement.tagName, getComputedStyle(document.activeElement).outlineStyle]");
                (element, style) = (focus[0], focus[1]);
            }

            Assert.Superset(new HashSet<string> { "BUTTON", "CANVAS", "INPUT", "SELECT" }, reached);
        }
    }

    [ChromiumFact]
    public async Task At400Pixels_NothingIsWiderThanThePage()
    {
        foreach (string tab in new[] { "codes", "words" })
        {
            await using Visit visit = await browsing.Open(running.Server.Address, width: 400, height: 800, tab: tab);
            Assert.Equal(400, await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
            LocatorBoundingBoxResult box = (await visit.Page.Locator($"#{tab}-map").BoundingBoxAsync())!;
            Assert.InRange(box.Width, 350, 400);

            // A word or name is broken rather than cut.
            Assert.Equal(0, await visit.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('.word, .legend span')].filter(text => text.scrollWidth > text.clientWidth && text.clientWidth > 0).length"));
            Assert.Empty(visit.Problems);
        }
    }

    [ChromiumFact]
    public async Task DarkPages_HaveLightTextAndOtherPoints()
    {
        await using Visit light = await browsing.Open(running.Server.Address);
        await using Visit dark = await browsing.Open(running.Server.Address, scheme: ColorScheme.Dark, motion: ReducedMotion.Reduce);
        Assert.Equal("rgb(21, 24, 31)", await dark.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        await dark.Page.WaitForFunctionAsync("() => explorer.codes.map.isSettled");
        await light.Page.WaitForFunctionAsync("() => explorer.codes.map.isSettled");
        Assert.NotEqual(await light.Pixels("#codes-map canvas"), await dark.Pixels("#codes-map canvas"));
        Assert.Equal("0s", await dark.Page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('.legend button')).transitionDuration"));
    }

    // The canvas ends with the image of the code that the sliders show; its bytes are the model's values times 255, rounded.
    private async Task SettlesOnTheModel(Visit visit)
    {
        await visit.Page.WaitForFunctionAsync("() => !explorer.codes.isBusy()");
        float[] code = Array.ConvertAll(await visit.Page.EvaluateAsync<double[]>("() => [...explorer.codes.code]"), value => (float)value);
        int[] drawn = await visit.Page.EvaluateAsync<int[]>("() => [...document.querySelector('#decoded').getContext('2d').getImageData(0, 0, 8, 8).data].filter((_, place) => place % 4 === 0)");
        float[] expected = running.Model.Decode(code);
        Assert.Equal(64, drawn.Length);
        for (int pixel = 0; pixel < 64; pixel++)
        {
            Assert.InRange(drawn[pixel] - (255 * Math.Clamp(expected[pixel], 0, 1)), -0.51, 0.51);
        }
    }
}
