namespace RepLearn.Dsl.Generators.Tests.Execution;

/// <summary>Draws valid declarations of small models of images in double: convolutions of all sizes among the other layers.</summary>
internal sealed class RandomImageModel
{
    private static readonly string[] s_functions =
        ["", "", ", Activation.Relu", ", Activation.Relu", ", Activation.Tanh", ", Activation.LeakyRelu", ", Custom = nameof(Smooth)"];

    private readonly Random _random;
    private readonly System.Text.StringBuilder _text = new();
    private (int Height, int Width, int Channels) _image;
    private string _family = "Encoder";

    private RandomImageModel(int seed) => _random = new Random(seed);

    /// <summary>The attributes of a model.</summary>
    public static string Attributes(int seed) => new RandomImageModel(seed).Declare();

    private string Declare()
    {
        (int Height, int Width, int Channels) input = (_random.Next(1, 8), _random.Next(1, 8), OneOf(1, 1, 2, 3));
        int size = input.Height * input.Width * input.Channels;
        _image = input;
        Add($"Autoencoder({input.Height}, {input.Width}, {input.Channels}, Precision = Precision.Double)");
        if (OneOf(false, false, true))
        {
            Add(OneOf("Condition(3)", "Condition(Values = 2)"));
        }

        for (int layers = _random.Next(1, 4); layers > 0; layers--)
        {
            Norm();
            Convolve();
            Pool();
            if (_image.Channels == 3)
            {
                Add("Encoder.Residual(typeof(Three))");
            }
        }

        if (OneOf(true, false, false))
        {
            Add("Encoder.Flatten");
        }

        if (OneOf(true, false))
        {
            Add($"Encoder.Dense({_random.Next(1, 6)}{OneOf(s_functions)})");
        }

        Add(OneOf("Latent.Code(3)", "Latent.Code(2, Activation.Sigmoid)", "Latent.Gaussian(2)"));
        string encoder = _text.ToString();
        if (encoder.Contains("Gaussian", StringComparison.Ordinal))
        {
            bool takesPseudoInputs = !encoder.Contains("BatchNorm", StringComparison.Ordinal) && !encoder.Contains("Condition", StringComparison.Ordinal);
            Add(takesPseudoInputs ? OneOf("Prior.Vamp(5)", "Prior.Vamp(3, LearnedWeights = true)") : "Prior.Mixture(3)");
        }

        _family = "Decoder";
        bool endsDense = OneOf(true, false);
        _image = endsDense ? (_random.Next(1, 4), _random.Next(1, 4), _random.Next(1, 4)) : input;
        int times = endsDense ? 1 : OneOf(1, 2, 3);
        if (_image.Height % times == 0 && _image.Width % times == 0)
        {
            _image = (_image.Height / times, _image.Width / times, _random.Next(1, 4));
        }
        else
        {
            times = 1;
        }

        Add($"Decoder.Dense({_image.Height * _image.Width * _image.Channels}{OneOf(s_functions)})");
        Add($"Decoder.Reshape({_image.Height}, {_image.Width}, {_image.Channels})");
        Norm();
        if (endsDense)
        {
            Convolve();
            Pool();
            Enlarge();
            Add($"Decoder.Dense({size})");
        }
        else
        {
            int channels = _random.Next(1, 4);
            bool isRepeated = times > 1 && OneOf(true, false);
            _image = (input.Height, input.Width, isRepeated ? _image.Channels : channels);
            Add(isRepeated
                ? $"Decoder.Upsample({times})"
                : $"Decoder.ConvTranspose({channels}, {_random.Next(times, times + 3)}, Stride = {times}{OneOf(s_functions)})");
            Norm();
            Add($"Decoder.Conv({input.Channels}, {OneOf(1, 3, 5)}{OneOf(s_functions)})");
        }

        Add(OneOf("Likelihood.Gaussian", "Likelihood.SquaredError", "Likelihood.GaussianLearned"));
        if (OneOf(true, false, false))
        {
            Add("Regularizer.WeightDecay(0.01)");
        }

        string text = _text.ToString();
        return OneOf(true, false, false) && !text.Contains("Encoder.BatchNorm", StringComparison.Ordinal) ? text + "[Regularizer.Contractive(0.2)] " : text;
    }

    private void Norm()
    {
        switch (_random.Next(7))
        {
            case 0:
                Add($"{_family}.BatchNorm({OneOf("", "Activation.Silu, ")}Momentum = 0.3)");
                break;
            case 1 when _image.Height * _image.Width * _image.Channels > 1:
                Add($"{_family}.LayerNorm({OneOf("", "Activation.Tanh")})");
                break;
            case 2:
                int groups = OneOf([.. Enumerable.Range(1, _image.Channels).Where(count => _image.Channels % count == 0)]);
                if (groups < _image.Height * _image.Width * _image.Channels)
                {
                    Add($"{_family}.GroupNorm({groups}{OneOf("", ", Activation.Softplus")})");
                }

                break;
            case 3:
                Add($"{_family}.Dropout(0.2)");
                break;
        }
    }

    private void Convolve()
    {
        (int kernel, int stride, int channels) = (_random.Next(1, 6), _random.Next(1, 4), OneOf(1, 2, 3, 5, 16, 17));
        int? given = OneOf(true, false) ? _random.Next(kernel) : null;
        int padding = given ?? (kernel - 1) / 2;
        int outputs(int inputs) => inputs + (2 * padding) < kernel ? 0 : ((inputs + (2 * padding) - kernel) / stride) + 1;
        if (outputs(_image.Height) < 1 || outputs(_image.Width) < 1)
        {
            return;
        }

        _image = (outputs(_image.Height), outputs(_image.Width), channels);
        Add($"{_family}.Conv({channels}, {kernel}, Stride = {stride}{(given is null ? "" : $", Padding = {given}")}{OneOf(s_functions)})");
    }

    private void Pool()
    {
        (int kernel, int stride, int padding) = (_random.Next(1, 4), _random.Next(1, 4), _random.Next(3));
        int outputs(int inputs) => inputs + (2 * padding) < kernel ? 0 : ((inputs + (2 * padding) - kernel) / stride) + 1;
        if (padding < kernel && outputs(_image.Height) > 0 && outputs(_image.Width) > 0 && OneOf(true, false))
        {
            _image = (outputs(_image.Height), outputs(_image.Width), _image.Channels);
            Add($"{_family}.{OneOf("MaxPool", "AveragePool")}({kernel}, Stride = {stride}, Padding = {padding})");
        }
    }

    private void Enlarge()
    {
        if (OneOf(true, false, false))
        {
            int factor = _random.Next(2, 4);
            _image = (_image.Height * factor, _image.Width * factor, _image.Channels);
            Add($"{_family}.Upsample({factor})");
            return;
        }

        (int kernel, int stride, int channels) = (_random.Next(1, 6), _random.Next(1, 4), OneOf(1, 2, 3, 16));
        int? padding = OneOf(true, false) ? _random.Next(kernel) : null;
        int outputs(int inputs) => padding is { } given ? ((inputs - 1) * stride) - (2 * given) + kernel : inputs * stride;
        if (outputs(_image.Height) < 1 || outputs(_image.Width) < 1)
        {
            return;
        }

        _image = (outputs(_image.Height), outputs(_image.Width), channels);
        Add($"{_family}.ConvTranspose({channels}, {kernel}, Stride = {stride}{(padding is null ? "" : $", Padding = {padding}")}{OneOf(s_functions)})");
    }

    private void Add(string attribute)
    {
        // An activation is a positional argument and comes before those with names.
        int named = attribute.IndexOf(", Stride", StringComparison.Ordinal);
        int function = attribute.IndexOf(", Activation", StringComparison.Ordinal);
        if (named >= 0 && function > named)
        {
            string moved = attribute[function..^1];
            attribute = attribute[..named] + moved + attribute[named..function] + ")";
        }

        _text.Append($"[{attribute}] ");
    }

    private T OneOf<T>(params T[] values) => values[_random.Next(values.Length)];
}
