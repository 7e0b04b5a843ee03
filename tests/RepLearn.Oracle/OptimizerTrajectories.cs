using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;
using Parameter = TorchSharp.Modules.Parameter;

namespace RepLearn.Oracle;

/// <summary>
/// Five steps of each of libtorch's optimisers on one small regression: the start, and each step's gradient and
/// parameters, so that an optimiser can be fed the same gradients.
/// </summary>
internal static class OptimizerTrajectories
{
    private const int Steps = 5;
    private const int Size = 37;

    private static readonly (string Name, Func<Parameter[], optim.Optimizer> Make)[] s_optimizers =
    [
        ("sgd", parameters => SGD(parameters, 0.05)),
        ("sgd-momentum", parameters => SGD(parameters, 0.05, momentum: 0.9)),
        ("sgd-nesterov", parameters => SGD(parameters, 0.05, momentum: 0.9, nesterov: true)),
        ("adam", parameters => Adam(parameters, 0.01)),
        ("adam-betas", parameters => Adam(parameters, 0.02, beta1: 0.8, beta2: 0.95, eps: 1e-6)),
        ("adamw", parameters => AdamW(parameters, 0.01, weight_decay: 0.1)),
    ];

    public static void Write(string folder)
    {
        using FileStream file = File.Create(Path.Combine(folder, "optimizers.json"));
        using var json = new Utf8JsonWriter(file);
        json.WriteStartArray();
        foreach ((string name, Func<Parameter[], optim.Optimizer> make) in s_optimizers)
        {
            WriteTrajectory(json, name, make);
        }

        json.WriteEndArray();
    }

    private static void WriteTrajectory(Utf8JsonWriter json, string name, Func<Parameter[], optim.Optimizer> make)
    {
        using Generator generator = new(7, CPU);
        Tensor inputs = randn([50, Size], dtype: ScalarType.Float64, generator: generator);
        Tensor targets = randn([50], dtype: ScalarType.Float64, generator: generator);
        var parameters = new Parameter(randn([Size], dtype: ScalarType.Float64, generator: generator));
        using optim.Optimizer optimizer = make([parameters]);

        json.WriteStartObject();
        json.WriteString("name", name);
        FixtureWriter.WriteValues(json, "start", parameters);
        json.WriteStartArray("steps");
        for (int step = 0; step < Steps; step++)
        {
            optimizer.zero_grad();
            (inputs.matmul(parameters) - targets).square().mean().backward();
            json.WriteStartObject();
            FixtureWriter.WriteValues(json, "gradient", parameters.grad!);
            optimizer.step();
            FixtureWriter.WriteValues(json, "parameters", parameters);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
