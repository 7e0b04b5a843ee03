using System.Diagnostics;

namespace RepLearn.Tests.Fuzz;

/// <summary>A reader that is given damaged files.</summary>
/// <param name="Name">Its name in tables.</param>
/// <param name="File">The file's name, whose extension some readers go by.</param>
/// <param name="Write">Writes a good file, and what must lie beside it.</param>
/// <param name="Read">Reads it.</param>
/// <param name="Documented">The exceptions that the reader's documentation names.</param>
internal sealed record FuzzTarget(string Name, string File, Action<string> Write, Action<string> Read, Type[] Documented)
{
    // What no damaged file of a few kilobytes should take, and no message be longer than.
    private const long MostBytes = 64_000_000;
    private const int MostMessage = 1000;

    /// <summary>Reads damaged files for a while.</summary>
    /// <param name="folder">A folder for them.</param>
    /// <param name="seed">Decides the damage: input i of a run is that of the seed plus i.</param>
    /// <param name="time">How long, unless something undocumented happens.</param>
    /// <param name="inputs">The most inputs.</param>
    public FuzzOutcome Run(string folder, int seed, TimeSpan time, int inputs = int.MaxValue)
    {
        string path = Path.Combine(folder, File);
        Write(path);
        byte[] good = System.IO.File.ReadAllBytes(path);
        Read(path);
        var thrown = new SortedDictionary<string, int>(StringComparer.Ordinal);
        long start = Stopwatch.GetTimestamp();
        int count = 0;
        string? problem = null;
        while (problem is null && count < inputs && Stopwatch.GetElapsedTime(start) < time)
        {
            byte[] bad = Mutation.Of(good, new Random(seed + count));
            System.IO.File.WriteAllBytes(path, bad);
            string outcome = Try(path, out problem);
            thrown[outcome] = thrown.GetValueOrDefault(outcome) + 1;
            problem = problem is null ? null : $"{Name}, seed {seed + count}: {problem}\ninput (base64): {Convert.ToBase64String(bad)}";
            count++;
        }

        return new FuzzOutcome(Name, count, Stopwatch.GetElapsedTime(start), thrown, problem);
    }

    private string Try(string path, out string? problem)
    {
        problem = null;
        long before = GC.GetAllocatedBytesForCurrentThread();
        string outcome = "read";
        try
        {
            Read(path);
        }
        catch (Exception thrown)
        {
            outcome = thrown.GetType().Name;
            problem = !Documented.Contains(thrown.GetType()) ? $"undocumented {thrown}"
                : thrown.Message.Length > MostMessage + path.Length ? $"a message of {thrown.Message.Length} characters: {thrown.Message}"
                : null;
        }

        long taken = GC.GetAllocatedBytesForCurrentThread() - before;
        problem ??= taken > MostBytes ? $"{taken} bytes were allocated" : null;
        return outcome;
    }
}
