using System.Net;
using System.Net.Sockets;
using ExplorerSample.Codes;
using ExplorerSample.Words;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RepLearn.Embeddings;
using RepLearn.Numerics.Files;
using SampleCommon;

namespace ExplorerSample.Server;

/// <summary>The server of the pages and of what they ask, on 127.0.0.1 alone. Nothing of it depends on the environment or on files.</summary>
internal sealed class ExplorerServer : IDisposable
{
    private readonly WebApplication _application;
    private readonly CancellationTokenSource _stopping;

    private ExplorerServer(WebApplication application, CancellationTokenSource stopping)
    {
        _application = application;
        _stopping = stopping;
        Address = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>Where the pages are.</summary>
    public Uri Address { get; }

    /// <summary>Refuses a port that another program has, before minutes are spent on what is to be served there.</summary>
    /// <param name="port">The port; 0 for any that is free.</param>
    /// <exception cref="UsageException">The port cannot be had.</exception>
    public static void ExpectFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
        }
        catch (SocketException problem)
        {
            throw Taken(port, problem);
        }
    }

    /// <summary>Starts to serve.</summary>
    /// <param name="port">The port; 0 for any that is free.</param>
    /// <param name="codes">The codes to explore.</param>
    /// <param name="words">The words to explore.</param>
    /// <param name="wordsName">What the words are of.</param>
    /// <exception cref="UsageException">The port cannot be had.</exception>
    public static ExplorerServer Start(int port, CodeSpace codes, WordSpace words, string wordsName)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = 1 << 20;

            // Three words of the greatest length, each letter as nine bytes.
            options.Limits.MaxRequestLineSize = 32 * Question.LongestText;
            options.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddRoutingCore();
        WebApplication application = builder.Build();
        var stopping = new CancellationTokenSource();
        application.Use(GuardAsync);
        application.UseRouting();
        var codeEndpoints = new CodeEndpoints(codes, stopping.Token);
        var wordEndpoints = new WordEndpoints(words, wordsName, stopping.Token);
        PageFiles.Map(application);
        codeEndpoints.Map(application);
        wordEndpoints.Map(application);
        application.MapGet("/api/about", () => Results.Json(new { codes = codeEndpoints.About(), words = wordEndpoints.About() }));
        try
        {
            application.StartAsync().GetAwaiter().GetResult();
        }
        catch (Exception problem) when (problem is IOException or SocketException)
        {
            stopping.Dispose();
            throw Taken(port, problem);
        }

        return new ExplorerServer(application, stopping);
    }

    /// <summary>Stops to serve; what is being worked out is given up.</summary>
    public void Stop()
    {
        _stopping.Cancel();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        _application.StopAsync(patience.Token).GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        ((IDisposable)_application).Dispose();
        _stopping.Dispose();
    }

    private static async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        LoopbackGuard.Protect(context.Response.Headers);
        if (LoopbackGuard.Refuses(context.Request) is { } reason)
        {
            await Problem(StatusCodes.Status403Forbidden, reason).ExecuteAsync(context);
            return;
        }

        // Whoever asks for the head alone is answered like whoever asks for all; the server leaves the rest out.
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Request.Method = HttpMethods.Get;
        }

        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= StatusCodes.Status400BadRequest, ContentType: null })
            {
                await Problem(context.Response.StatusCode, Unanswered(context)).ExecuteAsync(context);
            }
        }
        catch (BadRequestException problem)
        {
            await Problem(StatusCodes.Status400BadRequest, problem.Message).ExecuteAsync(context);
        }
        catch (UnknownWordException problem)
        {
            await Problem(StatusCodes.Status404NotFound, problem.Message).ExecuteAsync(context);
        }
        catch (BadHttpRequestException problem)
        {
            await Problem(problem.StatusCode, problem.Message).ExecuteAsync(context);
        }
        catch (OperationCanceledException)
        {
            // The page has gone, or the server stops: nobody reads an answer.
            context.Abort();
        }
        catch (Exception problem) when (!context.Response.HasStarted)
        {
            await Problem(StatusCodes.Status500InternalServerError, $"The explorer has a fault: {problem.GetType().Name}: {problem.Message}").ExecuteAsync(context);
        }
    }

    // What routing says by a number alone.
    private static string Unanswered(HttpContext context)
    {
        string path = FileText.Shown(context.Request.Path.Value);
        return context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => $"There is nothing at {path}.",
            StatusCodes.Status405MethodNotAllowed => $"{path} is not asked by {FileText.Shown(context.Request.Method)}, but by {context.Response.Headers.Allow}.",
            int status => $"{path} cannot be answered (status {status}).",
        };
    }

    private static UsageException Taken(int port, Exception problem) =>
        new($"Port {port} of 127.0.0.1 cannot be had ({problem.Message.TrimEnd('.')}); --port names another, --port 0 takes any that is free.");

    private static IResult Problem(int status, string detail) => Results.Problem(detail, statusCode: status);
}
