using System.Runtime.CompilerServices;
using System.Text;

namespace RepLearn.Dsl.Generators.Tests.Snapshots;

/// <summary>
/// Compares text with the reviewed file beside the test, by Verify's convention: <c>Class.Method.verified.ext</c>,
/// and <c>.received</c> on a mismatch. The environment variable <c>SNAPSHOT_ACCEPT=1</c> accepts what is received.
/// Build with <c>-p:SnapshotEngine=Verify</c> to use Verify.Xunit itself on the same files.
/// </summary>
internal static class Snapshot
{
    /// <summary>Fails unless the text is what was last accepted.</summary>
    /// <param name="text">What the test got; newlines of any kind count as <c>\n</c>.</param>
    /// <param name="extension">The file's kind, such as <c>cs</c>.</param>
    /// <param name="variant">Tells the cases of one test method apart.</param>
    /// <param name="file">The test's file; its name is the test class's.</param>
    /// <param name="method">The test's method.</param>
    /// <exception cref="SnapshotMismatchException">The text is new or differs.</exception>
    public static Task Verify(
        string text, string extension = "txt", string? variant = null, [CallerFilePath] string file = "", [CallerMemberName] string method = "")
    {
        bool accept = Environment.GetEnvironmentVariable("SNAPSHOT_ACCEPT") == "1";
        Compare(text, accept, new SnapshotFiles(file, method, variant, extension));
        return Task.CompletedTask;
    }

    internal static void Compare(string text, bool accept, SnapshotFiles files)
    {
        string received = Normalise(text);
        string? verified = File.Exists(files.Verified) ? Normalise(File.ReadAllText(files.Verified)) : null;
        if (received == verified)
        {
            File.Delete(files.Received);
            return;
        }

        if (accept)
        {
            File.WriteAllText(files.Verified, received, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Delete(files.Received);
            return;
        }

        File.WriteAllText(files.Received, received, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        throw new SnapshotMismatchException(files, received, verified);
    }

    private static string Normalise(string text) => text.Replace("\r\n", "\n").Replace('\r', '\n');
}
