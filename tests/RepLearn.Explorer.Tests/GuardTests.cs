using System.Net;
using System.Net.Sockets;
using Xunit;

namespace RepLearn.Explorer.Tests;

[Collection(RunningCollection.Name)]
public sealed class GuardTests(Running running)
{
    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:{port}")]
    [InlineData("127.0.0.1.evil.example:{port}")]
    [InlineData("127.0.0.1:1")]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0:{port}")]
    public async Task ForeignHosts_AreRefused(string host) =>
        Assert.Equal($"Expected the Host 127.0.0.1:{Port} or localhost:{Port}, but got another.", await Ask("Host", host.Replace("{port}", $"{Port}")).Problem(HttpStatusCode.Forbidden));

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task RequestsOfOtherSites_AreRefused(string header, string value) =>
        Assert.StartsWith("Expected a request of this server's own pages", await Ask(header, value).Problem(HttpStatusCode.Forbidden));

    [Theory]
    [InlineData("Host", "localhost:{port}")]
    [InlineData("Origin", "http://127.0.0.1:{port}")]
    [InlineData("Origin", "http://localhost:{port}")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "none")]
    public async Task OwnRequests_AreAnswered(string header, string value) =>
        Assert.Equal(HttpStatusCode.OK, (await Ask(header, value.Replace("{port}", $"{Port}"))).StatusCode);

    [Fact]
    public async Task OtherAddressesOfThisMachine_AreNotListenedOn()
    {
        Assert.Equal("127.0.0.1", running.Server.Address.Host);
        foreach (IPAddress address in (await Dns.GetHostAddressesAsync(Dns.GetHostName())).Where(address => !IPAddress.IsLoopback(address)))
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await Assert.ThrowsAnyAsync<SocketException>(() => socket.ConnectAsync(address, Port));
        }
    }

    [Fact]
    public async Task Pages_MayLoadNothingFromElsewhere()
    {
        HttpResponseMessage page = await running.Client.GetAsync("/");
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("default-src 'none'; script-src 'self';", page.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
        foreach (string name in typeof(ExplorerSample.Settings).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("Pages/", StringComparison.Ordinal)))
        {
            string text = await running.Client.GetStringAsync(name == "Pages/index.html" ? "/" : name["Pages".Length..]);
            Assert.DoesNotContain("https://", text);
            Assert.DoesNotMatch(@"(src|href)=""(http:)?//", text);
        }
    }

    [Theory]
    [InlineData("/api/none", "There is nothing at /api/none.")]
    [InlineData("/none.js", "There is nothing at /none.js.")]
    [InlineData("/a/b.c/d.e", "There is nothing at /a/b.c/d.e.")]
    [InlineData("/%E2%80%AEb", "There is nothing at /\\u202Eb.")]
    public async Task WhatIsNotThere_Is404WithAText(string path, string problem)
    {
        Assert.Equal(problem, await running.Client.GetAsync(path).Problem(HttpStatusCode.NotFound));
        Assert.Equal(problem, await running.Client.PostAsync(path, null).Problem(HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task OtherMethods_Are405WithThoseThatThereAre()
    {
        Assert.Equal("/ is not asked by POST, but by GET.", await running.Client.PostAsync("/", null).Problem(HttpStatusCode.MethodNotAllowed));
        Assert.Equal("/api/codes/decode is not asked by GET, but by POST.", await running.Client.GetAsync("/api/codes/decode").Problem(HttpStatusCode.MethodNotAllowed));
        Assert.Equal("/app.js is not asked by DELETE, but by GET.", await running.Client.DeleteAsync("/app.js").Problem(HttpStatusCode.MethodNotAllowed));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/style.css")]
    [InlineData("/api/codes/image?row=3")]
    [InlineData("/api/codes/image?row=-3")]
    [InlineData("/none.js")]
    public async Task TheHeadAlone_IsThatOfTheWhole(string path)
    {
        HttpResponseMessage whole = await running.Client.GetAsync(path);
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        HttpResponseMessage head = await running.Client.SendAsync(request);
        Assert.Equal(whole.StatusCode, head.StatusCode);
        Assert.Equal(whole.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.NotEmpty(await whole.Content.ReadAsByteArrayAsync());
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    private int Port => running.Server.Address.Port;

    private async Task<HttpResponseMessage> Ask(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/about");
        Assert.True(request.Headers.TryAddWithoutValidation(header, value));
        return await running.Client.SendAsync(request);
    }
}
