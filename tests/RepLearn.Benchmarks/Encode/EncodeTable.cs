using RepLearn.Numerics.Random;
using RepLearn.Runtime;

namespace RepLearn.Benchmarks.Encode;

/// <summary>
/// Encoding with the grid's models. With the peers ONNX Runtime does the same in turns on the same parameters, and the codes are
/// compared.
/// </summary>
internal sealed class EncodeTable : BenchmarkTable
{
    // Of the largest code: both sides add hundreds of products in different orders.
    private const double Tolerance = 1e-5;

    public override string Name => "encode";

    public override string Description => "encoders of four models at four batch sizes, beside ONNX Runtime if built with the peers";

    public override bool Print(TextWriter output, IReadOnlyList<int> threads)
    {
        bool agree = true;
        foreach (int count in threads)
        {
            var ratios = new List<double>();
            output.WriteLine($"threads {count}: medians in microseconds");
            output.WriteLine($"{"model",-16}{"batch",6}{"encode",10}{"GFLOP/s",9}{"bytes",7}{"peer",10}{"ratio",8}   largest difference");
            foreach (Autoencoder<float> model in Grid.Models())
            {
                foreach (int batch in Grid.Batches)
                {
                    agree &= Measure(output, model, batch, count, ratios);
                }
            }

            output.WriteLine(ratios.Count == 0
                ? $"encode: peers none threads {count}"
                : $"encode: geomean {Geomean(ratios):F2} worst {ratios.Min():F2} threads {count}");
        }

        return agree;
    }

    private static bool Measure(TextWriter output, Autoencoder<float> model, int rows, int threads, List<double> ratios)
    {
        model.Threads = threads;
        float[] batch = new float[rows * model.Info.InputSize];
        float[] codes = new float[rows * model.Info.LatentSize];
        Noise.Uniform(new NoiseKey(7, 0), 0, 0, batch.AsSpan());
        void Encode() => model.Encode(batch, codes);
        using IPeerEncoder? peer = Peers.CreateEncoder(model, batch, threads);
        Times times = Measurement.TakeTurns(Encode, peer is null ? null : peer.Encode, turns: 31, between: threads > 1 ? Between.Rest : Between.Nothing);
        string row = $"{model.Info.Name,-16}{rows,6}{times.First * 1e6,10:F1}{2e-9 * model.Info.Programs[model.Info.IndexOf(ProgramName.Encode)].MultiplyAdds * rows / times.First,9:F1}{Measurement.BytesAllocated(Encode),7}";
        if (peer is null)
        {
            output.WriteLine(row);
            return true;
        }

        ratios.Add(times.Ratio);
        double difference = LargestDifference(codes, peer.Codes);
        bool agree = difference < Tolerance;
        output.WriteLine($"{row}{times.Second * 1e6,10:F1}{times.Ratio,8:F2}   {difference:E1}{(agree ? "" : " DISAGREES")}");
        return agree;
    }

    private static double LargestDifference(ReadOnlySpan<float> own, ReadOnlySpan<float> other)
    {
        double difference = 0;
        double largest = 0;
        for (int index = 0; index < own.Length; index++)
        {
            difference = Math.Max(difference, Math.Abs(own[index] - other[index]));
            largest = Math.Max(largest, Math.Abs(own[index]));
        }

        return difference / largest;
    }
}
