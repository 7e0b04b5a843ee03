#if PEERS
using Microsoft.ML.OnnxRuntime;

namespace RepLearn.Benchmarks.Encode;

/// <summary>ONNX Runtime as fast as its users can have it: all optimisations, input and output bound once.</summary>
internal sealed class OnnxEncoder : IPeerEncoder
{
    private readonly SessionOptions _options;
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly OrtIoBinding _binding;
    private readonly OrtValue _input;
    private readonly OrtValue _output;

    public OnnxEncoder(Autoencoder<float> model, float[] batch, int threads)
    {
        _options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        _session = Exported(model, _options);
        int rows = batch.Length / model.Info.InputSize;
        _input = OrtValue.CreateTensorValueFromMemory(batch, [rows, model.Info.InputSize]);
        _output = OrtValue.CreateTensorValueFromMemory(new float[rows * model.Info.LatentSize], [rows, model.Info.LatentSize]);
        _binding = _session.CreateIoBinding();
        _binding.BindInput("x", _input);
        _binding.BindOutput("code", _output);
    }

    public ReadOnlySpan<float> Codes => _output.GetTensorDataAsSpan<float>();

    public void Encode() => _session.RunWithBinding(_run, _binding);

    private static InferenceSession Exported(Autoencoder<float> model, SessionOptions options)
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.onnx");
        try
        {
            model.ExportOnnx(path, OnnxPart.Encoder);
            return new InferenceSession(path, options);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public void Dispose()
    {
        _binding.Dispose();
        _input.Dispose();
        _output.Dispose();
        _run.Dispose();
        _session.Dispose();
        _options.Dispose();
    }
}
#endif
