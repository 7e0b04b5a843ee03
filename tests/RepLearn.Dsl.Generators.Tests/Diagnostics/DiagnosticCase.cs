namespace RepLearn.Dsl.Generators.Tests.Diagnostics;

/// <summary>A minimal mistake, and the same declaration without it.</summary>
/// <param name="Name">What the user did.</param>
/// <param name="Id">The one diagnostic that is reported.</param>
/// <param name="Bad">The mistake, with <c>«</c> and <c>»</c> around the text that the diagnostic points at.</param>
/// <param name="Message">The diagnostic's message.</param>
/// <param name="Good">The twin, about which nothing is reported.</param>
/// <param name="CompilerErrors">Errors of the C# compiler that come with the mistake.</param>
public sealed record DiagnosticCase(string Name, string Id, string Bad, string Message, string Good, params string[] CompilerErrors)
{
    public string Source => Bad.Replace("«", "").Replace("»", "");

    public string Marked => Bad[(Bad.IndexOf('«') + 1)..Bad.IndexOf('»')];

    public int Start => Bad.IndexOf('«');

    public override string ToString() => Name;
}
