using System.ComponentModel;

namespace RepLearn.Runtime;

/// <summary>What the compiler knows of a model; generated code passes it to <see cref="Autoencoder{T}"/>.</summary>
/// <param name="Contract">The version of the contract between generated code and this library; see <see cref="CurrentContract"/>.</param>
/// <param name="Name">The model's class name.</param>
/// <param name="InputSize">Values that an example is encoded from.</param>
/// <param name="LatentSize">Values in one code.</param>
/// <param name="ParameterCount">Values in the flat parameter buffer, state included.</param>
/// <param name="Layout">Each parameter's place in that buffer.</param>
/// <param name="LossNames">Names of the loss terms.</param>
/// <param name="MetricNames">Names of what is reported beside the loss terms.</param>
/// <param name="Architecture">The declaration in one canonical line.</param>
/// <param name="Fingerprint">SHA-256 of that line, in hexadecimal.</param>
/// <param name="Programs">The programs, that of a training step first, in the order of their numbers in the generated method that runs them.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ModelInfo(
    int Contract,
    string Name,
    int InputSize,
    int LatentSize,
    int ParameterCount,
    ParameterInfo[] Layout,
    string[] LossNames,
    string[] MetricNames,
    string Architecture,
    string Fingerprint,
    ProgramInfo[] Programs)
{
    /// <summary>
    /// The version of the contract that this library keeps with generated code: names, arguments and meaning of what generated code
    /// calls and overrides. Code of another version is refused.
    /// </summary>
    public const int CurrentContract = 7;

    /// <summary>The name of the sum of all terms.</summary>
    internal const string TotalName = "total";

    /// <summary>The most terms that a loss can have.</summary>
    internal const int MaxLossTerms = 16;

    /// <summary>
    /// The most metrics beside them: one per term, two for a head's, three for a codebook's or a bound's, three more for a sparse code's
    /// reconstruction.
    /// </summary>
    internal const int MaxMetrics = MaxLossTerms + 4;

    /// <summary>The most values that a program for losses reports.</summary>
    internal const int MaxLossValues = MaxLossTerms + MaxMetrics;

    /// <summary>Values in one row of examples to train or test on: those that are encoded and, where the model has them, the condition, the target and the head's label.</summary>
    public int ExampleSize { get; } = Programs[0].Inputs.Sum(input => input.Width);

    /// <summary>Values that an example is decoded to: as many as are encoded or, with a target, as that has.</summary>
    public int OutputSize { get; } = Array.Find(Programs, program => program.Name == ProgramName.Decode)?.OutputWidth ?? InputSize;

    /// <summary>Values of a target in a row of examples, after those that are encoded and the condition; 0 if the model reconstructs its input.</summary>
    public int TargetSize { get; } = Array.Find(Programs[0].Inputs, input => input.Name == "output")?.Width ?? 0;

    /// <summary>Units of a sparse code that are active in an example at most; 0 of another code.</summary>
    public int MostActive => IndexOf(ProgramName.EncodeSparse) is >= 0 and var encode ? Programs[encode].OutputWidth : 0;

    /// <summary>Values of a condition in a row of examples: 1 for a class number; 0 if the model has none.</summary>
    public int ConditionSize => ConditionInput?.Width ?? 0;

    /// <summary>Classes of the model's condition; 0 if it has none, or a vector.</summary>
    public int ConditionClasses => ConditionInput?.Domain is { } domain ? (int)domain.Most + 1 : 0;

    private InputInfo? ConditionInput { get; } = Array.Find(Programs[0].Inputs, input => input.Name == "condition");

    /// <summary>Classes of the model's head; 0 if it has none, or one that predicts numbers.</summary>
    public int ClassCount => Array.Exists(Programs[0].Inputs, input => input.Name == "label") ? PredictionSize : 0;

    /// <summary>Values that the model's head predicts of an example: its classes' probabilities, or numbers; 0 if it has none.</summary>
    public int PredictionSize => IndexOf(ProgramName.Predict) is >= 0 and var predict ? Programs[predict].OutputWidth : 0;

    /// <summary>Values of an example's divergence: one per dimension of the code, or per categorical variable; 0 if the code is no distribution.</summary>
    public int DivergenceSize => IndexOf(ProgramName.Divergence) is >= 0 and var divergence ? Programs[divergence].OutputWidth : 0;

    /// <summary>Vectors in the codebook of a quantised code; 0 without.</summary>
    public int CodebookSize => IndexOf(ProgramName.DecodeIndices) is >= 0 and var decode ? (int)Programs[decode].Inputs[0].Domain!.Most + 1 : 0;

    /// <summary>Vectors of the codebook in an example's code, each of which has a number; 0 without a codebook.</summary>
    public int IndexCount => IndexOf(ProgramName.EncodeIndices) is >= 0 and var encode ? Programs[encode].OutputWidth : 0;

    /// <summary>Values that are learned: they come first in the flat buffers, state after them.</summary>
    internal int TrainableCount { get; } = Layout.Where(parameter => !parameter.IsState).Sum(parameter => parameter.Length);

    /// <summary>Numbers that a program for losses reports: terms, then metrics.</summary>
    internal int LossValues => LossNames.Length + MetricNames.Length;

    /// <summary>Names of the losses that single examples have: the total, then terms and metrics that are means over examples.</summary>
    public IReadOnlyList<string> ScoreNames { get; } =
    [
        TotalName,
        .. (Array.Find(Programs, program => program.Name == ProgramName.Test)?.LossColumns ?? [])
            .Select(column => column.Slot < LossNames.Length ? LossNames[column.Slot] : MetricNames[column.Slot - LossNames.Length]),
    ];

    /// <summary>Training steps until the last schedule of the loss's own terms has risen to its full value; 0 where there is none.</summary>
    public int WarmupSteps { get; init; }

    /// <summary>Numbers of the declaration that a model can be given others of.</summary>
    public SettingInfo[] Settings { get; init; } = [];

    /// <summary>The parts of the network, from the input on.</summary>
    public LayerInfo[] Layers { get; init; } = [];

    /// <summary>The graph of codes, outputs and predictions, a line per value, from which files for other runtimes are made.</summary>
    public string Graph { get; init; } = string.Empty;

    /// <summary>Tables of the layers, parameters and programs: shapes, multiply-adds, bytes.</summary>
    /// <param name="bytesPerValue">Those of a value of the model's precision.</param>
    public string Describe(int bytesPerValue) => ModelSummary.Of(this, bytesPerValue);

    /// <summary>What a program's rows are, for messages: their values, and which they lack of those of an example to train or test on.</summary>
    internal string RowText(ProgramInfo program)
    {
        string held = program.Inputs.Length == 1 ? "" : string.Join(", then ", program.Inputs.Select(input => $"{input.Width} of the {input.Title}"));
        string[] lacked = [.. Programs[0].Inputs.Where(input => program.Inputs[0].Name == Programs[0].Inputs[0].Name && !Array.Exists(program.Inputs, own => own.Name == input.Name)).Select(input => $"the {input.Title}")];
        string lacking = lacked.Length == 0 ? "" : $"without {string.Join(" and ", lacked)}, for training and testing only";
        string text = string.Join("; ", new[] { held, lacking }.Where(part => part.Length > 0));
        return $"{program.Inputs.Sum(input => input.Width)} values{(text.Length > 0 ? $" ({text})" : "")}";
    }

    /// <summary>How to make rows of several inputs, as the end of a message; empty for rows of one.</summary>
    internal static string BesideText(ProgramInfo program) =>
        program.Inputs.Length > 1 && program.Name is ProgramName.Backward or ProgramName.Evaluate or ProgramName.Test or ProgramName.LogWeights
            ? " Examples.InMemory takes conditions, targets and labels beside values."
            : "";

    /// <summary>The number of a program; −1 if the model has none of that name.</summary>
    public int IndexOf(string program)
    {
        for (int index = 0; index < Programs.Length; index++)
        {
            if (Programs[index].Name == program)
            {
                return index;
            }
        }

        return -1;
    }
}

/// <summary>What a program takes for granted.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum ProgramMode
{
    /// <summary>A training step: corruption and dropout are on, schedules follow the model's step.</summary>
    Train,

    /// <summary>The loss as it counts after training: no corruption, no dropout, schedules finished.</summary>
    Test,

    /// <summary>Codes and outputs, without noise.</summary>
    Infer,
}

/// <summary>Names of the programs that this library runs.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ProgramName
{
    /// <summary>Losses and gradients of a training step.</summary>
    public const string Backward = "Backward";

    /// <summary>Losses of a training step.</summary>
    public const string Evaluate = "Evaluate";

    /// <summary>Losses as they count after training.</summary>
    public const string Test = "Test";

    /// <summary>From examples to codes.</summary>
    public const string Encode = "Encode";

    /// <summary>From codes to outputs.</summary>
    public const string Decode = "Decode";

    /// <summary>From examples to the numbers of their codes' vectors; only where the code is quantised.</summary>
    public const string EncodeIndices = "EncodeIndices";

    /// <summary>From examples to the values of active units and their numbers; only where the code is sparse.</summary>
    public const string EncodeSparse = "EncodeSparse";

    /// <summary>From examples to the mean and the standard deviation of each of the code's values; only where these are independent normal variables.</summary>
    public const string EncodePosterior = "EncodePosterior";

    /// <summary>From such numbers to outputs.</summary>
    public const string DecodeIndices = "DecodeIndices";

    /// <summary>From examples to the divergence of each dimension of their posterior; only where the code is a distribution.</summary>
    public const string Divergence = "Divergence";

    /// <summary>
    /// From examples to the logarithms of importance weights of some draws of their codes, <c>ln p(x|z) + ln p(z) − ln q(z|x)</c>; only where the
    /// latent and the likelihood have densities.
    /// </summary>
    public const string LogWeights = "LogWeights";

    /// <summary>From random numbers to codes of a prior that is learned: for each code a uniform number per component, then standard normal numbers.</summary>
    public const string Prior = "Prior";

    /// <summary>What becomes of parameters after each update, such as rows of the norm 1; only where the declaration asks for that.</summary>
    public const string AfterUpdate = "AfterUpdate";

    /// <summary>From examples to the probabilities of their classes, or to numbers; only where the model has a head.</summary>
    public const string Predict = "Predict";
}

/// <summary>A generated program: its memory and work, planned at build time.</summary>
/// <param name="Name">One of <see cref="ProgramName"/>.</param>
/// <param name="Mode">What it takes for granted.</param>
/// <param name="Inputs">What each row that it is given consists of, in order.</param>
/// <param name="SavedPerExample">Values per example of the batch that last until the program ends; a multiple of 16.</param>
/// <param name="Fixed">Values whose number does not depend on the batch; a multiple of 16.</param>
/// <param name="WorkspacePerExample">Values that each worker needs per example of a row block; a multiple of 16.</param>
/// <param name="RowBlock">Examples that go through a row stage together, so that their values stay in cache.</param>
/// <param name="Output">Offset of the program's result among the saved values; −1 where it has none.</param>
/// <param name="OutputWidth">Values per example of the result; 0 where it has none.</param>
/// <param name="MultiplyAdds">Multiply-adds per example, by which the number of threads is chosen.</param>
/// <param name="ComputedPerExample">Values computed per example, for comparison: what would be stored without fusion and shared memory.</param>
/// <param name="ComputedOnce">Values computed whose number does not depend on the batch.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ProgramInfo(
    string Name,
    ProgramMode Mode,
    InputInfo[] Inputs,
    int SavedPerExample,
    int Fixed,
    int WorkspacePerExample,
    int RowBlock,
    int Output,
    int OutputWidth,
    long MultiplyAdds,
    long ComputedPerExample = 0,
    long ComputedOnce = 0)
{
    /// <summary>Offset of a second result as wide as the first: the columns of a sparse one's values, or deviations; −1 where there is none.</summary>
    public int Numbers { get; init; } = -1;

    /// <summary>Of a test, what it keeps of each example's losses.</summary>
    public LossColumn[] LossColumns { get; init; } = [];
}

/// <summary>Where a program keeps what each example adds to a loss that is a mean over examples.</summary>
/// <param name="Slot">The loss: its place among the terms or, counted on, among the metrics.</param>
/// <param name="Offset">The first example's, among the saved values.</param>
/// <param name="Stride">Values from one example's to the next one's.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct LossColumn(int Slot, int Offset, int Stride);
