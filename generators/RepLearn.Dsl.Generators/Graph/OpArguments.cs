namespace RepLearn.Dsl.Generators.Graph;

/// <summary>What an operation needs besides its operands. Two nodes are equal if operation, operands and arguments are.</summary>
/// <param name="key">A text that is equal exactly where arguments of one kind are.</param>
internal abstract class OpArguments(string key)
{
    public readonly string Key = key;

    protected static string Bits(double value) => $"{BitConverter.DoubleToInt64Bits(value)}";
}

/// <summary>The value of <see cref="Op.Constant"/>.</summary>
internal sealed class ConstantValue(double value) : OpArguments(Bits(value))
{
    public readonly double Value = value;
}

/// <summary>Which parameter <see cref="Op.Parameter"/> is, in the order of the model's list.</summary>
internal sealed class ParameterIndex(int index) : OpArguments($"{index}")
{
    public readonly int Index = index;
}

/// <summary>The distribution that <see cref="Op.Noise"/> draws from.</summary>
internal enum NoiseKind
{
    /// <summary>Uniform on [0, 1).</summary>
    Uniform,

    /// <summary>Standard normal.</summary>
    Normal,
}

/// <param name="site">Which stream of random numbers it draws: each place in a model that draws has its own.</param>
internal sealed class NoiseSource(NoiseKind kind, int site) : OpArguments($"{(int)kind} {site}")
{
    public readonly NoiseKind Kind = kind;
    public readonly int Site = site;
}

/// <summary>The exponent of <see cref="Op.Power"/>.</summary>
internal sealed class Exponent(double value) : OpArguments(Bits(value))
{
    public readonly double Value = value;
}

/// <summary>The unit sphere of <paramref name="size"/> dimensions.</summary>
internal sealed class Sphere(int size) : OpArguments($"{size}")
{
    public readonly int Size = size;

    // From here on five terms of Stirling's series have all digits.
    private const double LeastOfStirling = 16;

    /// <summary><c>ln(2 π^(d/2) / Γ(d/2))</c>.</summary>
    public double LogArea => Math.Log(2) + (0.5 * Size * Math.Log(Math.PI)) - LogGamma(0.5 * Size);

    private static double LogGamma(double x)
    {
        double factors = 1;
        for (; x < LeastOfStirling; x++)
        {
            factors *= x;
        }

        double square = x * x;
        double series = ((((((1 / 1188.0) / square) - (1 / 1680.0)) / square) + (1 / 1260.0)) / square) - (1 / 360.0);
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + (((series / square) + (1 / 12.0)) / x) - Math.Log(factors);
    }
}

/// <summary>
/// <c>K(κ) = ln E exp(−κ t)</c>, t being 1 minus the first coordinate of a uniform point on the unit sphere of <paramref name="size"/> dimensions, or its first
/// or second derivative by κ.
/// </summary>
internal sealed class SphereCumulant(int size, int derivative) : OpArguments($"{size} {derivative}")
{
    public readonly int Size = size;
    public readonly int Derivative = derivative;
}

/// <summary>The function of two examples' squared distance that pairs are summed with.</summary>
/// <param name="name">The library's type.</param>
/// <param name="atZero">Its value where the two are equal.</param>
internal sealed class PairKernel(string name, double atZero, double scale) : OpArguments($"{name} {Bits(scale)}")
{
    public readonly string Name = name;
    public readonly double AtZero = atZero;
    public readonly double Scale = scale;

    public static PairKernel InverseMultiquadric(double scale) => new("InverseMultiquadric", 7, scale);
}

/// <summary>The power k of <see cref="Op.MixtureMoment"/>: 0, 1 or 2.</summary>
internal sealed class MomentOrder(int power) : OpArguments($"{power}")
{
    public readonly int Power = power;
}

/// <summary>Why a derivative through <see cref="Op.Detach"/> is a mistake, after "but".</summary>
internal sealed class NoDerivative(string reason) : OpArguments(reason)
{
    public readonly string Reason = reason;
}

/// <summary>The function that <see cref="Op.Function"/> applies.</summary>
internal sealed class FunctionBody(ScalarBody body) : OpArguments(body.ToString())
{
    public readonly ScalarBody Body = body;
}

/// <summary>A number that <see cref="Op.RunScalar"/> reads: known when a program starts, the same for all examples.</summary>
internal abstract class RunScalar(string key) : OpArguments(key);

/// <summary>1 over the number of the step's examples: the batch's, unless a step is taken in parts.</summary>
internal sealed class InverseExamples() : RunScalar("examples");

/// <summary>1 over the number of the batch's examples.</summary>
internal sealed class InverseBatch() : RunScalar("batch");

/// <summary>The batch's share of the step's examples: 1 unless a step is taken in parts. It weighs what is no sum over examples.</summary>
internal sealed class StepShare() : RunScalar("share");

/// <summary>Rises linearly from 0 to its operand over that many training steps.</summary>
internal sealed class Ramp(int steps) : RunScalar($"{steps}")
{
    public readonly int Steps = steps;
}

/// <summary>A number of the declaration that a model can be given another of, such as a penalty's weight.</summary>
/// <param name="index">Its place among the model's settings.</param>
/// <param name="declared">What it is unless it is set.</param>
internal sealed class Setting(int index, double declared) : RunScalar($"setting {index}")
{
    public readonly int Index = index;
    public readonly double Declared = declared;
}

/// <summary>How a window moves along one side of an image: output o meets the inputs <c>o · Stride − Padding + k</c>, k &lt; Kernel.</summary>
internal sealed record WindowAxis(int Inputs, int Kernel, int Stride, int Padding, int Outputs)
{
    public string Key => $"{Inputs} {Kernel} {Stride} {Padding} {Outputs}";
}

/// <summary>
/// What a convolution's images and weights are: X has <paramref name="channels"/> values per pixel, Y <paramref name="filters"/>, and W a row per
/// place of the window and channel, a column per filter. An image is one row, channels last.
/// </summary>
internal sealed class ConvolutionShape(WindowAxis vertical, WindowAxis horizontal, int channels, int filters) : OpArguments($"{vertical.Key} {horizontal.Key} {channels} {filters}")
{
    public readonly WindowAxis Vertical = vertical;
    public readonly WindowAxis Horizontal = horizontal;
    public readonly int Channels = channels;
    public readonly int Filters = filters;

    public int Pixels => Vertical.Outputs * Horizontal.Outputs;

    /// <summary>Values of X that a pixel of Y is made of.</summary>
    public int Depth => Vertical.Kernel * Horizontal.Kernel * Channels;

    /// <summary>Columns of X.</summary>
    public int XColumns => Vertical.Inputs * Horizontal.Inputs * Channels;

    /// <summary>Columns of Y.</summary>
    public int YColumns => Pixels * Filters;
}

/// <summary>Windows that move over the channels of an image X, which is one row, channels last; Y has a value for each window and channel.</summary>
internal sealed class WindowShape(WindowAxis vertical, WindowAxis horizontal, int channels) : OpArguments($"{vertical.Key} {horizontal.Key} {channels}")
{
    public readonly WindowAxis Vertical = vertical;
    public readonly WindowAxis Horizontal = horizontal;
    public readonly int Channels = channels;

    /// <summary>Values of X that a value of Y is made of, in the middle of the image.</summary>
    public int Places => Vertical.Kernel * Horizontal.Kernel;

    /// <summary>Columns of X.</summary>
    public int XColumns => Vertical.Inputs * Horizontal.Inputs * Channels;

    /// <summary>Columns of Y.</summary>
    public int YColumns => Vertical.Outputs * Horizontal.Outputs * Channels;
}

/// <summary>How many pixels <see cref="Op.RepeatPixels"/> and <see cref="Op.SumPixels"/> go over.</summary>
internal sealed class PixelCount(int count) : OpArguments($"{count}")
{
    public readonly int Count = count;
}

/// <param name="count">How many rows <see cref="Op.RandomRows"/> draws.</param>
/// <param name="site">Which stream of random numbers decides them.</param>
internal sealed class RowDraw(int count, int site) : OpArguments($"{count} {site}")
{
    public readonly int Count = count;
    public readonly int Site = site;
}

/// <summary>How many rows an example has after <see cref="Op.Reshape"/>, or a matrix of sums by row number.</summary>
internal sealed class RowCount(int count) : OpArguments($"{count}")
{
    public readonly int Count = count;
}

/// <summary>How many columns <see cref="Op.TopColumns"/> finds, and <see cref="Op.BatchThreshold"/> leaves on average, or the sparse matrix of an operation has.</summary>
internal sealed class ColumnCount(int count) : OpArguments($"{count}")
{
    public readonly int Count = count;
}

internal enum ReduceOperator
{
    Sum,
    Max,
}

/// <summary>What a reduction runs along.</summary>
internal enum ReduceAxis
{
    /// <summary>Each row's columns: one value per row.</summary>
    Columns,

    /// <summary>Each example's k rows: one row per example.</summary>
    ExampleRows,

    /// <summary>The examples: the k rows that are left are of fixed size. With k = 1 the same as <see cref="Rows"/>.</summary>
    Examples,

    /// <summary>All rows, which may be the batch's: one row.</summary>
    Rows,
}

/// <summary>What <see cref="Op.Reduce"/> does.</summary>
internal sealed class Reduction(ReduceOperator reducing, ReduceAxis axis) : OpArguments($"{(int)reducing} {(int)axis}")
{
    public readonly ReduceOperator Operator = reducing;
    public readonly ReduceAxis Axis = axis;
    public readonly bool IsSum = reducing == ReduceOperator.Sum;
}
