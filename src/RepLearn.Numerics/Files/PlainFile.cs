using System.ComponentModel;

namespace RepLearn.Numerics.Files;

/// <summary>Files that can be read from start to end, as often as need be.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PlainFile
{
    /// <summary>What is wrong with others, for a message.</summary>
    public const string Expected = "expected a file, but it is a device, pipe or socket, whose reader may wait for ever; write what it gives to a file first.";

    /// <summary>Whether a path leads to a file, a folder, or nothing; not to a device, pipe or socket. On other systems than Linux nothing tells.</summary>
    public static bool IsNoDevice(string path) => UnixOwner.Of(path) is null or { IsRegularFile: true } || Directory.Exists(path);

    /// <summary>Throws for what is read more than once or at any place.</summary>
    /// <exception cref="IOException">It is a device, pipe or socket.</exception>
    public static void ExpectNoDevice(string path)
    {
        if (!IsNoDevice(path))
        {
            throw new IOException($"'{path}': {Expected}");
        }
    }
}
