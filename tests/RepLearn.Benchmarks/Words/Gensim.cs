using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace RepLearn.Benchmarks.Words;

/// <summary>gensim in a process of its own, which waits while it has no order: <c>gensim_words.py</c>.</summary>
internal sealed class Gensim : IDisposable
{
    private readonly Process _process;

    private Gensim(Process process) => _process = process;

    /// <summary>Starts it.</summary>
    /// <param name="python">A Python that has gensim.</param>
    /// <param name="threads">Threads of one matrix operation; training is told its own.</param>
    /// <returns>Null if there is no such Python, or it has no gensim.</returns>
    public static Gensim? Start(string python, int threads)
    {
        var start = new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "Words", "gensim_words.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };

        // Settings for other processors make its matrix library slower, or stop it.
        start.Environment.Remove("OPENBLAS_CORETYPE");
        start.Environment.Remove("OPENBLAS_L2_SIZE");
        start.Environment["OPENBLAS_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
        try
        {
            Process process = Process.Start(start)!;
            if (process.StandardOutput.ReadLine() == "ready")
            {
                return new Gensim(process);
            }

            process.Dispose();
            return null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Gives an order and waits for the answer.</summary>
    /// <returns>The answer's words.</returns>
    /// <exception cref="InvalidOperationException">The process ended; it has said why.</exception>
    public string[] Ask(FormattableString order)
    {
        string line = FormattableString.Invariant(order);
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
        string answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"gensim ended at '{line}'.");
        return answer.Split(' ');
    }

    /// <summary>Trains a model.</summary>
    /// <returns>Words of the corpus a second.</returns>
    public double Train(string scheme, int dimension, int threads, int epochs, int seed, string corpus)
    {
        string[] answer = Ask($"train {scheme} {dimension} {threads} {epochs} {seed} {corpus}");
        return double.Parse(answer[1], CultureInfo.InvariantCulture) / double.Parse(answer[0], CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        // It ends at its input's end.
        _process.StandardInput.Dispose();
        _process.WaitForExit();
        _process.Dispose();
    }
}
