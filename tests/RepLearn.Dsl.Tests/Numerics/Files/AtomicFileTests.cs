using System.Diagnostics;
using System.Runtime.Versioning;
using RepLearn.Numerics.Files;
using RepLearn.Tests.Dsl.Training;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Numerics.Files;

/// <summary>What is there when a file is replaced stays, but for its content.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class AtomicFileTests : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryFolder _folder = new();
    private readonly LinearModel<double> _model = new(4, 2, seed: 1);

    private string Target => _folder["model.safetensors"];

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("real.safetensors")]
    [InlineData("../{0}/sub/real.safetensors")]
    [InlineData("second")]
    public void ASymbolicLink_StaysAndItsTargetIsReplaced(string linkTarget)
    {
        Directory.CreateDirectory(_folder["sub"]);
        linkTarget = string.Format(null, linkTarget, Path.GetFileName(Path.GetDirectoryName(Target)!));
        File.CreateSymbolicLink(_folder["second"], "sub/real.safetensors");
        File.CreateSymbolicLink(Target, linkTarget);
        _model.Save(Target);
        Assert.Equal(linkTarget, new FileInfo(Target).LinkTarget);
        Assert.Equal("sub/real.safetensors", new FileInfo(_folder["second"]).LinkTarget);
        string real = Path.Combine(linkTarget == "second" ? _folder["sub"] : _folder["."], linkTarget == "second" ? "real.safetensors" : linkTarget);
        Assert.Null(new FileInfo(real).LinkTarget);
        _model.Restore(real);
        _model.Save(Target);
        _model.Restore(real);
        Assert.Equal(linkTarget, new FileInfo(Target).LinkTarget);
    }

    // The link's ".." is meant from where the link really lies, not from the folder by which it was reached.
    [Fact]
    public void ALinkInALinkedFolder_LeadsWhereTheSystemSays()
    {
        Directory.CreateDirectory(_folder["a/b"]);
        Directory.CreateSymbolicLink(_folder["short"], "a/b");
        File.CreateSymbolicLink(_folder["a/b/link"], "../real");
        _model.Save(Path.Combine(_folder["short"], "link"));
        _model.Restore(_folder["a/real"]);
        Assert.Equal("../real", new FileInfo(_folder["a/b/link"]).LinkTarget);
    }

    [Fact]
    public void LinksInACircle_AreRefused()
    {
        File.CreateSymbolicLink(_folder["a"], "b");
        File.CreateSymbolicLink(_folder["b"], "a");
        Assert.Contains(_folder["a"], Assert.Throws<IOException>(() => _model.Save(_folder["a"])).Message, StringComparison.Ordinal);
        Assert.Equal(["a", "b"], _folder.Names);
    }

    [Theory]
    [InlineData(Private)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.SetGroup)]
    public void Mode_Stays(UnixFileMode mode)
    {
        File.WriteAllText(Target, "old");
        Set(Target, mode);
        _model.Save(Target);
        Assert.Equal(mode, Get(Target));
        _model.Restore(Target);
    }

    [Fact]
    public void APrivateFile_IsPrivateWhileItIsWritten()
    {
        File.WriteAllText(Target, "old");
        Set(Target, Private);
        AtomicFile.Write(Target, stream =>
        {
            stream.Write(new byte[100_000]);
            stream.Flush();
            Assert.Equal(2, _folder.Names.Length);
            Assert.All(_folder.Names, name => Assert.Equal(Private, Get(_folder[name])));
        });
        Assert.Equal(Private, Get(Target));
    }

    [Fact]
    public void ANewFile_HasTheModeThatTheSystemGives()
    {
        File.WriteAllText(_folder["plain"], "");
        _model.Save(Target);
        Assert.Equal(Get(_folder["plain"]), Get(Target));
    }

    // Only the superuser can give files away; everybody else sees their own stay.
    [Fact]
    public void Owner_Stays()
    {
        File.WriteAllText(Target, "old");
        if (Environment.IsPrivilegedProcess)
        {
            Shell("chown", "12345:23456", Target);
        }

        string owner = Shell("stat", "-c", "%u:%g", Target);
        _model.Save(Target);
        Assert.Equal(owner, Shell("stat", "-c", "%u:%g", Target));
    }

    [Theory]
    [InlineData(239)]
    [InlineData(255)]
    public void ANameOfAnyLengthThatTheSystemTakes_IsWritten(int length)
    {
        string path = _folder[new string('n', length)];
        _model.Save(path);
        _model.Save(path);
        _model.Restore(path);
        Assert.Single(_folder.Names);
    }

    [Theory]
    [InlineData("missing/model.safetensors", "there is no folder")]
    [InlineData("file/model.safetensors", "there is no folder")]
    [InlineData("folder", "it is that of a folder")]
    [InlineData("new/", "")]
    [InlineData("pipe", "device, pipe or socket")]
    public void WhatCannotBeReplaced_IsRefusedInTheCallersTerms(string name, string problem)
    {
        Directory.CreateDirectory(_folder["folder"]);
        File.WriteAllText(_folder["file"], "");
        Shell("mkfifo", _folder["pipe"]);
        string[] before = _folder.Names;
        foreach (Action save in (Action[])[() => _model.Save(_folder[name]), () => AtomicFile.ExpectWritable(_folder[name])])
        {
            string message = Assert.ThrowsAny<IOException>(save).Message;
            Assert.Contains($"'{_folder[name]}'", message, StringComparison.Ordinal);
            Assert.Contains(problem, message, StringComparison.Ordinal);
            Assert.DoesNotContain(".tmp", message, StringComparison.Ordinal);
        }

        Assert.Equal(before, _folder.Names);
    }

    // The file that is written first has a short name.
    [Fact]
    public void ANameThatIsTooLong_IsRefusedBeforeAnythingIsWritten()
    {
        string name = _folder[new string('x', 256)];
        foreach (Action save in (Action[])[() => _model.Save(name), () => AtomicFile.ExpectWritable(name)])
        {
            Assert.Equal($"Cannot write '{name}': its name is longer than the system admits.", Assert.Throws<PathTooLongException>(save).Message);
        }

        _model.Save(_folder[new string('x', 255)]);
        Assert.Equal([new string('x', 255)], _folder.Names);
    }

    // A folder in which nobody can make files, not even the superuser.
    [Fact]
    public void AFolderThatAdmitsNoFile_IsToldWithTheCallersPath()
    {
        Exception refused = Assert.ThrowsAny<Exception>(() => _model.Save("/proc/self/model.safetensors"));
        Assert.True(refused is IOException or UnauthorizedAccessException);
        Assert.Contains("'/proc/self/model.safetensors': its folder admits no new file", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".tmp", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFullDisk_IsToldWithTheCallersPath()
    {
        string? temporary = null;
        IOException refused = Assert.Throws<IOException>(() => AtomicFile.Write(Target, stream =>
        {
            temporary = ((FileStream)stream).Name;
            throw new IOException($"No space left on device : '{temporary}'");
        }));
        Assert.Equal($"Cannot write '{Target}': No space left on device : '{Target}'", refused.Message);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public async Task WritersOfOneFileAtOnce_AllSucceed()
    {
        const int Writers = 4;
        string path = _folder["shared"];
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() =>
        {
            for (int write = 0; write < 1000; write++)
            {
                AtomicFile.Write(path, stream => stream.WriteByte((byte)writer));
            }
        })));
        Assert.InRange(Assert.Single(File.ReadAllBytes(path)), 0, Writers - 1);
        Assert.Equal(["shared"], _folder.Names);
    }

    [Fact]
    public void HalfACharacterInAName_IsRefused()
    {
        Assert.Throws<ArgumentException>("path", () => _model.Save(_folder["a\ud800b"]));
        Assert.Empty(_folder.Names);
        _model.Save(_folder["a\ud83d\ude00\ufffdb"]);
        Assert.Equal(["a\ud83d\ude00\ufffdb"], _folder.Names);
    }

    [Fact]
    public void AWriterAtWork_IsNotTidiedAway()
    {
        using (PendingFile first = PendingFile.Create(Target))
        {
            first.Write(stream => stream.Write("first"u8));
            _model.Save(Target);
            Assert.Equal(2, _folder.Names.Length);
            first.Replace();
        }

        Assert.Equal("first", File.ReadAllText(Target));
        Assert.Equal(["model.safetensors"], _folder.Names);
    }

    [Fact]
    public async Task Readers_AreNeverKeptOut()
    {
        _model.Save(Target);
        using var done = new CancellationTokenSource();
        Task reading = Task.Run(() =>
        {
            using var reader = new LinearModel<double>(4, 2, seed: 2);
            while (!done.IsCancellationRequested)
            {
                reader.Restore(Target);
            }
        });
        for (int save = 0; save < 50; save++)
        {
            _model.Save(Target);
        }

        await done.CancelAsync();
        await reading;
    }

    private static void Set(string path, UnixFileMode mode) => File.SetUnixFileMode(path, mode);

    private static UnixFileMode Get(string path) => File.GetUnixFileMode(path);

    private static string Shell(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
