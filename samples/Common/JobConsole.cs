using System.Diagnostics;
using System.Globalization;
using RepLearn.Numerics.Files;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SampleCommon;

/// <summary>Where a job's progress and results go: a terminal with a bar that moves, or a file or pipe with plain lines.</summary>
internal sealed class JobConsole
{
    private const int BarWidth = 30;

    // In a file or pipe no line is broken to fit.
    private const int PlainWidth = 1000;

    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);

    private readonly TextWriter _output;
    private readonly bool _isLive;

    public JobConsole(TextWriter output)
    {
        bool terminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        _output = output;
        Ansi = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = terminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        _isLive = terminal && Ansi.Profile.Capabilities.Ansi;
        if (!terminal)
        {
            Ansi.Profile.Width = PlainWidth;
        }
    }

    /// <summary>The console itself, for tables.</summary>
    public IAnsiConsole Ansi { get; }

    public void WriteLine(string line) => Ansi.WriteLine(Visible(line));

    /// <summary>A table whose first column is words and whose other columns are numbers.</summary>
    public void WriteTable(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows, Justify justify = Justify.Right)
    {
        Table table = new Table().Border(TableBorder.Simple);
        for (int column = 0; column < header.Count; column++)
        {
            table.AddColumn(new TableColumn(header[column]) { Alignment = column == 0 ? Justify.Left : justify, NoWrap = true });
        }

        foreach (IReadOnlyList<string> row in rows)
        {
            table.AddRow([.. row.Select(cell => Markup.Escape(Visible(cell)))]);
        }

        Ansi.Write(table);
    }

    /// <summary>Runs something that takes a while and shows how far it is.</summary>
    /// <param name="name">What is done.</param>
    /// <param name="describe">What a report of the work says.</param>
    /// <param name="work">The work; it reports to what it is given.</param>
    public TResult Show<TReport, TResult>(string name, Func<TReport, JobProgress> describe, Func<IProgress<TReport>, TResult> work) => _isLive
        ? Ansi.Live(new Text(name)).AutoClear(false).Start(context =>
            work(new DirectProgress<TReport>(report => context.UpdateTarget(Bar(name, describe(report))))))
        : work(new DirectProgress<TReport>(Lines<TReport>(name, describe)));

    /// <summary>Text of users' files, such as words: a terminal would take orders from what cannot be seen in it.</summary>
    public static string Visible(string text) => string.Join('\n', text.Split('\n').Select(line => FileText.Shown(line, int.MaxValue)));

    // The first and last milestone, and one at most every few seconds between.
    private Action<TReport> Lines<TReport>(string name, Func<TReport, JobProgress> describe)
    {
        Stopwatch? sinceLast = null;
        return report =>
        {
            JobProgress progress = describe(report);
            if (progress.IsMilestone && (sinceLast is null || progress.Share >= 1 || sinceLast.Elapsed >= s_interval))
            {
                sinceLast = Stopwatch.StartNew();
                _output.WriteLine($"{name}  {progress.Place}  {progress.Details}");
            }
        };
    }

    private Rows Bar(string name, JobProgress progress)
    {
        int filled = (int)Math.Round(Math.Clamp(progress.Share, 0, 1) * BarWidth);
        (char full, char empty) = Ansi.Profile.Capabilities.Unicode ? ('━', '─') : ('#', '-');
        string time = progress.Left is { } left && progress.Share < 1 ? $"{left:m\\:ss} left" : $"{progress.Elapsed:m\\:ss}";
        string bar = $"[green]{new string(full, filled)}[/][grey]{new string(empty, BarWidth - filled)}[/]";
        string heading = string.Create(CultureInfo.InvariantCulture, $"{Markup.Escape(name)}  {bar}  {Markup.Escape(progress.Place)}  {time}");
        IRenderable[] lines = [new Markup(heading), new Markup($"[grey]  {Markup.Escape(progress.Details)}[/]")];
        return new Rows(lines);
    }
}
