using Microsoft.CodeAnalysis;

namespace RepLearn.Dsl.Generators.Diagnostics;

/// <summary>RL2xxx: a declaration that is well formed, but no valid model.</summary>
internal static class ModelDescriptors
{
    public static readonly DiagnosticDescriptor SizeNotPositive = new(
        id: "RL2001",
        title: "A size is not positive",
        messageFormat: "{0} of [{1}] is {2}, but expected at least 1",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2001"));

    public static readonly DiagnosticDescriptor TooManyParameters = new(
        id: "RL2002",
        title: "A model has too many parameters",
        messageFormat: "[{0}] brings '{1}' to {2} parameters, but at most {3} fit into one buffer; make the layer or the one before it smaller",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2002"));

    public static readonly DiagnosticDescriptor DecoderWidth = new(
        id: "RL2003",
        title: "The decoder's output is not as wide as the input",
        messageFormat: "The decoder ends with {0} values, but an example of '{1}' has {2}; {3}",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2003"));

    public static readonly DiagnosticDescriptor LogitsLimited = new(
        id: "RL2004",
        title: "A Bernoulli likelihood works on logits",
        messageFormat: "[Likelihood.Bernoulli] takes the decoder's output for logits, but {0} keeps it {1}, so that probabilities stay {2}; use Activation.Identity in the last layer",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2004"));

    public static readonly DiagnosticDescriptor DivergenceWithoutWeight = new(
        id: "RL2005",
        title: "The divergence has no weight",
        messageFormat: "Beta = 0 removes the divergence from the loss of '{0}', so that nothing holds its posterior near the prior and its variance shrinks to 0; write a Beta above 0, or [Latent.Code({1})] for a plain autoencoder",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2005"));

    public static readonly DiagnosticDescriptor NumberOutOfRange = new(
        id: "RL2006",
        title: "A number is out of range",
        messageFormat: "{0} of [{1}] is {2}, but expected {3}",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2006"));

    public static readonly DiagnosticDescriptor FreeBitsWithCapacity = new(
        id: "RL2007",
        title: "Free bits and a capacity exclude each other",
        messageFormat: "[{0}] has FreeBits = {1} and Capacity = {2}, which are two ways to hold the divergence at a level; keep one of them",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2007"));

    public static readonly DiagnosticDescriptor SparsityNeedsSigmoid = new(
        id: "RL2008",
        title: "KL sparsity needs a code between 0 and 1",
        messageFormat: "[Regularizer.KlSparsity] compares mean activations between 0 and 1, but the latent is {0}; use [Latent.Code({1}, Activation.Sigmoid)], or [Regularizer.L1] instead",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2008"));

    public static readonly DiagnosticDescriptor NothingToMirror = new(
        id: "RL2009",
        title: "A tied layer has no layer to mirror",
        messageFormat: "[Decoder.Tied] number {0} of '{1}' has no layer to mirror: the code's layer and the encoder's dense layers are {2} in all; remove it, or use [Decoder.Dense({3})]",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2009"));

    public static readonly DiagnosticDescriptor MirroredWidth = new(
        id: "RL2010",
        title: "A tied layer does not fit the layer that it mirrors",
        messageFormat: "[Decoder.Tied] number {0} mirrors [{1}], whose output has {2} values, but gets {3}; make the layer before it {2} wide, or use [Decoder.Dense] here",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2010"));

    public static readonly DiagnosticDescriptor TooManyLossTerms = new(
        id: "RL2011",
        title: "A loss has too many terms",
        messageFormat: "[{0}] is term {1} of the loss of '{2}', but at most {3} are reported by name; join penalties in one custom function",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2011"));

    public static readonly DiagnosticDescriptor LossNameTaken = new(
        id: "RL2012",
        title: "Two terms of a loss have the same name",
        messageFormat: "The losses of '{0}' have a term or metric '{1}' already; {2}",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2012"));

    public static readonly DiagnosticDescriptor NormOfOneValue = new(
        id: "RL2013",
        title: "A layer norm has one value",
        messageFormat: "[{0}] gets one value, which it always turns into its bias, so that no gradient reaches the layers before it; remove it, or make the layer before it wider",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2013"));

    public static readonly DiagnosticDescriptor FlatFunction = new(
        id: "RL2014",
        title: "A custom function is flat",
        messageFormat: "'{0}' has the derivative 0 wherever it has one, so that nothing learns through it; write a function that changes with its parameter",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2014"));

    public static readonly DiagnosticDescriptor InitializerUnused = new(
        id: "RL2015",
        title: "A model's initializer is used by no layer",
        messageFormat: "No layer of '{0}' follows the model's Initializer.{1}, because each has an Initializer of its own; remove one or the other",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2015"));

    public static readonly DiagnosticDescriptor NoValue = new(
        id: "RL2016",
        title: "A custom function has no value",
        messageFormat: "'{0}' has no value (NaN) at any of the numbers tried, of all magnitudes on both sides of 0; look for a root or a logarithm of what is always below 0, or for 0 / 0",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2016"));

    public static readonly DiagnosticDescriptor NoImage = new(
        id: "RL2017",
        title: "A convolution gets no image",
        messageFormat: "[{0}] moves over an image, but gets {1} values that are none; {2}",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2017"));

    public static readonly DiagnosticDescriptor KernelTooLarge = new(
        id: "RL2018",
        title: "A window is larger than its image",
        messageFormat: "[{0}] has a kernel of {1}, which does not fit an image of {2} with a padding of {3}; make {4}",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2018"));

    public static readonly DiagnosticDescriptor ReshapedSize = new(
        id: "RL2019",
        title: "An image has another number of values",
        messageFormat: "[{0}] takes {3} values for an image of {1}, which has {2}; make the layer before it {2} wide, or the sides others",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2019"));

    public static readonly DiagnosticDescriptor ImageTooLarge = new(
        id: "RL2020",
        title: "An image is too large",
        messageFormat: "[{0}] gives images of {1}, but at most {2} values can be addressed; make a side smaller",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2020"));

    public static readonly DiagnosticDescriptor NothingIsSparse = new(
        id: "RL2031",
        title: "A sparse code has no units to choose from",
        messageFormat: "[{0}] keeps {1} values of a code of {2}, so that nothing is chosen; make k smaller than size, or declare [Latent.Code({2}, Activation.Relu)]",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2021"));

    public static readonly DiagnosticDescriptor NothingToRevive = new(
        id: "RL2032",
        title: "Dead units have nothing to reconstruct",
        messageFormat: "RevivedUnits of [{0}] lets dead units reconstruct what is left of the input, which needs a decoder of one layer without an activation, no encoder's layers, and a Gaussian likelihood or the squared error; remove RevivedUnits or what is between",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2022"));
}
