using Microsoft.Playwright;
using Xunit;

namespace RepLearn.Explorer.Tests;

/// <summary>A test with a real browser; skipped where there is none.</summary>
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Browsing.Chromium is null)
        {
            Skip = $"There is no Chromium at {string.Join(" or ", Browsing.Places)}; Debian's package 'chromium' has it.";
        }
    }
}

/// <summary>A headless Chromium of the machine, for the tests of one class. Playwright's own browsers are never downloaded.</summary>
public sealed class Browsing : IAsyncLifetime
{
    /// <summary>Where a browser may be.</summary>
    internal static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The browser's program; null if there is none.</summary>
    public static string? Chromium { get; } = Array.Find(Places, File.Exists);

    public async Task InitializeAsync()
    {
        if (Chromium is not null)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = Chromium,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            });
        }
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>Opens the explorer and waits until it shows codes.</summary>
    internal async Task<Visit> Open(Uri address, int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light, ReducedMotion motion = ReducedMotion.NoPreference, string tab = "codes")
    {
        IBrowserContext context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            ReducedMotion = motion,
        });

        // How long a page may hang before its test gives up, on a machine that is busy with other tests.
        context.SetDefaultTimeout(180_000);
        var visit = new Visit(context, await context.NewPageAsync());
        await visit.Page.GotoAsync(new Uri(address, $"#{tab}").ToString());
        await visit.Page.WaitForSelectorAsync($"body[data-{tab}=ready]");
        return visit;
    }
}

/// <summary>A page that is open, and what went wrong on it.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    public Visit(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Problems.Add(message.Text);
            }
        };
        page.PageError += (_, problem) => Problems.Add(problem);
        page.RequestFailed += (_, request) => Problems.Add($"{request.Url}: {request.Failure}");
    }

    public IPage Page { get; }

    public List<string> Problems { get; } = [];

    /// <summary>The pixels of a canvas, as a text that changes with them.</summary>
    public Task<string> Pixels(string selector) => Page.EvaluateAsync<string>("selector => document.querySelector(selector).toDataURL()", selector);

    /// <summary>Waits until a canvas has other pixels.</summary>
    public async Task WaitForOther(string selector, string pixels) =>
        await Page.WaitForFunctionAsync("([selector, pixels]) => document.querySelector(selector).toDataURL() !== pixels", new[] { selector, pixels });

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
