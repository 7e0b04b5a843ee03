using System.Runtime.CompilerServices;
using VerifyTests;
using VerifyXunit;

namespace RepLearn.Dsl.Generators.Tests.Snapshots;

/// <summary>The same call on the same files, done by Verify.Xunit: built with <c>-p:SnapshotEngine=Verify</c>.</summary>
internal static class Snapshot
{
    public static async Task Verify(
        string text, string extension = "txt", string? variant = null, [CallerFilePath] string file = "", [CallerMemberName] string method = "")
    {
        var settings = new VerifySettings();
        settings.UseDirectory(Path.GetDirectoryName(file)!);
        settings.UseFileName($"{Path.GetFileNameWithoutExtension(file)}.{method}{(variant is null ? "" : "_" + variant)}");
        if (Environment.GetEnvironmentVariable("SNAPSHOT_ACCEPT") == "1")
        {
            settings.AutoVerify();
        }

        await Verifier.Verify(text, extension, settings, file);
    }
}
