using Microsoft.CodeAnalysis;

namespace RepLearn.Dsl.Generators.Diagnostics;

/// <summary>RL2xxx: a declaration that is well formed, but no valid model.</summary>
internal static class ModelDescriptors
{
    public static readonly DiagnosticDescriptor SizeNotPositive = new(
        id: "RL2001",
        title: "A size is not positive",
        messageFormat: "{0} of [{1}] is {2}, but expected at least {3}",
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
        title: "The decoder's output is not as wide as what it reconstructs",
        messageFormat: "The decoder ends with {0} values, but {4} of '{1}' has {2}; {3}",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2003"));

    public static readonly DiagnosticDescriptor OutputsLimited = new(
        id: "RL2004",
        title: "A likelihood needs outputs without limits",
        messageFormat: "[{0}] takes the decoder's output for {1}, but {2} keeps it {3}, so that {4} stay {5}; use Activation.Identity in the last layer",
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
        title: "A norm has one value",
        messageFormat: "[{0}] gets {1}, which it always turns into its bias, so that no gradient reaches the layers before it; remove it, or make the layer before it wider",
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
        title: "A layer of images gets none",
        messageFormat: "[{0}] needs an image, but gets {1} values that are none; {2}",
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

    public static readonly DiagnosticDescriptor BlockUnusable = new(
        id: "RL2021",
        title: "A class is no block that can be used here",
        messageFormat: "[{0}] uses the layers of '{1}', which {2}",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2021"));

    public static readonly DiagnosticDescriptor ResidualShape = new(
        id: "RL2022",
        title: "A residual block changes the shape",
        messageFormat: "[{0}] adds what '{1}' makes of its input to the input, but the input is of {2} values and '{1}' makes {3} of them; end '{1}' with a layer that gives {2}, or write [{4}.Use] instead",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2022"));

    public static readonly DiagnosticDescriptor ImageTooLarge = new(
        id: "RL2020",
        title: "An image is too large",
        messageFormat: "[{0}] gives images of {1}, but at most {2} values can be addressed; make a side smaller",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2020"));

    public static readonly DiagnosticDescriptor PriorOfAnotherLatent = new(
        id: "RL2023",
        title: "A prior does not fit the latent",
        messageFormat: "[{0}] needs {1}, but [{2}] is {3}; remove the prior, or use [Latent.Gaussian({4})]",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2023"));

    public static readonly DiagnosticDescriptor DivergenceIsSampled = new(
        id: "RL2024",
        title: "A divergence without a closed form has no floor and no target",
        messageFormat: "{0} needs the exact divergence, but with [{1}] it is an estimate with one draw; remove {0}, or the prior",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2024"));

    public static readonly DiagnosticDescriptor PseudoInputsAreNoBatch = new(
        id: "RL2025",
        title: "Pseudo-inputs do not go through a layer of the encoder",
        messageFormat: "[{0}] {1}, but [{2}] also encodes its pseudo-inputs, which {3}; {4}",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2025"));

    public static readonly DiagnosticDescriptor ConditionKind = new(
        id: "RL2026",
        title: "A condition is a class or a vector",
        messageFormat: "The condition of '{0}' has {1}; write [Condition(n)] for one of n classes, or [Condition(Values = n)] for a vector of n values",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2026"));

    public static readonly DiagnosticDescriptor OptionAlone = new(
        id: "RL2027",
        title: "An option does nothing without another",
        messageFormat: "{0} of [{1}] is given without {2}, so that nothing would change; give both, or neither",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2027"));

    public static readonly DiagnosticDescriptor QuantizedWidth = new(
        id: "RL2028",
        title: "The encoder's values are no vectors of the codebook",
        messageFormat: "The codebook has vectors of {0} values, but the encoder ends with {1}, and {2} is no multiple of {0}; change the encoder's last layer or the dimension",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2028"));

    public static readonly DiagnosticDescriptor NoMovingCodebook = new(
        id: "RL2029",
        title: "A codebook that is learned by gradient has no moving averages",
        messageFormat: "{0} of [{1}] belongs to the moving averages of a codebook, but this one is learned ByGradient; remove one of the two",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2029"));

    public static readonly DiagnosticDescriptor QuantizedDiscrepancy = new(
        id: "RL2030",
        title: "A quantised code has no discrepancy from a prior",
        messageFormat: "The codes of '{0}' are vectors of a codebook and cannot be drawn to a normal distribution; remove [Regularizer.Mmd], or use a latent with a prior",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2030"));

    public static readonly DiagnosticDescriptor NothingIsSparse = new(
        id: "RL2031",
        title: "A sparse code has no units to choose from",
        messageFormat: "[{0}] keeps {1} values of a code of {2}, so that nothing is chosen; make k smaller than size, or declare [Latent.Code({2}, Activation.Relu)]",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2031"));

    public static readonly DiagnosticDescriptor NothingToRevive = new(
        id: "RL2032",
        title: "Dead units have nothing to reconstruct",
        messageFormat: "RevivedUnits of [{0}] lets dead units reconstruct what is left of the input, which needs a decoder of one layer without an activation, no encoder's layers, and a Gaussian likelihood or the squared error; remove RevivedUnits or what is between",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2032"));

    public static readonly DiagnosticDescriptor GroupsDoNotFit = new(
        id: "RL2033",
        title: "An example does not consist of whole groups of classes",
        messageFormat: "[Likelihood.Categorical] takes groups of {0} values, one for each class, but {3} of '{1}' has {2}, which is no multiple of {0}; make the {4} a whole number of groups",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2033"));

    public static readonly DiagnosticDescriptor NoCodeWeights = new(
        id: "RL2034",
        title: "A code has no weights",
        messageFormat: "[{0}] makes the code's weights orthogonal, but [{1}] has none; remove it, or use a latent with weights",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2034"));

    public static readonly DiagnosticDescriptor ImportanceWithoutDensity = new(
        id: "RL2035",
        title: "Importance weights need densities",
        messageFormat: "[{0}] weighs draws of the code by densities, but {1} has none; use {2}, or remove the objective",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2035"));

    public static readonly DiagnosticDescriptor NoPartOfTheBound = new(
        id: "RL2036",
        title: "An importance-weighted bound has no such part",
        messageFormat: "[{0}] is a bound of ln p(x) as a whole, and {1} would change {2}, which is no term of it; remove one of the two",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2036"));

    public static readonly DiagnosticDescriptor BudgetExceeded = new(
        id: "RL2037",
        title: "A model costs more than its budget",
        messageFormat: "'{0}' has {1} {2}, but its budget is {3}; the most are of '{4}': {5}",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2037"));

    public static readonly DiagnosticDescriptor TooManyLayers = new(
        id: "RL2038",
        title: "A model or block has too many layers",
        messageFormat: "[{0}] brings '{1}' to more than {2} layers, those of blocks counted at each use; use blocks less often, or write wider layers",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2038"));

    public static readonly DiagnosticDescriptor EmphasisWithTarget = new(
        id: "RL2039",
        title: "A target has no corrupted values",
        messageFormat: "Emphasis of [{0}] weighs the reconstruction of corrupted values, but '{1}' reconstructs a target, which is not corrupted; remove Emphasis, or [Target]",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2039"));

    public static readonly DiagnosticDescriptor NoTotalCorrelation = new(
        id: "RL2040",
        title: "A code has no total correlation",
        messageFormat: "[{0}] needs the densities of whole codes and of each of their values, which it has of a normal distribution of several values with a diagonal covariance, but [{1}] is {2}; use [Latent.Gaussian({3})], or remove the penalty",
        category: DescriptorTable.Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: DescriptorTable.LinkTo("rl2040"));
}
