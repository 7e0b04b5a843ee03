using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ExplorerSample.Server;

/// <summary>The pages, which are in the assembly.</summary>
internal static class PageFiles
{
    private const string Folder = "Pages/";

    /// <summary>Serves each file under its name, and index.html under none.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        Assembly assembly = typeof(PageFiles).Assembly;
        foreach (string resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            string name = resource[Folder.Length..];
            byte[] content = Read(assembly, resource);
            routes.MapGet(name == "index.html" ? "/" : $"/{name}", () => Results.Bytes(content, KindOf(name)));
        }
    }

    private static byte[] Read(Assembly assembly, string resource)
    {
        using Stream stream = assembly.GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private static string KindOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => throw new InvalidOperationException($"The page's file '{name}' is of a kind that has no content type here."),
    };
}
