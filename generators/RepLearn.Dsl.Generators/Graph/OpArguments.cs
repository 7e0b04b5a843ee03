namespace RepLearn.Dsl.Generators.Graph;

/// <summary>What an operation needs besides its operands. Two nodes are equal if operation, operands and arguments are.</summary>
internal abstract record OpArguments
{
    /// <summary>A text that is equal exactly where the arguments are.</summary>
    public abstract string Key { get; }

    protected static string Bits(double value) => $"{BitConverter.DoubleToInt64Bits(value)}";
}

/// <summary>The value of <see cref="Op.Constant"/>.</summary>
internal sealed record ConstantValue(double Value) : OpArguments
{
    public override string Key => Bits(Value);
}

/// <summary>Which parameter <see cref="Op.Parameter"/> is, in the order of the model's list.</summary>
internal sealed record ParameterIndex(int Index) : OpArguments
{
    public override string Key => $"{Index}";
}

/// <summary>The distribution that <see cref="Op.Noise"/> draws from.</summary>
internal enum NoiseKind
{
    /// <summary>Uniform on [0, 1).</summary>
    Uniform,

    /// <summary>Standard normal.</summary>
    Normal,
}

/// <param name="Site">Which stream of random numbers it draws: each place in a model that draws has its own.</param>
internal sealed record NoiseSource(NoiseKind Kind, int Site) : OpArguments
{
    public override string Key => $"{(int)Kind} {Site}";
}

/// <summary>The exponent of <see cref="Op.Power"/>.</summary>
internal sealed record Exponent(double Value) : OpArguments
{
    public override string Key => Bits(Value);
}

/// <summary>The unit sphere of <paramref name="Size"/> dimensions.</summary>
internal sealed record Sphere(int Size) : OpArguments
{
    // From here on five terms of Stirling's series have all digits.
    private const double LeastOfStirling = 16;

    public override string Key => $"{Size}";

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
/// <c>K(κ) = ln E exp(−κ t)</c>, t being 1 minus the first coordinate of a uniform point on the unit sphere of <paramref name="Size"/> dimensions, or its first
/// or second derivative by κ.
/// </summary>
internal sealed record SphereCumulant(int Size, int Derivative) : OpArguments
{
    public override string Key => $"{Size} {Derivative}";
}

/// <summary>The function of two examples' squared distance that pairs are summed with.</summary>
/// <param name="Name">The library's type.</param>
/// <param name="AtZero">Its value where the two are equal.</param>
internal sealed record PairKernel(string Name, double AtZero, double Scale) : OpArguments
{
    public override string Key => $"{Name} {Bits(Scale)}";

    public static PairKernel InverseMultiquadric(double scale) => new("InverseMultiquadric", 7, scale);
}

/// <summary>The power k of <see cref="Op.MixtureMoment"/>: 0, 1 or 2.</summary>
internal sealed record MomentOrder(int Power) : OpArguments
{
    public override string Key => $"{Power}";
}

/// <summary>Why a derivative through <see cref="Op.Detach"/> is a mistake, after "but".</summary>
internal sealed record NoDerivative(string Reason) : OpArguments
{
    public override string Key => Reason;
}

/// <summary>The function that <see cref="Op.Function"/> applies.</summary>
internal sealed record FunctionBody(ScalarBody Body) : OpArguments
{
    public override string Key => Body.ToString();
}

/// <summary>A number that <see cref="Op.RunScalar"/> reads: known when a program starts, the same for all examples.</summary>
internal abstract record RunScalar : OpArguments;

/// <summary>1 over the number of the step's examples: the batch's, unless a step is taken in parts.</summary>
internal sealed record InverseExamples : RunScalar
{
    public override string Key => "examples";
}

/// <summary>1 over the number of the batch's examples.</summary>
internal sealed record InverseBatch : RunScalar
{
    public override string Key => "batch";
}

/// <summary>The batch's share of the step's examples: 1 unless a step is taken in parts. It weighs what is no sum over examples.</summary>
internal sealed record StepShare : RunScalar
{
    public override string Key => "share";
}

/// <summary>Rises linearly from 0 to its operand over that many training steps.</summary>
internal sealed record Ramp(int Steps) : RunScalar
{
    public override string Key => $"{Steps}";
}

/// <summary>A number of the declaration that a model can be given another of, such as a penalty's weight.</summary>
/// <param name="Index">Its place among the model's settings.</param>
/// <param name="Declared">What it is unless it is set.</param>
internal sealed record Setting(int Index, double Declared) : RunScalar
{
    public override string Key => $"setting {Index}";
}

/// <summary>How a window moves along one side of an image: output o meets the inputs <c>o · Stride − Padding + k</c>, k &lt; Kernel.</summary>
internal sealed record WindowAxis(int Inputs, int Kernel, int Stride, int Padding, int Outputs)
{
    public string Key => $"{Inputs} {Kernel} {Stride} {Padding} {Outputs}";
}

/// <summary>
/// What a convolution's images and weights are: X has <paramref name="Channels"/> values per pixel, Y <paramref name="Filters"/>, and W a row per
/// place of the window and channel, a column per filter. An image is one row, channels last.
/// </summary>
internal sealed record ConvolutionShape(WindowAxis Vertical, WindowAxis Horizontal, int Channels, int Filters) : OpArguments
{
    public override string Key => $"{Vertical.Key} {Horizontal.Key} {Channels} {Filters}";

    public int Pixels => Vertical.Outputs * Horizontal.Outputs;

    /// <summary>Values of X that a pixel of Y is made of.</summary>
    public int Depth => Vertical.Kernel * Horizontal.Kernel * Channels;

    /// <summary>Columns of X.</summary>
    public int XColumns => Vertical.Inputs * Horizontal.Inputs * Channels;

    /// <summary>Columns of Y.</summary>
    public int YColumns => Pixels * Filters;
}

/// <summary>Windows that move over the channels of an image X, which is one row, channels last; Y has a value for each window and channel.</summary>
internal sealed record WindowShape(WindowAxis Vertical, WindowAxis Horizontal, int Channels) : OpArguments
{
    public override string Key => $"{Vertical.Key} {Horizontal.Key} {Channels}";

    /// <summary>Values of X that a value of Y is made of, in the middle of the image.</summary>
    public int Places => Vertical.Kernel * Horizontal.Kernel;

    /// <summary>Columns of X.</summary>
    public int XColumns => Vertical.Inputs * Horizontal.Inputs * Channels;

    /// <summary>Columns of Y.</summary>
    public int YColumns => Vertical.Outputs * Horizontal.Outputs * Channels;
}

/// <summary>How many pixels <see cref="Op.RepeatPixels"/> and <see cref="Op.SumPixels"/> go over.</summary>
internal sealed record PixelCount(int Count) : OpArguments
{
    public override string Key => $"{Count}";
}

/// <param name="Count">How many rows <see cref="Op.RandomRows"/> draws.</param>
/// <param name="Site">Which stream of random numbers decides them.</param>
internal sealed record RowDraw(int Count, int Site) : OpArguments
{
    public override string Key => $"{Count} {Site}";
}

/// <summary>How many rows an example has after <see cref="Op.Reshape"/>, or a matrix of sums by row number.</summary>
internal sealed record RowCount(int Count) : OpArguments
{
    public override string Key => $"{Count}";
}

/// <summary>How many columns <see cref="Op.TopColumns"/> finds, and <see cref="Op.BatchThreshold"/> leaves on average, or the sparse matrix of an operation has.</summary>
internal sealed record ColumnCount(int Count) : OpArguments
{
    public override string Key => $"{Count}";
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
internal sealed record Reduction(ReduceOperator Operator, ReduceAxis Axis) : OpArguments
{
    public override string Key => $"{(int)Operator} {(int)Axis}";

    public bool IsSum => Operator == ReduceOperator.Sum;
}
