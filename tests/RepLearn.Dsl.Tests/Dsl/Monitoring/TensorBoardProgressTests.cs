using System.Buffers.Binary;
using System.Text;
using RepLearn.Monitoring;
using RepLearn.Tests.Dsl.Training;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Dsl.Monitoring;

public sealed class TensorBoardProgressTests
{
    // Written by TorchSharp's SummaryWriter: `RepLearn.Oracle events`.
    [Fact]
    public void AFile_HasTheBytesOfTorchSharps()
    {
        using var folder = new TemporaryFolder();
        string path;
        using (var file = EventFile.Create(folder.Path))
        {
            file.Write(7, DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), [("training/total", 123.25)]);
            file.Write(300, DateTimeOffset.FromUnixTimeSeconds(1_700_000_001), [("validation/reconstruction", -0.5)]);
            path = file.Path;
        }

        byte[] theirs = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Dsl", "Monitoring", "torchsharp.tfevents"));
        byte[] ours = File.ReadAllBytes(path);
        Assert.Equal(Records(theirs)[1..], Records(ours)[1..]);
        Assert.Equal("brain.Event:2", Encoding.UTF8.GetString(Messages(ours)[0].AsSpan()[^13..]));
    }

    [Fact]
    public void AFit_LeavesEachTermOfEachEpoch()
    {
        using var folder = new TemporaryFolder();
        using var model = new LinearModel<double>(6, 2, masks: false);
        string path;
        FitReport report;
        using (var progress = new TensorBoardProgress(folder["run"]))
        {
            report = model.Fit(TestData.Plane<double>(40, 6), TestData.Plane<double>(20, 6, seed: 6), new FitOptions { Epochs = 3, BatchSize = 8, ProgressInterval = TimeSpan.FromHours(1) }, progress);
            path = progress.Path;
        }

        byte[][] messages = Messages(File.ReadAllBytes(path));
        Assert.Equal(4, messages.Length);
        for (int epoch = 0; epoch < 3; epoch++)
        {
            byte[] message = messages[epoch + 1];
            Losses training = report.Epochs[epoch].Training;
            for (int term = 0; term < training.Count; term++)
            {
                Assert.Equal((float)training[term], Scalar(message, $"training/{training.Names[term]}"));
                Assert.Equal((float)report.Epochs[epoch].Validation!.Value[term], Scalar(message, $"validation/{training.Names[term]}"));
            }

            Assert.Equal((float)training.Total, Scalar(message, "training/total"));
            Assert.Equal((float)report.Epochs[epoch].LearningRate, Scalar(message, "optimizer/learningRate"));
        }
    }

    [Fact]
    public void AClosedFile_TakesNoReport()
    {
        using var folder = new TemporaryFolder();
        using var model = new LinearModel<double>(6, 2, masks: false);
        var progress = new TensorBoardProgress(folder.Path);
        progress.Dispose();
        Assert.Contains(progress.Path, Assert.Throws<ObjectDisposedException>(() => model.Fit(TestData.Plane<double>(40, 6), new FitOptions { Epochs = 1 }, progress)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileInPlaceOfTheFolder_IsNamed()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["run"], "");
        Assert.Contains("run': expected the name of a folder, but it is that of a file", Assert.Throws<IOException>(() => new TensorBoardProgress(folder["run"])).Message, StringComparison.Ordinal);
    }

    // The value after a tag: field 2, four bytes.
    private static float Scalar(byte[] message, string tag)
    {
        byte[] name = Encoding.UTF8.GetBytes(tag);
        int place = message.AsSpan().IndexOf((byte[])[0x0a, (byte)name.Length, .. name]);
        Assert.True(place >= 0, $"There is no {tag}.");
        Assert.Equal(0x15, message[place + 2 + name.Length]);
        return BinaryPrimitives.ReadSingleLittleEndian(message.AsSpan(place + 3 + name.Length));
    }

    private static byte[][] Messages(byte[] file) => [.. Records(file).Select(record => record[12..^4])];

    private static byte[][] Records(byte[] file)
    {
        var records = new List<byte[]>();
        for (int place = 0; place < file.Length; place += records[^1].Length)
        {
            int length = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(place)));
            records.Add(file[place..(place + 16 + length)]);
        }

        return [.. records];
    }
}
