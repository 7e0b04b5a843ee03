using Microsoft.CodeAnalysis;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>What is wrong with one declaration, in the order of finding.</summary>
internal sealed class DeclarationProblems
{
    private readonly List<Diagnostic> _diagnostics = [];
    private bool _leftToCompiler;

    /// <summary>Whether the declaration cannot be compiled; warnings do not count.</summary>
    public bool HasErrors => _leftToCompiler || _diagnostics.Exists(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <param name="arguments">Texts, formatted without culture by the caller.</param>
    public void Report(DiagnosticDescriptor descriptor, SourcePlace place, params string[] arguments) =>
        _diagnostics.Add(Diagnostic.Create(descriptor, place.ToLocation(), [.. arguments]));

    /// <summary>The C# compiler reports this error itself; saying it twice would help nobody.</summary>
    public void LeaveToCompiler() => _leftToCompiler = true;
}
