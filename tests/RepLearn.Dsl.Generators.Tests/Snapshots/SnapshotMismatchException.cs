namespace RepLearn.Dsl.Generators.Tests.Snapshots;

/// <summary>A text that differs from the reviewed one, with the first line that does.</summary>
internal sealed class SnapshotMismatchException(SnapshotFiles files, string received, string? verified)
    : Exception(Describe(files, received, verified))
{
    private static string Describe(SnapshotFiles files, string received, string? verified)
    {
        const string advice = "Read the received file; if it is right, run the test again with SNAPSHOT_ACCEPT=1.";
        if (verified is null)
        {
            return $"There is no {files.Verified} yet; received {files.Received}. {advice}";
        }

        string[] got = received.Split('\n');
        string[] expected = verified.Split('\n');
        int line = 0;
        while (line < got.Length && line < expected.Length && got[line] == expected[line])
        {
            line++;
        }

        return $"""
            {files.Verified} differs from what was received at line {line + 1}:
              expected: {(line < expected.Length ? expected[line] : "(end of text)")}
              received: {(line < got.Length ? got[line] : "(end of text)")}
            {advice}
            """;
    }
}
