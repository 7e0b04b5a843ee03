using Microsoft.AspNetCore.Http;

namespace ExplorerSample.Server;

/// <summary>
/// Answers only this machine's own pages. A page of another site can reach a server on 127.0.0.1 through a name that it lets point there (DNS
/// rebinding), or by a request across sites: the first has a foreign Host header, the second a foreign Origin or Sec-Fetch-Site.
/// </summary>
internal static class LoopbackGuard
{
    private static readonly string[] s_hosts = ["127.0.0.1", "localhost"];

    /// <summary>Why a request is refused; null if it is not.</summary>
    /// <param name="request">The request.</param>
    public static string? Refuses(HttpRequest request)
    {
        HostString host = request.Host;
        int port = request.HttpContext.Connection.LocalPort;
        if (!s_hosts.Contains(host.Host, StringComparer.OrdinalIgnoreCase) || (host.Port ?? 80) != port)
        {
            return $"Expected the Host 127.0.0.1:{port} or localhost:{port}, but got another.";
        }

        string? origin = request.Headers.Origin;
        if (origin is not null && !s_hosts.Any(own => origin.Equals($"http://{own}:{port}", StringComparison.OrdinalIgnoreCase)))
        {
            return "Expected a request of this server's own pages, but it has another Origin.";
        }

        // A link from elsewhere may open the page, but nothing of another site may read or embed it.
        string? site = request.Headers["Sec-Fetch-Site"];
        bool isOpened = request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document";
        return site is null or "same-origin" or "none" || isOpened ? null : "Expected a request of this server's own pages, but it comes from another site.";
    }

    /// <summary>Forbids browsers what the pages do without.</summary>
    public static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
    }
}
