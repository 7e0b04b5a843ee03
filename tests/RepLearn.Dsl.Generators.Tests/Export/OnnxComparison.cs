using System.Globalization;
using System.Numerics;
using RepLearn.Runtime;

namespace RepLearn.Dsl.Generators.Tests.Export;

/// <summary>Compares all parts of a model with what ONNX Runtime makes of their files, for a single example and for several.</summary>
internal static class OnnxComparison
{
    private static readonly int[] s_batches = [1, 7];

    // ONNX Runtime has the error function, of Gelu, in single precision only.
    public static void Check<T>(Autoencoder<T> model, string declaration)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double tolerance = typeof(T) == typeof(float) ? 1e-5 : declaration.Contains("Gelu", StringComparison.Ordinal) ? 1e-6 : 1e-9;
        var random = new Random(5);
        foreach (ref T parameter in model.Parameters)
        {
            parameter += T.CreateChecked((0.4 * random.NextDouble()) - 0.2);
        }

        ProgramInfo encode = model.Info.Programs[model.Info.IndexOf(ProgramName.Encode)];
        ProgramInfo decode = model.Info.Programs[model.Info.IndexOf(ProgramName.Decode)];
        Check(OnnxPart.Encoder, encode, model.Info.InputSize, 0, rows => model.Encode(rows));
        Check(OnnxPart.Decoder, decode, model.Info.LatentSize, -1, rows => model.Decode(rows));
        Check(OnnxPart.Reconstruction, encode, model.Info.InputSize, 0, rows => model.Reconstruct(rows));
        if (model.Info.PredictionSize > 0)
        {
            Check(OnnxPart.Prediction, encode, model.Info.InputSize, 0, rows => model.Predict(rows));
        }

        if (model.Info.IndexCount > 0)
        {
            CheckIndices(model, [.. Draw<T>(random, s_batches[^1], 0, encode.Inputs)], Told(OnnxPart.IndexEncoder, s_batches[^1]), tolerance);
        }

        if (model.Info.MostActive > 0)
        {
            CheckSparse(model, [.. Draw<T>(random, s_batches[^1], 0, encode.Inputs)], Told(OnnxPart.SparseEncoder, s_batches[^1]), tolerance);
        }

        string Told(OnnxPart part, int batch) => string.Create(CultureInfo.InvariantCulture, $"{part} of {batch} rows of {model.Info.Name}: {declaration}");

        void Check(OnnxPart part, ProgramInfo program, int width, double least, Func<T[], T[]> expected)
        {
            using var peer = new OnnxPeer(path => model.ExportOnnx(path, part));
            foreach (int batch in s_batches)
            {
                T[] rows = Draw<T>(random, batch, least, program.Inputs);
                Near(expected(rows), peer.Run(rows, width), Told(part, batch), tolerance);
            }
        }
    }

    private static void CheckIndices<T>(Autoencoder<T> model, T[] rows, string what, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] indices = model.EncodeIndices(rows);
        using var encoder = new OnnxPeer(path => model.ExportOnnx(path, OnnxPart.IndexEncoder));
        Assert.Equal(Array.ConvertAll(indices, index => (long)index), encoder.Run(rows, model.Info.InputSize, outputs => outputs.Single().GetTensorDataAsSpan<long>().ToArray()));
        using var decoder = new OnnxPeer(path => model.ExportOnnx(path, OnnxPart.IndexDecoder));
        Near(model.DecodeIndices(indices), decoder.Run(Array.ConvertAll(indices, index => T.CreateChecked(index)), model.Info.IndexCount), what, tolerance);
    }

    private static void CheckSparse<T>(Autoencoder<T> model, T[] rows, string what, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (int[] units, T[] values) = model.EncodeSparse(rows);
        using var peer = new OnnxPeer(path => model.ExportOnnx(path, OnnxPart.SparseEncoder));
        Assert.Equal(["units", "values"], peer.Session.OutputNames);
        (long[] exported, T[] exportedValues) = peer.Run(rows, model.Info.InputSize, outputs => (outputs[0].GetTensorDataAsSpan<long>().ToArray(), outputs[1].GetTensorDataAsSpan<T>().ToArray()));
        Assert.Equal(Array.ConvertAll(units, unit => (long)unit), exported);
        Near(values, exportedValues, what, tolerance);
    }

    private static void Near<T>(T[] expected, T[] actual, string what, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            double difference = double.CreateChecked(T.Abs(actual[index] - expected[index]));
            Assert.True(
                difference <= tolerance * Math.Max(1, double.CreateChecked(T.Abs(expected[index]))),
                string.Create(CultureInfo.InvariantCulture, $"Value {index} is {actual[index]} in ONNX Runtime, but {expected[index]} here; {what}"));
        }
    }

    private static T[] Draw<T>(Random random, int rows, double least, InputInfo[] inputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
    [
        .. Enumerable.Range(0, rows).SelectMany(_ => inputs).SelectMany(input => Enumerable.Range(0, input.Width).Select(_ =>
            T.CreateChecked(input.Domain is { IsLabel: true } classes ? random.Next((int)classes.Least, (int)classes.Most + 1) : least + ((1 - least) * random.NextDouble())))),
    ];
}
