using Microsoft.CodeAnalysis;

namespace RepLearn.Dsl.Generators.Diagnostics;

/// <summary>RL1xxx: the declaration itself, before its numbers mean anything.</summary>
internal static class DeclarationDescriptors
{
    public static readonly DiagnosticDescriptor ModelNotPartial = new(
        id: "RL1001",
        title: "A model must be partial",
        messageFormat: "Model '{0}' is not partial, but its members are generated into a second part; write 'partial class {0}'",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl1001"));

    public static readonly DiagnosticDescriptor ContainingTypeNotPartial = new(
        id: "RL1002",
        title: "A type around a model must be partial",
        messageFormat: "Type '{0}' contains model '{1}' and must be partial too, so that the model's members can be generated inside it; write 'partial {2} {0}'",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl1002"));

    public static readonly DiagnosticDescriptor UnsupportedTypeForm = new(
        id: "RL1003",
        title: "A model must be an ordinary class",
        messageFormat: "Model '{0}' is {1}, but a model must be {2}",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl1003"));

    public static readonly DiagnosticDescriptor BaseClassGiven = new(
        id: "RL1004",
        title: "A model has a base class of its own",
        messageFormat: "Model '{0}' derives from '{1}', but a generated model derives from '{2}'; {3}",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl1004"));

    public static readonly DiagnosticDescriptor ConstructorTaken = new(
        id: "RL1005",
        title: "A model's constructor is generated",
        messageFormat: "Model '{0}' has {1}, but the constructor '{0}({3})' is generated; {2}",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl1005"));

    public static readonly DiagnosticDescriptor MemberNameTaken = new(
        id: "RL1006",
        title: "A name is needed by a generated member",
        messageFormat: "'{0}' is the name of a member that every model has; rename {1}",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl1006"));

    public static readonly DiagnosticDescriptor AttributeOnAnotherPart = new(
        id: "RL1007",
        title: "A model's attributes stand on two parts",
        messageFormat: "[{0}] stands on another part of '{1}' than [{2}]; move it there, because {3}",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl1007"));

    public static readonly DiagnosticDescriptor ModelMissing = new(
        id: "RL1008",
        title: "An attribute stands without the one that declares a model",
        messageFormat: "[{0}] has no effect, because '{1}' is not declared a model; add {2}",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl1008"));

    public static readonly DiagnosticDescriptor OnlyOneAllowed = new(
        id: "RL1009",
        title: "A model has two of what it can have once",
        messageFormat: "[{0}] is the second {1} of '{2}' after [{3}], but a model has one; remove one of them",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl1009"));

    public static readonly DiagnosticDescriptor PartMissing = new(
        id: "RL1010",
        title: "A model lacks a part",
        messageFormat: "Model '{0}' has no {1}; {2}",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl1010"));

    public static readonly DiagnosticDescriptor OutOfOrder = new(
        id: "RL1011",
        title: "A layer stands out of the network's order",
        messageFormat: "[{0}] stands {1} [{2}], but the order of the attributes is the network's order; move it {3} [{2}]",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl1011"));

    public static readonly DiagnosticDescriptor UnknownEnumValue = new(
        id: "RL1012",
        title: "A value is not in its enumeration",
        messageFormat: "{0} of [{1}] is {2}, which is no member of {3}; write one of {4}",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl1012"));

    public static readonly DiagnosticDescriptor ActivationIgnored = new(
        id: "RL1013",
        title: "Both an activation and a custom one are given",
        messageFormat: "[{0}] has the activation '{1}' and Custom = '{2}', which takes its place; remove the activation",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl1013"));

    public static readonly DiagnosticDescriptor FunctionNotFound = new(
        id: "RL1014",
        title: "A custom function is not in the model's class",
        messageFormat: "'{0}' is no method of model '{1}'; write 'private static {2} {3}({2} x) => ...' in it, or name an existing one with nameof",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl1014"));

    public static readonly DiagnosticDescriptor FunctionSignature = new(
        id: "RL1015",
        title: "A custom function has another signature than needed",
        messageFormat: "'{0}' is declared as '{1}', but expected 'static {2} {0}({2} x)', since the model's precision is {3}",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl1015"));

    public static readonly DiagnosticDescriptor AttributeOfAnotherKind = new(
        id: "RL1016",
        title: "An attribute belongs to another kind of model",
        messageFormat: "[{0}] belongs to {1}, but '{2}' is declared by [{3}]; remove one of them",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl1016"));

    public static readonly DiagnosticDescriptor ArgumentUnknown = new(
        id: "RL1017",
        title: "An argument has no value yet",
        messageFormat: "'{0}' in [{1}] has no value while models are generated; write a number, a constant of yours, or InputSize, LatentSize or Dimension of a model that does not depend on '{2}'",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl1017"));

    public static readonly DiagnosticDescriptor AmbiguousName = new(
        id: "RL1018",
        title: "A name means two things",
        messageFormat: "'{0}' is {1} and {2}; write 'using {0} = {1};' beside the other usings",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl1018"));

    public static readonly DiagnosticDescriptor LanguageTooOld = new(
        id: "RL1019",
        title: "The language is too old",
        messageFormat: "'{0}' is compiled as C# {1}, but its generated part needs C# {2} or later; raise <LangVersion> in the project, or remove it",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl1019"));

    public static readonly DiagnosticDescriptor RequiredMember = new(
        id: "RL1020",
        title: "A model has a required member",
        messageFormat: "'{0}' of model '{1}' is required, but {1}.Load makes models without it; remove 'required' and give it a first value, or make it nullable",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl1020"));

    public static readonly DiagnosticDescriptor UnsetMember = new(
        id: "RL1021",
        title: "A member that cannot be null has no value",
        messageFormat: "'{0}' of model '{1}' cannot be null, but the generated constructor '{1}({2})' gives it no value; give it one where it is declared, or make it nullable",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl1021"));
}
