using System.Globalization;

namespace SampleCommon;

/// <summary>The command that gives a report again.</summary>
/// <param name="project">The project's folder.</param>
internal sealed class CommandText(string project)
{
    private readonly List<string> _words = [$"dotnet run -c Release --project {project} --"];

    /// <summary>Adds an option; none if the value is null.</summary>
    public CommandText Add(string option, IFormattable? value) => Add(option, value?.ToString(null, CultureInfo.InvariantCulture));

    /// <inheritdoc cref="Add(string, IFormattable?)"/>
    public CommandText Add(string option, string? value)
    {
        if (value is not null)
        {
            _words.Add($"{option} {Quoted(value)}");
        }

        return this;
    }

    /// <summary>Adds a file or folder by its full name, so that the command can be given in any folder; none if it is null.</summary>
    public CommandText AddPath(string option, string? path) => Add(option, path is null ? null : Path.GetFullPath(path));

    /// <summary>Adds an option once for each value.</summary>
    public CommandText AddEach(string option, IEnumerable<string> values)
    {
        foreach (string value in values)
        {
            Add(option, value);
        }

        return this;
    }

    /// <summary>Adds an option without a value, if it is on.</summary>
    public CommandText AddSwitch(string option, bool isOn)
    {
        if (isOn)
        {
            _words.Add(option);
        }

        return this;
    }

    // As shells take it literally, whatever it holds.
    private static string Quoted(string value) =>
        value.Length > 0 && value.All(letter => char.IsLetterOrDigit(letter) || "/\\.,:_-+=@%".Contains(letter, StringComparison.Ordinal))
            ? value
            : $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    public override string ToString() => string.Join(' ', _words);
}
