using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using RepLearn.Embeddings;
using RepLearn.Files;
using RepLearn.Tests.Isolation;
using RepLearn.Tests.Training;
using Xunit;

namespace RepLearn.Tests.Files;

/// <summary>Processes that are killed while they save: what is there afterwards is old or new, and nothing else.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class KilledWriterTests : IDisposable
{
    private const int Kills = 6;
    private const int Inputs = 500;
    private const int Codes = 100;

    private readonly TemporaryFolder _folder = new();
    private readonly Random _random = new(4);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AModel_IsOldOrNew_PrivateThroughout_AndNothingElseStays()
    {
        string path = _folder["model.safetensors"];
        using var model = new LinearModel<float>(Inputs, Codes, seed: 0);
        model.Save(path);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        for (int kill = 0; kill < Kills; kill++)
        {
            KillWhileItSaves(SaveModels, path, () => Assert.All(
                Directory.GetFiles(Path.GetDirectoryName(path)!), file => Assert.Equal("Private", Mode(file))));
            model.Restore(path);
            using var written = new LinearModel<float>(Inputs, Codes, seed: (ulong)model.Step);
            Assert.Equal(written.Parameters.ToArray(), model.Parameters.ToArray());
        }

        model.Save(path);
        Assert.Equal(["model.safetensors"], _folder.Names);
    }

    [Fact]
    public void ProjectorPair_IsOldOrNew_OrRefused()
    {
        string path = _folder["vectors.tsv"];
        PairOf(0).Save(path);
        for (int kill = 0; kill < Kills; kill++)
        {
            KillWhileItSaves(SavePairs, path, () => { });
            try
            {
                WordVectors vectors = WordVectors.Load(path);
                int generation = int.Parse(vectors.Words[0][1..], CultureInfo.InvariantCulture);
                Assert.Equal(generation, vectors[0][0]);
            }
            catch (ModelFileException mixed)
            {
                Assert.Contains("were not saved together", mixed.Message, StringComparison.Ordinal);
            }
        }

        PairOf(1).Save(path);
        Assert.Equal(1, WordVectors.Load(path)[0][0]);
        Assert.Equal(["vectors.metadata.tsv", "vectors.pair", "vectors.tsv"], _folder.Names);
    }

    [Fact]
    public void WhatAKilledProcessLeaves_TheNextSaveRemoves()
    {
        string path = _folder["model.safetensors"];
        using Process child = ChildProcess.Start(BeginAFile, [], path);
        WaitFor(() => Directory.GetFiles(Path.GetDirectoryName(path)!).Any(file => new FileInfo(file).Length > 0));
        using var model = new LinearModel<float>(4, 2);
        model.Save(path);
        Assert.Equal(2, _folder.Names.Length);
        child.Kill();
        child.WaitForExit();
        model.Save(_folder["another"]);
        Assert.Equal(3, _folder.Names.Length);
        model.Save(path);
        Assert.Equal(["another", "model.safetensors"], _folder.Names);
    }

    [Theory]
    [InlineData("vectors.tsv")]
    [InlineData("vectors.metadata.tsv")]
    public void HalfOfAnotherPair_IsRefused_AndTheOldPairWhole_IsNot(string half)
    {
        string path = _folder["vectors.tsv"];
        PairOf(1).Save(path);
        Dictionary<string, byte[]> old = _folder.Names.ToDictionary(name => name, name => File.ReadAllBytes(_folder[name]));
        PairOf(2).Save(path);
        File.WriteAllBytes(_folder[half], old[half]);
        string message = Assert.Throws<ModelFileException>(() => WordVectors.Load(path)).Message;
        Assert.All([path, "vectors.metadata.tsv", "vectors.pair"], part => Assert.Contains(part, message, StringComparison.Ordinal));

        File.WriteAllBytes(_folder["vectors.tsv"], old["vectors.tsv"]);
        File.WriteAllBytes(_folder["vectors.metadata.tsv"], old["vectors.metadata.tsv"]);
        Assert.Equal("w1", WordVectors.Load(path).Words[0]);
        File.Delete(_folder["vectors.pair"]);
        Assert.Equal("w1", WordVectors.Load(path).Words[0]);
    }

    private static void SaveModels(BitHash hash, string[] arguments)
    {
        for (ulong seed = 1; ; seed++)
        {
            using var model = new LinearModel<float>(Inputs, Codes, seed) { Step = (long)seed };
            model.Save(arguments[0]);
        }
    }

    private static void SavePairs(BitHash hash, string[] arguments)
    {
        for (int generation = 1; ; generation++)
        {
            PairOf(generation).Save(arguments[0]);
        }
    }

    private static void BeginAFile(BitHash hash, string[] arguments)
    {
        using PendingFile file = PendingFile.Create(arguments[0]);
        file.Write(stream => stream.Write(new byte[100]));
        Thread.Sleep(Timeout.Infinite);
    }

    // All words and all values are the generation's.
    private static WordVectors PairOf(int generation) => new(
        [$"w{generation}", .. Enumerable.Range(0, 300).Select(word => $"{generation}/{word}")], [.. Enumerable.Repeat((float)generation, 301 * 20)], 20);

    private static string Mode(string file)
    {
        try
        {
            return File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite) ? "Private" : "not private";
        }
        catch (FileNotFoundException)
        {
            // Renamed since it was listed.
            return "Private";
        }
    }

    private void KillWhileItSaves(Scenario scenario, string path, Action check)
    {
        DateTime before = File.GetLastWriteTimeUtc(path);
        using Process child = ChildProcess.Start(scenario, [], path);
        WaitFor(() => child.HasExited || File.GetLastWriteTimeUtc(path) != before);
        long start = Stopwatch.GetTimestamp();
        double delay = 40 * _random.NextDouble();
        do
        {
            check();
        }
        while (Stopwatch.GetElapsedTime(start).TotalMilliseconds < delay);
        child.Kill();
        child.WaitForExit();
        Assert.Equal("", child.StandardError.ReadToEnd());
    }

    private static void WaitFor(Func<bool> condition)
    {
        for (int wait = 0; !condition(); wait++)
        {
            Assert.True(wait < 6000, "The child process did not begin.");
            Thread.Sleep(10);
        }
    }
}
