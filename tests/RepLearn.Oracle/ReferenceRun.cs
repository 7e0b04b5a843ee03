using TorchSharp;
using static TorchSharp.torch;

namespace RepLearn.Oracle;

/// <summary>
/// One pass of a model through libtorch. Parameters are drawn when a layer first asks for them and kept by name; noise
/// is drawn from the library's generator, one site after the other in network order; everything else is libtorch's.
/// </summary>
internal sealed class ReferenceRun(OracleCase definition, RunMode mode, Tensor batch, Dictionary<string, Tensor> parameters, Generator generator)
{
    private int _sites;

    /// <summary>The clean batch, [rows, inputs]; derivatives by it may be asked for.</summary>
    public Tensor Batch => batch;

    /// <summary>Parameters by name, in the order in which layers asked for them.</summary>
    public Dictionary<string, Tensor> Parameters => parameters;

    /// <summary>The weighted terms of the loss in order.</summary>
    public List<(string Name, Tensor Value)> Terms { get; } = [];

    /// <summary>The noise that was drawn, by site.</summary>
    public List<NoiseDraw> Noises { get; } = [];

    /// <summary>What encoding gives.</summary>
    public Tensor? Codes { get; set; }

    /// <summary>Class numbers, −1 where an example has none.</summary>
    public Tensor Labels => tensor(definition.Labels);

    /// <summary>The probabilities that a head gives.</summary>
    public Tensor? Predictions { get; set; }

    /// <summary>What decoding gives: the output's mean.</summary>
    public Tensor? Outputs { get; set; }

    /// <summary>x W + b.</summary>
    public Tensor Dense(string name, Tensor input, int units)
    {
        int inputs = (int)input.shape[1];
        Tensor weight = Parameter(name + "Weight", inputs, units, center: 0, spread: 1 / Math.Sqrt(inputs));
        return input.matmul(weight).add(Bias(name, units));
    }

    /// <summary>x Wᵀ + b with the weight of an earlier layer.</summary>
    public Tensor Tied(string name, Tensor input, string source)
    {
        Tensor weight = parameters[source + "Weight"].t();
        return input.matmul(weight).add(Bias(name, (int)weight.shape[1]));
    }

    /// <summary>libtorch's convolution of images whose values lie channels last in a row.</summary>
    public Tensor Convolve(
        string name, Tensor input, (int Height, int Width, int Channels) image, int channels, int kernel, int stride, int padding)
    {
        Tensor weight = Kernel(name, kernel, image.Channels, channels);
        Tensor output = nn.functional.conv2d(
            ChannelsFirst(input, image), weight.permute(3, 2, 0, 1), Bias(name, channels).reshape(channels), strides: [stride, stride], padding: [padding, padding]);
        return ChannelsLast(output);
    }

    /// <summary>libtorch's transposed convolution, to an image of the given size.</summary>
    public Tensor ConvolveTransposed(
        string name, Tensor input, (int Height, int Width, int Channels) image, (int Height, int Width, int Channels) result, int kernel, int stride, int padding)
    {
        long rest(int from, int to) => to - (((from - 1) * stride) - (2 * padding) + kernel);
        Tensor weight = Kernel(name, kernel, result.Channels, image.Channels);
        Tensor output = nn.functional.conv_transpose2d(
            ChannelsFirst(input, image), weight.permute(3, 2, 0, 1), Bias(name, result.Channels).reshape(result.Channels),
            strides: [stride, stride], padding: [padding, padding], output_padding: [rest(image.Height, result.Height), rest(image.Width, result.Width)]);
        return ChannelsLast(output);
    }

    /// <summary>libtorch's layer normalisation with a gain and a bias.</summary>
    public Tensor LayerNorm(string name, Tensor input)
    {
        int width = (int)input.shape[1];
        Tensor gain = Parameter(name + "Gain", 1, width, center: 1, spread: 0.2);
        return nn.functional.layer_norm(input, [width], gain.reshape(width), Bias(name, width).reshape(width), 1e-5);
    }

    /// <summary>A learned row or number.</summary>
    public Tensor Parameter(string name, int rows, int columns, double center, double spread)
    {
        if (!parameters.TryGetValue(name, out Tensor? value))
        {
            value = randn([rows, columns], dtype: ScalarType.Float64, generator: generator).mul(spread).add(center)
                .to_type(definition.Precision).detach().requires_grad_();
            parameters.Add(name, value);
        }

        return value;
    }

    /// <summary>What training computes instead of learning it, and what a step makes of each.</summary>
    public Dictionary<string, Tensor> Next { get; } = [];

    /// <summary>A value that training computes.</summary>
    public Tensor State(string name, int rows, int columns, double center, double spread)
    {
        Tensor value = Parameter(name, rows, columns, center, spread);
        value.requires_grad = false;
        return value;
    }

    /// <summary>The library's draw of rows of the batch, of which libtorch copies the values.</summary>
    public Tensor RandomRows(Tensor rows, int count)
    {
        int site = _sites++;
        double[] uniform = definition.Precision == ScalarType.Float64
            ? NoiseDraw.Of<double>(definition.Key, site, NoiseKind.Uniform, count + 1, 1).Values
            : NoiseDraw.Of<float>(definition.Key, site, NoiseKind.Uniform, count + 1, 1).Values;
        long[] numbers = [.. Enumerable.Range(0, count).Select(row => (long)Numerics.Matrices.Matrix.RandomRow(row, count, uniform[row], uniform[count], (int)rows.shape[0]))];
        return rows.index_select(0, tensor(numbers));
    }

    /// <summary>Whether schedules, corruption and moving averages are on.</summary>
    public bool IsTraining => mode == RunMode.Training;

    /// <summary>Zero with probability <paramref name="rate"/>, else x / (1 − rate).</summary>
    public Tensor Dropout(Tensor input, double rate)
    {
        Tensor uniform = Draw(NoiseKind.Uniform, (int)input.shape[1]);
        return mode == RunMode.Training ? input.mul(uniform.ge(rate)).div(1 - rate) : input;
    }

    /// <summary>Noise as training sees it: the corrupted batch, and which entries are corrupted.</summary>
    public (Tensor Input, Tensor Corrupted) Corrupt(NoiseKind kind, Func<Tensor, Tensor, (Tensor, Tensor)> corrupt)
    {
        Tensor noise = Draw(kind, definition.Inputs);
        return mode == RunMode.Training ? corrupt(batch, noise) : (batch, zeros_like(batch).to_type(ScalarType.Bool));
    }

    /// <summary>μ + exp(ln σ² / 2) ε; without noise μ.</summary>
    public Tensor Sample(Tensor mean, Tensor logVariance)
    {
        Tensor epsilon = Draw(NoiseKind.Normal, (int)mean.shape[1]);
        return mode == RunMode.Reconstructing ? mean : mean + (logVariance.mul(0.5).exp() * epsilon);
    }

    /// <summary>
    /// Draws of categorical variables, one-hot rows one after the other: relaxed in training (libtorch's softmax of logits with Gumbel noise), there
    /// one-hot with the relaxed draw's gradient where asked for, exact in tests; without noise the probabilities.
    /// </summary>
    public Tensor SampleCategorical(Tensor logits, int classes, double temperature, bool hard)
    {
        int width = (int)logits.shape[1];
        Tensor gumbel = -(-Draw(NoiseKind.Uniform, width).clamp(min: 1.0 / (1 << 24)).log()).log();
        if (mode == RunMode.Reconstructing)
        {
            return Probabilities(logits, classes);
        }

        Tensor perturbed = (logits + gumbel).reshape(-1, classes);
        Tensor relaxed = nn.functional.softmax(perturbed / temperature, -1);
        Tensor oneHot = nn.functional.one_hot(perturbed.argmax(-1), classes).to_type(logits.dtype);
        Tensor draw = mode == RunMode.Testing ? oneHot : hard ? oneHot - relaxed.detach() + relaxed : relaxed;
        return draw.reshape(-1, width);
    }

    /// <summary>Each variable's class probabilities.</summary>
    public static Tensor Probabilities(Tensor logits, int classes) => nn.functional.softmax(logits.reshape(-1, classes), -1).reshape(logits.shape);

    /// <summary>A temperature that falls exponentially over the steps.</summary>
    public double Temperature(double first, double last, int steps) => first * Math.Pow(last / first, Ramp(1, steps));

    /// <summary>A schedule's value at the model's step.</summary>
    public double Ramp(double full, int steps) =>
        mode == RunMode.Training ? full * Math.Min(1.0, (double)definition.Step / steps) : full;

    /// <summary>Adds a term: a scalar.</summary>
    public void Term(string name, Tensor value) => Terms.Add((name, value));

    // A row per place of the window and channel of the larger image.
    private Tensor Kernel(string name, int kernel, int channels, int filters)
    {
        int depth = kernel * kernel * channels;
        return Parameter(name + "Weight", depth, filters, center: 0, spread: 1 / Math.Sqrt(depth)).reshape(kernel, kernel, channels, filters);
    }

    private static Tensor ChannelsFirst(Tensor rows, (int Height, int Width, int Channels) image) =>
        rows.reshape(-1, image.Height, image.Width, image.Channels).permute(0, 3, 1, 2);

    private static Tensor ChannelsLast(Tensor images) => images.permute(0, 2, 3, 1).reshape(images.shape[0], -1);

    private Tensor Bias(string name, int units) => Parameter(name + "Bias", 1, units, center: 0, spread: 0.3);

    private Tensor Draw(NoiseKind kind, int width)
    {
        int site = _sites++;
        NoiseDraw draw = definition.Precision == ScalarType.Float64
            ? NoiseDraw.Of<double>(definition.Key, site, kind, definition.Rows, width)
            : NoiseDraw.Of<float>(definition.Key, site, kind, definition.Rows, width);
        Noises.Add(draw);
        return tensor(draw.Values, [definition.Rows, width], dtype: ScalarType.Float64).to_type(definition.Precision);
    }
}
