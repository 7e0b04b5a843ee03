using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

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

    /// <summary>What a training step makes of each state, by its name.</summary>
    public Dictionary<string, Tensor> NextState { get; } = [];

    /// <summary>The weighted terms of the loss in order.</summary>
    public List<(string Name, Tensor Value)> Terms { get; } = [];

    /// <summary>The noise that was drawn, by site.</summary>
    public List<NoiseDraw> Noises { get; } = [];

    /// <summary>What encoding gives.</summary>
    public Tensor? Codes { get; set; }

    /// <summary>Class numbers, −1 where an example has none.</summary>
    public Tensor Labels => tensor(definition.Labels);

    /// <summary>What is reconstructed in place of the batch.</summary>
    public Tensor Desired => tensor(definition.DesiredOutputs, [definition.Rows, definition.Desired]).to_type(definition.Precision);

    /// <summary>Numbers to predict, NaN where an example has none.</summary>
    public Tensor Targets => tensor(definition.Targets, [definition.Rows, definition.TargetCount]).to_type(definition.Precision);

    /// <summary>The probabilities or numbers that a head gives.</summary>
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

    /// <summary>The condition of each example: its vector, or 1 at the place of its class and 0 elsewhere.</summary>
    public Tensor Condition
    {
        get
        {
            Tensor conditions = tensor(definition.Conditions, [definition.Rows, definition.Conditions.Length / definition.Rows]);
            return (definition.ConditionClasses > 0 ? one_hot(conditions.to_type(ScalarType.Int64).squeeze(1), definition.ConditionClasses) : conditions).to_type(definition.Precision);
        }
    }

    /// <summary>[x, c] W + b: inputs and condition in one row.</summary>
    public Tensor Conditioned(string name, Tensor input, int units)
    {
        Tensor joined = cat([input, Condition], 1);
        int inputs = (int)joined.shape[1];
        Tensor rows(string role, long count) => Parameter(name + role, (int)count, units, center: 0, spread: 1 / Math.Sqrt(inputs));
        Tensor weight = cat([rows("Weight", input.shape[1]), rows("ConditionWeight", Condition.shape[1])], 0);
        return joined.matmul(weight).add(Bias(name, units));
    }

    /// <summary>c V, repeated for all pixels of an image.</summary>
    public Tensor ConditionPerPixel(string name, int channels, int pixels) =>
        Condition.matmul(Parameter(name + "ConditionWeight", (int)Condition.shape[1], channels, center: 0, spread: 0.3)).repeat(1, pixels);

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

    /// <summary>libtorch's largest value of each window.</summary>
    public static Tensor MaxPool(Tensor input, (int Height, int Width, int Channels) image, int kernel, int stride, int padding) =>
        ChannelsLast(nn.functional.max_pool2d(ChannelsFirst(input, image), [kernel, kernel], strides: [stride, stride], padding: [padding, padding]));

    /// <summary>libtorch's mean of each window, in which padding counts.</summary>
    public static Tensor AveragePool(Tensor input, (int Height, int Width, int Channels) image, int kernel, int stride, int padding) =>
        ChannelsLast(nn.functional.avg_pool2d(ChannelsFirst(input, image), [kernel, kernel], [stride, stride], [padding, padding]));

    /// <summary>libtorch's enlarged image, each pixel the nearest one.</summary>
    public static Tensor Upsample(Tensor input, (int Height, int Width, int Channels) image, int factor) =>
        ChannelsLast(nn.functional.interpolate(ChannelsFirst(input, image), scale_factor: [factor, factor], mode: InterpolationMode.Nearest));

    /// <summary>libtorch's layer normalisation with a gain and a bias.</summary>
    public Tensor LayerNorm(string name, Tensor input)
    {
        int width = (int)input.shape[1];
        Tensor gain = Parameter(name + "Gain", 1, width, center: 1, spread: 0.2);
        return nn.functional.layer_norm(input, [width], gain.reshape(width), Bias(name, width).reshape(width), 1e-5);
    }

    /// <summary>libtorch's group normalisation with a gain and a bias for each channel.</summary>
    public Tensor GroupNorm(string name, Tensor input, (int Height, int Width, int Channels) image, int groups)
    {
        Tensor gain = Parameter(name + "Gain", 1, image.Channels, center: 1, spread: 0.2);
        Tensor bias = Bias(name, image.Channels);
        return ChannelsLast(nn.functional.group_norm(ChannelsFirst(input, image), groups, gain.reshape(-1), bias.reshape(-1), 1e-5));
    }

    /// <summary>libtorch's batch normalisation: by the batch in training, and by running means, which training moves, otherwise.</summary>
    public Tensor BatchNorm(string name, Tensor input, (int Height, int Width, int Channels) image, double momentum)
    {
        Tensor gain = Parameter(name + "Gain", 1, image.Channels, center: 1, spread: 0.2);
        Tensor bias = Bias(name, image.Channels);
        Tensor mean = Parameter(name + "RunningMean", 1, image.Channels, center: 0, spread: 0.2);
        Tensor variance = Parameter(name + "RunningVariance", 1, image.Channels, center: 1, spread: 0.1);
        (Tensor nextMean, Tensor nextVariance) = (mean.detach().clone().reshape(-1), variance.detach().clone().reshape(-1));
        Tensor output = nn.functional.batch_norm(
            ChannelsFirst(input, image), nextMean, nextVariance, gain.reshape(-1), bias.reshape(-1), mode == RunMode.Training, momentum, 1e-5);
        NextState[name + "RunningMean"] = nextMean;
        NextState[name + "RunningVariance"] = nextVariance;
        return ChannelsLast(output);
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
    public Tensor Sample(Tensor mean, Tensor logVariance) => Sample(mean, epsilon => logVariance.mul(0.5).exp() * epsilon);

    /// <summary>μ and what becomes of ε; without noise μ.</summary>
    public Tensor Sample(Tensor mean, Func<Tensor, Tensor> spread)
    {
        Tensor epsilon = Epsilon((int)mean.shape[1]);
        return mode == RunMode.Reconstructing ? mean : mean + spread(epsilon);
    }

    /// <summary>Standard normal noise.</summary>
    public Tensor Epsilon(int width) => Draw(NoiseKind.Normal, width);

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

    /// <summary>Noise of several rows for each example, which follow each other.</summary>
    public Tensor Draws(NoiseKind kind, int samples, int width) => Draw(kind, width, samples);

    private Tensor Draw(NoiseKind kind, int width, int samples = 1)
    {
        int site = _sites++;
        int rows = definition.Rows * samples;
        NoiseDraw draw = definition.Precision == ScalarType.Float64
            ? NoiseDraw.Of<double>(definition.Key, site, kind, rows, width)
            : NoiseDraw.Of<float>(definition.Key, site, kind, rows, width);
        Noises.Add(draw);
        return tensor(draw.Values, [rows, width], dtype: ScalarType.Float64).to_type(definition.Precision);
    }
}
