using Microsoft.CodeAnalysis;

namespace RepLearn.Dsl.Generators.Diagnostics;

/// <summary>RL3xxx: what has no derivative, and what no derivative reaches.</summary>
internal static class DifferentiationDescriptors
{
    public static readonly DiagnosticDescriptor UnreachedParameter = new(
        id: "RL3001",
        title: "No gradient reaches a parameter",
        messageFormat: "No gradient reaches the parameter '{0}' of [{1}], so training would never change it; something between it and the loss is constant, or the layer is superfluous",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl3001"));

    public static readonly DiagnosticDescriptor NotDifferentiable = new(
        id: "RL3002",
        title: "An expression cannot be differentiated",
        messageFormat: "'{0}' cannot be differentiated: {1}",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl3002"));

    public static readonly DiagnosticDescriptor Recursion = new(
        id: "RL3003",
        title: "A custom function calls itself",
        messageFormat: "'{0}' calls itself, but a function's expression must end to be differentiated; write it without recursion",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl3003"));

    public static readonly DiagnosticDescriptor FunctionTooLarge = new(
        id: "RL3004",
        title: "A custom function is too large",
        messageFormat: "'{0}' grows beyond {1} operations, or {2} inside each other, once its locals and calls are put in place; write it shorter",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl3004"));

    public static readonly DiagnosticDescriptor NoDerivative = new(
        id: "RL3005",
        title: "A derivative that training needs does not exist",
        messageFormat: "{0} needs a derivative through {1}, but {2}",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl3005"));
}
