using System.Diagnostics;
using RepLearn.Data;
using RepLearn.Embeddings;
using RepLearn.Tests.Fuzz;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Numerics.Files;

/// <summary>A pipe has no writer, and a device no end: no reader waits for them.</summary>
public sealed class DeviceTests : IDisposable
{
    private const string Problem = "a device, pipe or socket";

    private readonly TemporaryFolder _folder = new();

    // The reader of checkpoints is that of models; its fuzz target copies the file.
    public static TheoryData<string> Readers => [.. FuzzTargets.All.Select(target => target.Name).Where(name => name != "checkpoint")];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task APipe_IsRefusedAtOnce(string reader)
    {
        FuzzTarget target = FuzzTargets.All.Single(target => target.Name == reader);
        string path = _folder[target.File];
        target.Write(path);
        File.Delete(path);
        MakePipe(path);
        await ExpectRefusal(path, () => target.Read(path), target.Documented);
    }

    // A Projector pair's words lie beside what the link leads to.
    public static TheoryData<string> ReadersOfOneFile => [.. FuzzTargets.All.Select(target => target.Name).Where(name => name is not ("checkpoint" or "vectors, Projector"))];

    [Theory]
    [MemberData(nameof(ReadersOfOneFile))]
    public async Task ALinkToADevice_IsRefusedAtOnce(string reader)
    {
        FuzzTarget target = FuzzTargets.All.Single(target => target.Name == reader);
        string path = _folder[target.File];
        target.Write(path);
        File.Delete(path);
        File.CreateSymbolicLink(path, "/dev/zero");
        await ExpectRefusal(path, () => target.Read(path), target.Documented);
    }

    [Fact]
    public async Task RowsOfAPipe_AreRefusedAtOnce()
    {
        MakePipe(_folder["rows"]);
        await ExpectRefusal(_folder["rows"], () => Examples.File<float>(_folder["rows"], 4), typeof(InvalidDataException));
    }

    [Fact]
    public async Task AListOfPairsThatIsAPipe_IsRefusedAtOnce()
    {
        new WordVectors(["a", "b"], [1, 2, 3, 4], 2).Save(_folder["v.tsv"]);
        File.Delete(_folder["v.pair"]);
        MakePipe(_folder["v.pair"]);
        await ExpectRefusal(_folder["v.pair"], () => WordVectors.Load(_folder["v.tsv"]), typeof(IOException));
    }

    // A reader that waits does so for ever; where it does not, nothing here takes time.
    private static async Task ExpectRefusal(string path, Action read, params Type[] documented)
    {
        Exception refused = await Assert.ThrowsAnyAsync<Exception>(() => Task.Run(read).WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.Contains(refused.GetType(), documented);
        Assert.Contains(Problem, refused.Message, StringComparison.Ordinal);
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
    }

    private static void MakePipe(string path)
    {
        using Process process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
