using System.Numerics;
using System.Runtime.InteropServices;
using RepLearn.Numerics.Random;
using RepLearn.Runtime;
using RepLearn.Tests.Support;

namespace RepLearn.Tests.Dsl.Training;

/// <summary>
/// A linear autoencoder by plain loops, so that training is tested apart from the compiler: code = x̃ W + a,
/// output = code V + b, squared error plus 0.01 · Σ code². In training, x̃ is x with values masked with probability 0.1.
/// </summary>
internal sealed class LinearModel<T> : HandWrittenModel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public const string Decay = "l2";
    private const double DecayWeight = 0.01;
    private const double MaskRate = 0.1;

    private readonly int _inputs;
    private readonly int _codes;
    private readonly bool _masks;

    public LinearModel(int inputs, int codes, ulong seed = 1, bool masks = true, string architecture = "linear", InputDomain? domain = null, int warmupSteps = 0)
        : base(MakeInfo(inputs, codes, architecture, domain) with { WarmupSteps = warmupSteps }, seed)
    {
        _inputs = inputs;
        _codes = codes;
        _masks = masks;
    }

    /// <summary>Called at the start of each program on rank 0.</summary>
    public Action<LinearModel<T>>? BeforeRun { get; set; }

    public static LinearModel<T> Load(string path, int inputs, int codes, string architecture = "linear")
    {
        var model = new LinearModel<T>(inputs, codes, 0, architecture: architecture);
        model.LoadParameters(path);
        return model;
    }

    protected override void RunBackward(Worker<T> worker) => RunLosses(worker, gradients: true);

    protected override void RunEvaluate(Worker<T> worker) => RunLosses(worker, gradients: false);

    protected override void RunEncode(Worker<T> worker)
    {
        if (worker.Rank == 0)
        {
            BeforeRun?.Invoke(this);
        }

        for (int row = 0; worker.Rank == 0 && row < worker.Batch; row++)
        {
            Encode(worker, Example(worker, _inputs, row), Row(worker, Padded(_inputs), _codes, row));
        }
    }

    protected override void RunDecode(Worker<T> worker)
    {
        for (int row = 0; worker.Rank == 0 && row < worker.Batch; row++)
        {
            Decode(worker, Example(worker, _codes, row), Row(worker, Padded(_codes), _inputs, row));
        }
    }

    private static ModelInfo MakeInfo(int inputs, int codes, string architecture, InputDomain? domain)
    {
        InputInfo[] judged = [new("input", inputs) { Domain = domain }];
        int encoder = inputs * codes;
        ParameterInfo[] layout =
        [
            new("codeWeight", inputs, codes, 0, InitialValues.Uniform, 0.5),
            new("codeBias", 1, codes, encoder, InitialValues.Zeros, 0),
            new("decoder1Weight", codes, inputs, encoder + codes, InitialValues.Uniform, 0.5),
            new("decoder1Bias", 1, inputs, (2 * encoder) + codes, InitialValues.Zeros, 0),
        ];
        int kept = Padded(inputs) + Padded(codes) + Padded(inputs);
        string text = $"Autoencoder({inputs}) Latent.Code({codes}) {architecture}";
        return new ModelInfo(
            ModelInfo.CurrentContract,
            "LinearModel",
            inputs,
            codes,
            (2 * encoder) + codes + inputs,
            layout,
            ["reconstruction", Decay],
            [],
            text,
            Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text))),
            [
                new ProgramInfo(ProgramName.Backward, ProgramMode.Train, judged, kept + Padded(inputs), 0, 0, 1, -1, 0, 6L * encoder),
                new ProgramInfo(ProgramName.Evaluate, ProgramMode.Train, judged, kept + Padded(inputs), 0, 0, 1, -1, 0, 2L * encoder),
                new ProgramInfo(ProgramName.Test, ProgramMode.Test, judged, kept + Padded(inputs), 0, 0, 1, -1, 0, 2L * encoder),
                new ProgramInfo(ProgramName.Encode, ProgramMode.Infer, [new("input", inputs)], kept, 0, 0, 1, Padded(inputs), codes, encoder),
                new ProgramInfo(ProgramName.Decode, ProgramMode.Infer, [new("code", codes)], kept, 0, 0, 1, Padded(codes), inputs, encoder),
            ]);
    }

    private static int Padded(int width) => (width + 15) / 16 * 16;

    private static Span<T> Row(Worker<T> worker, int offset, int width, int row) =>
        MemoryMarshal.CreateSpan(ref worker.Saved(offset), worker.Batch * Padded(width)).Slice(row * Padded(width), width);

    private static Span<T> Example(Worker<T> worker, int width, int row) =>
        MemoryMarshal.CreateSpan(ref worker.Input(0), worker.Batch * Padded(width)).Slice(row * Padded(width), width);

    private static T Number(double value) => T.CreateChecked(value);

    private Span<T> Weights(int index) => Parameters.Slice(Info.Layout[index].Offset, Info.Layout[index].Length);

    private Span<T> Slopes(int index) => Gradients.Slice(Info.Layout[index].Offset, Info.Layout[index].Length);

    private void Encode(Worker<T> worker, ReadOnlySpan<T> input, Span<T> code)
    {
        for (int column = 0; column < _codes; column++)
        {
            T sum = Weights(1)[column];
            for (int index = 0; index < _inputs; index++)
            {
                sum += input[index] * Weights(0)[(index * _codes) + column];
            }

            code[column] = sum;
        }
    }

    private void Decode(Worker<T> worker, ReadOnlySpan<T> code, Span<T> output)
    {
        for (int column = 0; column < _inputs; column++)
        {
            T sum = Weights(3)[column];
            for (int index = 0; index < _codes; index++)
            {
                sum += code[index] * Weights(2)[(index * _inputs) + column];
            }

            output[column] = sum;
        }
    }

    private void RunLosses(Worker<T> worker, bool gradients)
    {
        if (worker.Rank != 0)
        {
            return;
        }

        BeforeRun?.Invoke(this);
        if (gradients)
        {
            Gradients.Clear();
        }

        double reconstruction = 0;
        double decay = 0;
        for (int row = 0; row < worker.Batch; row++)
        {
            Span<T> input = Example(worker, _inputs, row);
            Span<T> code = Row(worker, Padded(_inputs), _codes, row);
            Span<T> output = Row(worker, Padded(_inputs) + Padded(_codes), _inputs, row);
            Span<T> masked = Row(worker, (2 * Padded(_inputs)) + Padded(_codes), _inputs, row);
            Mask(worker, input, masked, row);
            Encode(worker, masked, code);
            Decode(worker, code, output);
            for (int index = 0; index < _inputs; index++)
            {
                T error = output[index] - input[index];
                reconstruction += double.CreateChecked(error * error);
                output[index] = Number(2.0 / worker.Batch) * error;
            }

            for (int index = 0; index < _codes; index++)
            {
                decay += DecayWeight * double.CreateChecked(code[index] * code[index]);
            }

            if (gradients)
            {
                Backpropagate(masked, code, output, Number(2 * DecayWeight / worker.Batch));
            }
        }

        worker.Terms[0] = reconstruction / worker.Batch;
        worker.Terms[1] = decay / worker.Batch;
    }

    private void Mask(Worker<T> worker, ReadOnlySpan<T> input, Span<T> masked, int row)
    {
        input.CopyTo(masked);
        if (worker.Program.Mode != ProgramMode.Train || !_masks)
        {
            return;
        }

        Noise.Uniform(worker.Key, 0, worker.FirstRow + row, masked);
        for (int index = 0; index < _inputs; index++)
        {
            masked[index] = masked[index] < Number(MaskRate) ? T.Zero : input[index];
        }
    }

    private void Backpropagate(ReadOnlySpan<T> input, ReadOnlySpan<T> code, ReadOnlySpan<T> gradOutput, T decay)
    {
        for (int index = 0; index < _codes; index++)
        {
            T gradCode = decay * code[index];
            for (int column = 0; column < _inputs; column++)
            {
                Slopes(2)[(index * _inputs) + column] += code[index] * gradOutput[column];
                gradCode += gradOutput[column] * Weights(2)[(index * _inputs) + column];
            }

            Slopes(1)[index] += gradCode;
            for (int row = 0; row < _inputs; row++)
            {
                Slopes(0)[(row * _codes) + index] += input[row] * gradCode;
            }
        }

        for (int column = 0; column < _inputs; column++)
        {
            Slopes(3)[column] += gradOutput[column];
        }
    }
}
