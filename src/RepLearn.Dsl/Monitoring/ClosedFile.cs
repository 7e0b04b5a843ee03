namespace RepLearn.Monitoring;

/// <summary>What a receiver of reports says after it was disposed of.</summary>
internal static class ClosedFile
{
    /// <summary>Throws if the receiver is closed.</summary>
    /// <param name="isClosed">Whether it is.</param>
    /// <param name="receiver">Its class.</param>
    /// <param name="path">Its file.</param>
    public static void ThrowIf(bool isClosed, string receiver, string path)
    {
        if (isClosed)
        {
            throw new ObjectDisposedException(receiver, $"Expected reports to '{path}' before Dispose, but the file is closed.");
        }
    }
}
