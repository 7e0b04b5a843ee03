using RepLearn.Evaluation;
using RepLearn.Numerics.Files;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Fuzz;

/// <summary>
/// A file as it is saved, with its checksum, with bits turned over and cut at each length: all of these are refused as a damaged file, and a model that
/// would have taken one stays as it is.
/// </summary>
public sealed class DamageTests
{
    // 1 takes all bits, which takes minutes; 8 one of each byte, another one of the next.
    private const int Stride = 8;

    private static readonly float[] s_rows = [.. Enumerable.Range(0, 48).Select(place => MathF.Sin(place))];

    [Fact]
    public void ADamagedModel_IsRefused()
    {
        using var kept = new FuzzCode(2);
        float[] before = kept.Parameters.ToArray();
        Sweep(WriteModel, path =>
        {
            Exception? failure = Record.Exception(() => FuzzCode.Load(path).Dispose());
            Exception? second = Record.Exception(() => kept.Restore(path));
            Assert.Equal(failure?.Message, second?.Message);
            Assert.Equal(before, kept.Parameters.ToArray());
            return failure;
        });
    }

    [Fact]
    public void ADamagedScaler_IsRefused() => Sweep(WriteModel, path => Record.Exception(() => Scaler.Load(path)));

    [Fact]
    public void ADamagedCheckpoint_IsRefused()
    {
        using var kept = new FuzzCode(2);
        float[] before = kept.Parameters.ToArray();
        var options = new FitOptions { Epochs = 2, BatchSize = 5 };
        Sweep(
            path =>
            {
                using var model = new FuzzCode(1);
                model.Fit(s_rows, options with { Checkpoint = path });
            },
            path =>
            {
                Exception? failure = Record.Exception(() => kept.Fit(s_rows, options with { Epochs = 3, Checkpoint = path, Resume = true }));
                Assert.Equal(before, kept.Parameters.ToArray());
                Assert.Equal((0L, 0L), (kept.Step, kept.Draws));
                return failure;
            });
    }

    [Fact]
    public void ADamagedSweep_IsRefused()
    {
        var sweep = new Sweep([1, 2], new SweepAxis("weight", 0, 0.1));
        Sweep(
            path => Of(path).Run(run => [("error", run["weight"] + run.Seed)]),
            path => Record.Exception(() => Of(path).Run(_ => throw new NotSupportedException("It was read as a result."))));

        Sweep Of(string path) => new(sweep.Seeds, [.. sweep.Axes]) { File = path, Description = "of damage" };
    }

    private static void WriteModel(string path)
    {
        using var model = new FuzzCode(1);
        model.Save(path, Scaler.Standard(s_rows, 4));
    }

    private static void Sweep(Action<string> write, Func<string, Exception?> read)
    {
        using var folder = new TemporaryFolder();
        write(folder["good"]);
        byte[] good = File.ReadAllBytes(folder["good"]);
        for (int place = 0; place < good.Length; place++)
        {
            for (int bit = place % Stride; bit < 8; bit += Stride)
            {
                byte[] flipped = [.. good];
                flipped[place] ^= (byte)(1 << bit);
                Expect(flipped, $"byte {place}, bit {bit}");
            }

            Expect(good[..place], $"cut after {place} bytes");
        }

        Expect([.. good, 0], "one more byte");

        void Expect(byte[] damaged, string what)
        {
            File.WriteAllBytes(folder["bad"], damaged);
            Exception? failure = read(folder["bad"]);
            Assert.True(failure is ModelFileException or InvalidDataException, $"{what}: {failure?.ToString() ?? "accepted"}");
            Assert.True(failure!.Message.Length < 600 && !failure.Message.Any(char.IsControl), $"{what}: {failure.Message}");
        }
    }
}
