namespace ExplorerSample.Server;

/// <summary>A question that cannot be answered; the message says what was expected and what came.</summary>
internal sealed class BadRequestException(string message) : Exception(message);
