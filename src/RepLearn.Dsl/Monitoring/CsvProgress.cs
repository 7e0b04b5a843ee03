using System.Globalization;
using System.Text;
using RepLearn.Models;

namespace RepLearn;

/// <summary>Writes the progress of a fit as lines of a CSV file, one per epoch or one per report.</summary>
/// <remarks>
/// Columns: <c>epoch</c>, <c>batch</c> (steps in the epoch), <c>step</c> (of the fit), <c>seconds</c> (since the call), <c>learningRate</c>,
/// <c>gradientNorm</c>, <c>examplesPerSecond</c>, then <c>training.total</c> and <c>training.TERM</c> for each term and metric, then
/// <c>validation.…</c> likewise, empty where there is no validation. Numbers are in invariant culture, with all their digits. A line is in the
/// file when <see cref="Report"/> returns. If the file exists, lines are added below its own, so that a resumed fit continues the table; epochs that were reported
/// after the checkpoint are there twice. One instance serves one fit at a time.
/// </remarks>
public sealed class CsvProgress : IProgress<FitProgress>, IDisposable
{
    private readonly bool _everyReport;
    private readonly FileStream _stream;
    private bool _hasHeader;

    /// <summary>Opens the file, or makes it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="everyReport">Whether to write each report, not only those at the end of an epoch.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public CsvProgress(string path, bool everyReport = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _everyReport = everyReport;
        _stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
    }

    /// <summary>Writes a report.</summary>
    /// <exception cref="InvalidDataException">The file exists and has other columns; it is not changed.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public void Report(FitProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.EpochDone || _everyReport)
        {
            if (!_hasHeader)
            {
                Begin(HeaderOf(value));
                _hasHeader = true;
            }

            _stream.Write(Encoding.UTF8.GetBytes(LineOf(value)));
            _stream.Flush();
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _stream.Dispose();

    private static string HeaderOf(FitProgress value)
    {
        string[] names = [.. LossValues.Of(value.Losses).Select(loss => loss.Name)];
        return $"epoch,batch,step,seconds,learningRate,gradientNorm,examplesPerSecond,{string.Join(',', names.Select(name => $"training.{name}"))},{string.Join(',', names.Select(name => $"validation.{name}"))}\n";
    }

    private static string LineOf(FitProgress value)
    {
        IEnumerable<string> training = LossValues.Of(value.Losses).Select(loss => Text(loss.Value));
        IEnumerable<string> validation = value is { EpochDone: true, Validation: { } losses }
            ? LossValues.Of(losses).Select(loss => Text(loss.Value))
            : training.Select(_ => "");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{value.Epoch},{value.Batch},{value.Step},{Text(value.Elapsed.TotalSeconds)},{Text(value.LearningRate)},{Text(value.GradientNorm)},{Text(value.ExamplesPerSecond)},{string.Join(',', training)},{string.Join(',', validation)}\n");
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private void Begin(string header)
    {
        if (_stream.Length == 0)
        {
            _stream.Write(Encoding.UTF8.GetBytes(header));
            return;
        }

        _stream.Position = 0;
        var found = new byte[Math.Min(_stream.Length, Encoding.UTF8.GetByteCount(header))];
        _stream.ReadExactly(found);
        if (Encoding.UTF8.GetString(found) != header)
        {
            throw new InvalidDataException($"Expected '{_stream.Name}' to begin with the columns of this model's progress, '{header.TrimEnd('\n')}', because lines are added to a file that exists, but it begins otherwise. Give another path, or move the file away.");
        }

        // A line that was cut when its writer was killed would run into the next one.
        _stream.Seek(-1, SeekOrigin.End);
        if (_stream.ReadByte() != '\n')
        {
            _stream.WriteByte((byte)'\n');
        }
    }
}
