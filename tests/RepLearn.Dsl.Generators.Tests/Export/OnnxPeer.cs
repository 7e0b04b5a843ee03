using System.Numerics;
using Microsoft.ML.OnnxRuntime;

namespace RepLearn.Dsl.Generators.Tests.Export;

/// <summary>A part of a model that was exported, in ONNX Runtime.</summary>
internal sealed class OnnxPeer : IDisposable
{
    private readonly RunOptions _run = new();

    public OnnxPeer(Action<string> export)
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.onnx");
        try
        {
            export(path);
            using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            Session = new InferenceSession(path, options);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public InferenceSession Session { get; }

    /// <summary>The output for some rows.</summary>
    /// <param name="rows">Values, then the condition where there is one, row by row, as this library's methods take them.</param>
    /// <param name="width">Values in a row without the condition.</param>
    public T[] Run<T>(T[] rows, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run(rows, width, outputs => outputs.Single().GetTensorDataAsSpan<T>().ToArray());

    /// <summary>What is read of the outputs for some rows.</summary>
    public TResult Run<T, TResult>(T[] rows, int width, Func<IReadOnlyList<OrtValue>, TResult> read)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        NodeMetadata? condition = Session.InputMetadata.GetValueOrDefault("condition");
        bool isClass = condition?.ElementDataType == Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Int64;
        int conditions = condition is null ? 0 : isClass ? 1 : condition.Dimensions[1];
        int count = rows.Length / (width + conditions);
        T[] columns(int first, int columns) => [.. Enumerable.Range(0, count).SelectMany(row => rows.Skip((row * (width + conditions)) + first).Take(columns))];
        var inputs = new Dictionary<string, OrtValue>
        {
            [Session.InputNames[0]] = Session.InputMetadata[Session.InputNames[0]].ElementDataType == Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Int64
                ? OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(columns(0, width), long.CreateChecked), [count, width])
                : OrtValue.CreateTensorValueFromMemory(columns(0, width), [count, width]),
        };
        if (condition is not null)
        {
            T[] values = columns(width, conditions);
            inputs["condition"] = isClass
                ? OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, long.CreateChecked), [count])
                : OrtValue.CreateTensorValueFromMemory(values, [count, conditions]);
        }

        using IDisposableReadOnlyCollection<OrtValue> outputs = Session.Run(_run, inputs, Session.OutputNames);
        foreach (OrtValue input in inputs.Values)
        {
            input.Dispose();
        }

        for (int output = 0; output < outputs.Count; output++)
        {
            Assert.Equal([count, Session.OutputMetadata[Session.OutputNames[output]].Dimensions[1]], outputs[output].GetTensorTypeAndShape().Shape);
        }

        return read(outputs);
    }

    public void Dispose()
    {
        _run.Dispose();
        Session.Dispose();
    }
}
