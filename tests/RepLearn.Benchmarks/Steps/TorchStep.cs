#if PEERS
using RepLearn.Benchmarks.Sparse;
using RepLearn.Numerics.Random;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace RepLearn.Benchmarks.Steps;

/// <summary>The grid's models written for libtorch as its users would write them, on the generated model's parameters.</summary>
internal sealed class TorchStep : IPeerStep
{
    private readonly GeneratedStep _step;
    private readonly Dictionary<string, TorchSharp.Modules.Parameter> _parameters = [];
    private readonly Tensor _batch;
    private readonly optim.Optimizer _adam;

    public TorchStep(GeneratedStep step, int threads)
    {
        _step = step;
        set_num_threads(threads);
        foreach (ParameterInfo info in step.Model.Info.Layout)
        {
            float[] values = step.Model.Parameters.Slice(info.Offset, info.Length).ToArray();
            using Tensor dense = tensor(values).reshape(info.Rows, info.Columns);

            // libtorch's layers keep weights with a row for each output.
            bool isWeight = info.Name.EndsWith("Weight", StringComparison.Ordinal);
            Tensor parameter = step.Model is GridConv or GridConvVae ? ChannelsFirst(info, dense)
                : step.Model is GridTopK && info.Name == "codeWeight" ? dense.clone()
                : isWeight ? dense.t().contiguous()
                : dense.reshape(info.Columns).clone();
            _parameters.Add(info.Name, new TorchSharp.Modules.Parameter(parameter));
        }

        _batch = tensor(step.Batch).reshape(step.Rows, step.Model.Info.InputSize);
        _adam = optim.Adam(_parameters.Values, 1e-3);
    }

    public double FirstLoss(NoiseKey key)
    {
        int size = _step.Model.Info.LatentSize;
        float[] noise = new float[_step.Rows * size];
        for (int row = 0; row < _step.Rows; row++)
        {
            Noise.Normal(key, 0, row, noise.AsSpan(row * size, size));
        }

        using DisposeScope scope = NewDisposeScope();
        return Loss(tensor(noise).reshape(_step.Rows, size)).item<float>();
    }

    public void Backward()
    {
        using DisposeScope scope = NewDisposeScope();
        _adam.zero_grad();
        Loss(null).backward();
    }

    public void Step()
    {
        using DisposeScope scope = NewDisposeScope();
        _adam.zero_grad();
        Loss(null).backward();
        _adam.step();
    }

    public void Dispose()
    {
        _adam.Dispose();
        _batch.Dispose();
        foreach (TorchSharp.Modules.Parameter parameter in _parameters.Values)
        {
            parameter.Dispose();
        }
    }

    // libtorch's images have their channels before height and width, and the values of one in that order.
    private static Tensor ChannelsFirst(ParameterInfo info, Tensor dense)
    {
        const int Side = 7;
        using DisposeScope scope = NewDisposeScope();
        Tensor parameter = info.Name switch
        {
            "encoder1Weight" or "encoder2Weight" => dense.reshape(3, 3, -1, info.Columns).permute(3, 2, 0, 1),
            "decoder2Weight" or "decoder3Weight" => dense.reshape(3, 3, -1, info.Columns).permute(3, 2, 0, 1),
            "decoder1Weight" => dense.reshape(info.Rows, Side, Side, -1).permute(3, 1, 2, 0).reshape(info.Columns, info.Rows),
            "decoder1Bias" => dense.reshape(Side, Side, -1).permute(2, 0, 1).reshape(info.Columns),
            _ when info.Name.EndsWith("Weight", StringComparison.Ordinal) =>
                dense.reshape(Side, Side, -1, info.Columns).permute(3, 2, 0, 1).reshape(info.Columns, info.Rows),
            _ => dense.reshape(info.Columns),
        };
        return parameter.contiguous().clone().MoveToOuterDisposeScope();
    }

    private Tensor Convolve(Tensor x, string name) =>
        relu(conv2d(x, _parameters[$"{name}Weight"], _parameters[$"{name}Bias"], strides: [2, 2], padding: [1, 1]));

    private Tensor ConvolveTransposed(Tensor x, string name) => conv_transpose2d(
        x, _parameters[$"{name}Weight"], _parameters[$"{name}Bias"], strides: [2, 2], padding: [1, 1], output_padding: [1, 1]);

    private Tensor EncodeImages() =>
        Convolve(Convolve(_batch.reshape(_step.Rows, 1, 28, 28), "encoder1"), "encoder2").reshape(_step.Rows, -1);

    private Tensor DecodeImages(Tensor code) => ConvolveTransposed(
        relu(ConvolveTransposed(relu(Dense(code, "decoder1")).reshape(_step.Rows, -1, 7, 7), "decoder2")), "decoder3").reshape(_step.Rows, -1);

    private Tensor Dense(Tensor x, string name) => linear(x, _parameters[$"{name}Weight"], _parameters[$"{name}Bias"]);

    private Tensor Loss(Tensor? noise)
    {
        int rows = _step.Rows;
        switch (_step.Model)
        {
            case GridVae:
                Tensor hidden = relu(Dense(_batch, "encoder1"));
                Tensor mean = Dense(hidden, "mean");
                Tensor logVariance = Dense(hidden, "logVariance");
                Tensor code = mean + ((0.5 * logVariance).exp() * (noise ?? randn_like(mean)));
                Tensor logits = Dense(relu(Dense(code, "decoder1")), "decoder2");
                Tensor divergence = 0.5 * (mean.square() + logVariance.exp() - logVariance - 1).sum();
                return (binary_cross_entropy_with_logits(logits, _batch, reduction: nn.Reduction.Sum) + divergence) / rows;
            case GridDeep:
                Tensor deep = relu(Dense(relu(Dense(_batch, "encoder1")), "encoder2"));
                Tensor decoded = relu(Dense(relu(Dense(Dense(deep, "code"), "decoder1")), "decoder2"));
                return mse_loss(Dense(decoded, "decoder3"), _batch, nn.Reduction.Sum) / rows;
            case GridContractive:
                Tensor sigmoidCode = torch.sigmoid(Dense(_batch, "code"));
                Tensor slopes = sigmoidCode * (1 - sigmoidCode);
                Tensor norm = (slopes.square() * _parameters["codeWeight"].square().sum(1)).sum();
                Tensor bernoulli = binary_cross_entropy_with_logits(Dense(sigmoidCode, "decoder1"), _batch, reduction: nn.Reduction.Sum);
                return (bernoulli + (0.1 * norm) + (1e-3 * sigmoidCode.abs().sum())) / rows;
            case GridConv:
                return mse_loss(DecodeImages(Dense(EncodeImages(), "code")), _batch, nn.Reduction.Sum) / rows;
            case GridConvVae:
                Tensor features = EncodeImages();
                Tensor imageMean = Dense(features, "mean");
                Tensor imageLogVariance = Dense(features, "logVariance");
                Tensor imageCode = imageMean + ((0.5 * imageLogVariance).exp() * (noise ?? randn_like(imageMean)));
                Tensor imageDivergence = 0.5 * (imageMean.square() + imageLogVariance.exp() - imageLogVariance - 1).sum();
                return (binary_cross_entropy_with_logits(DecodeImages(imageCode), _batch, reduction: nn.Reduction.Sum) + imageDivergence) / rows;
            case GridTopK:
                (Tensor largest, Tensor units) = Dense(_batch - _parameters["decoder1Bias"], "code").topk(32, 1);
                Tensor sparse = zeros([rows, _step.Model.Info.LatentSize]).scatter(1, units, relu(largest));
                return mse_loss(Dense(sparse, "decoder1"), _batch, nn.Reduction.Sum) / rows;
            case GridTiny:
                Tensor tiny = Dense(relu(Dense(_batch, "encoder1")), "code");
                return mse_loss(Dense(relu(Dense(tiny, "decoder1")), "decoder2"), _batch, nn.Reduction.Sum) / rows;
            default:
                throw new InvalidOperationException($"There is no peer of {_step.Model.Info.Name}.");
        }
    }
}
#endif
