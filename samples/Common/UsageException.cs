namespace SampleCommon;

/// <summary>What the user asked for cannot be done; the message is one line that says why and what can.</summary>
internal sealed class UsageException(string message) : Exception(message);
