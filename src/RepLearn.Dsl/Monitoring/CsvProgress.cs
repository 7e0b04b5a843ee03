using System.Globalization;
using System.Text;
using RepLearn.Models;
using RepLearn.Monitoring;
using RepLearn.Numerics.Files;

namespace RepLearn;

/// <summary>Writes the progress of a fit as lines of a CSV file, one per epoch or one per report.</summary>
/// <remarks>
/// Columns: <c>epoch</c>, <c>batch</c> (steps in the epoch), <c>step</c> (of the fit), <c>seconds</c> (since the call), <c>learningRate</c>,
/// <c>gradientNorm</c>, <c>examplesPerSecond</c>, then <c>training.total</c> and <c>training.TERM</c> for each term and metric, then
/// <c>validation.…</c> likewise, empty where there is no validation. Numbers are in invariant culture, with all their digits. A line is in the
/// file when <see cref="Report"/> returns. If the file exists, lines are added below its own, so that a resumed fit continues the table, with that file's ends of lines; epochs that
/// were reported after the checkpoint are there twice. A last line without an end, of a writer that was killed, is cut off. One instance serves one fit at a time, and
/// one file has one writer.
/// </remarks>
public sealed class CsvProgress : IProgress<FitProgress>, IDisposable
{
    private readonly bool _everyReport;
    private readonly HeldFile _held;
    private readonly FileStream _stream;
    private bool _isClosed;
    private bool _hasHeader;
    private string _lineEnd = "\n";

    /// <summary>Opens the file, or makes it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="everyReport">Whether to write each report, not only those at the end of an epoch.</param>
    /// <exception cref="IOException">The file cannot be opened: it is a folder, or has another writer.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public CsvProgress(string path, bool everyReport = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _everyReport = everyReport;
        _held = HeldFile.Take(path, $"another {nameof(CsvProgress)}");
        try
        {
            _stream = Open(path);
        }
        catch
        {
            _held.Dispose();
            throw;
        }
    }

    /// <summary>Writes a report.</summary>
    /// <exception cref="InvalidDataException">The file exists and has other columns; it is not changed.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public void Report(FitProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        ClosedFile.ThrowIf(_isClosed, nameof(CsvProgress), _stream.Name);
        if (value.EpochDone || _everyReport)
        {
            if (!_hasHeader)
            {
                Begin(HeaderOf(value));
                _hasHeader = true;
            }

            _stream.Write(Encoding.UTF8.GetBytes(LineOf(value) + _lineEnd));
            _stream.Flush();
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _isClosed = true;
        _stream.Dispose();
        _held.Dispose();
    }

    // Where sharing is only advice, a lock beyond all lines keeps other processes' writers away, and no readers. It ends early if this process opens
    // and closes the file once more.
    private static FileStream Open(string path)
    {
        if (Directory.Exists(path) || Path.EndsInDirectorySeparator(path))
        {
            throw new IOException($"Cannot write '{path}': expected the name of a file, but it is that of a folder.");
        }

        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            if (OperatingSystem.IsLinux())
            {
                stream.Lock(long.MaxValue - 1, 1);
            }

            return stream;
        }
        catch (IOException problem)
        {
            stream.Dispose();
            throw new IOException($"Cannot write '{path}': another process writes it, or its file system has no locks. Give each writer a file of its own.", problem);
        }
    }

    private static string HeaderOf(FitProgress value)
    {
        string[] names = [.. LossValues.Of(value.Losses).Select(loss => loss.Name)];
        return $"epoch,batch,step,seconds,learningRate,gradientNorm,examplesPerSecond,{string.Join(',', names.Select(name => $"training.{name}"))},{string.Join(',', names.Select(name => $"validation.{name}"))}";
    }

    private static string LineOf(FitProgress value)
    {
        IEnumerable<string> training = LossValues.Of(value.Losses).Select(loss => Text(loss.Value));
        IEnumerable<string> validation = value is { EpochDone: true, Validation: { } losses }
            ? LossValues.Of(losses).Select(loss => Text(loss.Value))
            : training.Select(_ => "");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{value.Epoch},{value.Batch},{value.Step},{Text(value.Elapsed.TotalSeconds)},{Text(value.LearningRate)},{Text(value.GradientNorm)},{Text(value.ExamplesPerSecond)},{string.Join(',', training)},{string.Join(',', validation)}");
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private void Begin(string columns)
    {
        ReadOnlySpan<byte> mark = Encoding.UTF8.Preamble;
        byte[] header = Encoding.UTF8.GetBytes(columns);
        _stream.Position = 0;
        var first = new byte[Math.Min(_stream.Length, mark.Length + header.Length + 2)];
        _stream.ReadExactly(first);
        int start = first.AsSpan().StartsWith(mark) ? mark.Length : 0;
        ReadOnlySpan<byte> found = first.AsSpan(start);
        ReadOnlySpan<byte> rest = found[Math.Min(found.Length, header.Length)..];
        bool isHeader = header.AsSpan().StartsWith(found[..^rest.Length]);
        if (isHeader && (rest.IsEmpty || rest.SequenceEqual("\r"u8)))
        {
            // Of a new file, or of one whose header was cut when its writer was killed.
            _stream.SetLength(start);
            _stream.Position = start;
            _stream.Write(header);
            _stream.Write("\n"u8);
            return;
        }

        _lineEnd = rest.StartsWith("\r\n"u8) ? "\r\n" : "\n";
        if (!isHeader || (_lineEnd == "\n" && rest[0] != '\n'))
        {
            throw new InvalidDataException($"Expected '{_stream.Name}' to begin with the columns of this model's progress, '{columns}', because lines are added to a file that exists, but it begins otherwise. Give another path, or move the file away.");
        }

        // A line that was cut when its writer was killed is none.
        long end = EndOfLines(out bool isCutWithinEnd);
        _stream.SetLength(end);
        _stream.Position = end;
        if (isCutWithinEnd)
        {
            _stream.Write("\n"u8);
        }
    }

    // After the last end of a line, backwards from the file's.
    private long EndOfLines(out bool isCutWithinEnd)
    {
        var block = new byte[4096];
        long end = _stream.Length;
        isCutWithinEnd = false;
        while (true)
        {
            Span<byte> part = block.AsSpan(0, (int)Math.Min(end, block.Length));
            _stream.Position = end - part.Length;
            _stream.ReadExactly(part);
            if (end == _stream.Length && part[^1] == '\r')
            {
                isCutWithinEnd = true;
                return end;
            }

            int last = part.LastIndexOf((byte)'\n');
            if (last >= 0)
            {
                return end - part.Length + last + 1;
            }

            end -= part.Length;
        }
    }
}
