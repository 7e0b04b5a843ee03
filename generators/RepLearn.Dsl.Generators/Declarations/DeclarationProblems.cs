using Microsoft.CodeAnalysis;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>What is wrong with one declaration, in the order of finding.</summary>
internal sealed class DeclarationProblems
{
    private readonly List<Problem> _problems = [];

    /// <summary>Whether the declaration cannot be compiled; warnings do not count.</summary>
    public bool HasErrors { get; private set; }

    public EquatableArray<Problem> All => EquatableArray<Problem>.From(_problems);

    /// <summary>Says a thing once, however often it is found: functions may share what is wrong.</summary>
    /// <param name="arguments">Texts, formatted without culture by the caller.</param>
    public void Report(DiagnosticDescriptor descriptor, SourcePlace place, params string[] arguments) => Report(descriptor, place, null, arguments);

    /// <inheritdoc cref="Report(DiagnosticDescriptor, SourcePlace, string[])"/>
    /// <param name="fix">How a code fix mends it.</param>
    public void Report(DiagnosticDescriptor descriptor, SourcePlace place, ProblemFix? fix, params string[] arguments)
    {
        var problem = new Problem(descriptor, place, arguments) { Fix = fix };
        if (!_problems.Contains(problem))
        {
            _problems.Add(problem);
            HasErrors |= descriptor.DefaultSeverity == DiagnosticSeverity.Error;
        }
    }

    /// <summary>The C# compiler reports this error itself; saying it twice would help nobody.</summary>
    public void LeaveToCompiler() => HasErrors = true;
}
