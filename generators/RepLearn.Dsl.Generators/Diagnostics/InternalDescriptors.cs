using Microsoft.CodeAnalysis;

namespace RepLearn.Dsl.Generators.Diagnostics;

/// <summary>RL9xxx: bugs of the compiler itself.</summary>
internal static class InternalDescriptors
{
    public static readonly DiagnosticDescriptor InternalFailure = new(
        id: "RL9001",
        title: "The model compiler failed",
        messageFormat: "The model compiler failed on '{0}', which is a bug in it and not in the declaration; please report it with the declaration and this: {1}",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl9001"));
}
