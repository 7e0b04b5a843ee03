using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using RepLearn.Embeddings;
using RepLearn.Embeddings.Files;
using RepLearn.Numerics.Files;
using RepLearn.Tests.Dsl.Training;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Numerics.Files;

/// <summary>Processes that are killed while they save: what is there afterwards is old or new, and nothing else.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class KilledWriterTests : IDisposable
{
    private const int Kills = 6;
    private const int Inputs = 500;
    private const int Codes = 100;

    private readonly TemporaryFolder _folder = new();
    private readonly System.Random _random = new(4);

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
    public void ProjectorPair_IsOldOrNew()
    {
        string path = _folder["vectors.tsv"];
        PairOf(0).Save(path);
        for (int kill = 0; kill < Kills; kill++)
        {
            KillWhileItSaves(SavePairs, path, () => { });
            ExpectOneGeneration(path);
        }

        PairOf(1).Save(path);
        Assert.Equal(1, WordVectors.Load(path)[0][0]);
        Assert.Equal(["vectors.metadata.tsv", "vectors.pair", "vectors.tsv"], _folder.Names);
    }

    /// <summary>Killed where the list, both new files, and only the first name are there; then again by a writer of a third pair.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ARenamingThatWasInterrupted_IsCompleted(bool byTheNextWriter)
    {
        string path = _folder["vectors.tsv"];
        PairOf(1).Save(path);
        using (Process child = ChildProcess.Start(RenameTheWords, [], path))
        {
            WaitFor(() => child.HasExited || File.Exists(_folder["renamed"]));
            child.Kill();
            child.WaitForExit();
        }

        File.Delete(_folder["renamed"]);
        if (byTheNextWriter)
        {
            // It fails while it writes, when it has looked for what is nobody's.
            Assert.Throws<ArgumentException>(() => new WordVectors(["a\tb"], [3], 1).Save(path));
        }

        WordVectors vectors = WordVectors.Load(path);
        Assert.Equal(("w2", 2), (vectors.Words[0], vectors[0][0]));
        Assert.Equal(["vectors.metadata.tsv", "vectors.pair", "vectors.tsv"], _folder.Names);
    }

    [Fact]
    public void WritersAndReadersOfOnePair_WaitForEachOther()
    {
        string path = _folder["vectors.tsv"];
        PairOf(0).Save(path);
        const int Saves = 60;
        int writing = 2;
        Parallel.Invoke(
            () => SaveMany(1),
            () => SaveMany(2),
            () =>
            {
                while (Volatile.Read(ref writing) > 0)
                {
                    ExpectOneGeneration(path);
                }
            });
        ExpectOneGeneration(path);
        Assert.Equal(["vectors.metadata.tsv", "vectors.pair", "vectors.tsv"], _folder.Names);

        void SaveMany(int generation)
        {
            try
            {
                for (int save = 0; save < Saves; save++)
                {
                    PairOf(generation).Save(path);
                }
            }
            finally
            {
                Interlocked.Decrement(ref writing);
            }
        }
    }

    [Fact]
    public void APairBehindALink_LiesBesideItsFile()
    {
        Directory.CreateDirectory(_folder["real"]);
        File.CreateSymbolicLink(_folder["link.tsv"], Path.Combine("real", "vectors.tsv"));
        PairOf(1).Save(_folder["link.tsv"]);
        ExpectOneGeneration(_folder["link.tsv"]);
        ExpectOneGeneration(Path.Combine(_folder["real"], "vectors.tsv"));
        Assert.Equal(["vectors.metadata.tsv", "vectors.pair", "vectors.tsv"], Directory.GetFiles(_folder["real"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["link.tsv", "real"], _folder.Names);
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

    // What a save does up to its first rename, and no further.
    private static void RenameTheWords(BitHash hash, string[] arguments)
    {
        string path = arguments[0];
        string folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(Path.Combine(folder, "other"));
        string other = Path.Combine(folder, "other", "vectors.tsv");
        PairOf(2).Save(other);
        using PendingFile rows = PendingFile.Create(path);
        using PendingFile words = PendingFile.Create(ProjectorPair.WordsOf(path));
        string rowsHash = "";
        string wordsHash = "";
        rows.Write(stream => rowsHash = ProjectorPair.Hash(stream, hashed => hashed.Write(File.ReadAllBytes(other))));
        words.Write(stream => wordsHash = ProjectorPair.Hash(stream, hashed => hashed.Write(File.ReadAllBytes(ProjectorPair.WordsOf(other)))));
        Directory.Delete(Path.Combine(folder, "other"), recursive: true);
        using ProjectorPair pair = ProjectorPair.Lock(path);
        pair.Announce(rowsHash, wordsHash);
        words.Replace();
        File.WriteAllText(Path.Combine(folder, "renamed"), "");
        Thread.Sleep(Timeout.Infinite);
    }

    private static void ExpectOneGeneration(string path)
    {
        WordVectors vectors = WordVectors.Load(path);
        Assert.Equal(int.Parse(vectors.Words[0][1..], CultureInfo.InvariantCulture), vectors[0][0]);
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
