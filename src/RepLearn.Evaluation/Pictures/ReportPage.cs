using System.Text;

namespace RepLearn.Evaluation;

/// <summary>
/// A page of headings, text, tables, code and pictures for a browser, written with its pictures into one folder. The folder
/// needs nothing else: it can be moved, zipped and opened without a network. All text is escaped.
/// </summary>
/// <param name="title">The page's heading.</param>
/// <param name="lead">A sentence or two on what it shows.</param>
public sealed class ReportPage(string title, string lead)
{
    private const string Style = "report.css";

    // Characters, with the space after each column, that fit side by side on a telephone.
    private const int NarrowLine = 45;

    private readonly StringBuilder _body = new();
    private readonly List<string> _headings = [];
    private readonly Dictionary<string, byte[]> _pictures = [];

    /// <summary>Begins a section; the page's top links to it.</summary>
    /// <param name="heading">Its heading.</param>
    public ReportPage AddHeading(string heading)
    {
        _headings.Add(heading);
        _body.Append($"<h2 id=\"s{_headings.Count}\">{Escaped(heading)}</h2>\n");
        return this;
    }

    /// <summary>Adds a paragraph.</summary>
    /// <param name="text">Its text.</param>
    public ReportPage AddText(string text)
    {
        _body.Append($"<p>{Escaped(text)}</p>\n");
        return this;
    }

    /// <summary>Adds a link to another page.</summary>
    /// <param name="file">The other page's file name in the same folder, for example <c>sparse.html</c>.</param>
    /// <param name="text">What is clicked on.</param>
    public ReportPage AddLink(string file, string text)
    {
        _body.Append($"<p><a href=\"{Uri.EscapeDataString(file)}\">{Escaped(text)}</a></p>\n");
        return this;
    }

    /// <summary>Adds a picture with the words under it.</summary>
    /// <param name="file">The picture's file name in the folder, for example <c>samples.png</c>.</param>
    /// <param name="png">The bytes of a PNG file.</param>
    /// <param name="caption">What can be seen in it, for a reader who sees such a picture for the first time.</param>
    /// <param name="density">Pixels of the file for each pixel on the page, as it was drawn; at least 1.</param>
    /// <exception cref="ArgumentException">The file name has a folder in it or comes twice, or the bytes are not a PNG file.</exception>
    public ReportPage AddPicture(string file, byte[] png, string caption, int density = 1)
    {
        ArgumentNullException.ThrowIfNull(png);
        ArgumentOutOfRangeException.ThrowIfLessThan(density, 1);
        AppendFigure(file, png, caption, density);
        return this;
    }

    /// <summary>Adds pictures that are to be compared: side by side where there is room, else below each other.</summary>
    /// <param name="density">Pixels of the files for each pixel on the page, as they were drawn; at least 1.</param>
    /// <param name="pictures">Each a file name in the folder, the bytes of a PNG file, and what can be seen in it.</param>
    /// <inheritdoc cref="AddPicture"/>
    public ReportPage AddPictures(int density, params ReadOnlySpan<(string File, byte[] Png, string Caption)> pictures)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(density, 1);
        _body.Append("<div class=\"beside\">\n");
        foreach ((string file, byte[] png, string caption) in pictures)
        {
            AppendFigure(file, png, caption, density);
        }

        _body.Append("</div>\n");
        return this;
    }

    /// <summary>Adds a map of words that can be pointed at, and the same map as a picture in the folder.</summary>
    /// <param name="file">The picture's file name, for example <c>map.png</c>.</param>
    /// <param name="map">The map.</param>
    /// <param name="caption">What can be seen in it.</param>
    /// <exception cref="ArgumentException">The file name has a folder in it or comes twice.</exception>
    public ReportPage AddMap(string file, WordMap map, string caption)
    {
        ArgumentNullException.ThrowIfNull(map);
        AddFile(file, map.DrawPng(density: 2));
        _body.Append($"<figure class=\"wide\">{map.DrawSvg()}<figcaption>{Escaped(caption)} <a href=\"{Uri.EscapeDataString(file)}\">{Escaped(file)}</a></figcaption></figure>\n");
        return this;
    }

    /// <summary>Adds a table whose first column is words and whose other columns are numbers.</summary>
    /// <param name="header">The columns' names.</param>
    /// <param name="rows">One text a column in each row.</param>
    /// <exception cref="ArgumentException">A row has more or fewer columns than the header.</exception>
    public ReportPage AddTable(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows) => AddTable(header, rows, isText: false);

    /// <summary>Adds a table whose columns are all words.</summary>
    /// <param name="header">The columns' names.</param>
    /// <param name="rows">One text a column in each row.</param>
    /// <exception cref="ArgumentException">A row has more or fewer columns than the header.</exception>
    public ReportPage AddTextTable(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows) => AddTable(header, rows, isText: true);

    /// <summary>Adds text in which every space and line break counts.</summary>
    /// <param name="code">For example a declaration or a command.</param>
    public ReportPage AddCode(string code)
    {
        _body.Append($"<pre><code>{Escaped(code)}</code></pre>\n");
        return this;
    }

    /// <summary>Writes <c>index.html</c> and the pictures.</summary>
    /// <param name="folder">Where; made if it is not there. Files of the same names are replaced.</param>
    /// <returns>The full path of <c>index.html</c>.</returns>
    /// <exception cref="IOException">The folder or a file cannot be written.</exception>
    public string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach ((string file, byte[] png) in _pictures)
        {
            File.WriteAllBytes(Path.Combine(folder, file), png);
        }

        string index = Path.GetFullPath(Path.Combine(folder, "index.html"));
        File.WriteAllText(index, ToHtml());
        return index;
    }

    /// <summary>Writes the page as one file that has its pictures inside, so that it can be sent alone.</summary>
    /// <param name="file">Its name, such as <c>report.html</c>; a file of that name is replaced, and its folder made if it is not there.</param>
    /// <returns>The full path of the file.</returns>
    /// <exception cref="IOException">The folder or the file cannot be written.</exception>
    public string WriteFile(string file)
    {
        string html = ToHtml();
        foreach ((string name, byte[] png) in _pictures)
        {
            // Browsers follow no link to such an address, but they save it.
            string address = $"data:image/png;base64,{Convert.ToBase64String(png)}";
            html = html.Replace($"src=\"{Uri.EscapeDataString(name)}\"", $"src=\"{address}\"", StringComparison.Ordinal)
                .Replace($"href=\"{Uri.EscapeDataString(name)}\"", $"href=\"{address}\" download=\"{Escaped(name)}\"", StringComparison.Ordinal);
        }

        string path = Path.GetFullPath(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, html);
        return path;
    }

    private ReportPage AddTable(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows, bool isText)
    {
        IReadOnlyList<string>[] all = [.. rows];
        if (Array.Find(all, row => row.Count != header.Count) is { } odd)
        {
            throw new ArgumentException($"Expected rows of {header.Count} columns, but got one of {odd.Count}.", nameof(rows));
        }

        // On a telephone the first column of a wide table becomes a line above its row, so that no column is out of sight.
        bool isWide = Enumerable.Range(0, header.Count).Sum(NarrowWidth) > NarrowLine;
        _body.Append($"<div class=\"scroll\"><table class=\"{(isText ? "text" : "numbers")}{(isWide ? " wide" : "")}\" style=\"--others: {Math.Max(1, header.Count - 1)}\"><thead><tr>");
        AppendCells(header, "th");
        _body.Append("</tr></thead><tbody>\n");
        foreach (IReadOnlyList<string> row in all)
        {
            _body.Append("<tr>");
            AppendCells(row, "td");
            _body.Append("</tr>\n");
        }

        _body.Append("</tbody></table></div>\n");
        return this;

        // Names and text may be broken at spaces, numbers not.
        int NarrowWidth(int column) =>
            1 + all.Select(row => row[column]).Select(cell => isText || column == 0 ? LongestWord(cell) : cell.Length).Append(LongestWord(header[column])).Max();

        static int LongestWord(string text) => text.Split(' ').Max(word => word.Length);
    }

    private void AppendFigure(string file, byte[] png, string caption, int density)
    {
        AddFile(file, png);
        (int width, int height) = PngSize.Of(png);
        _body.Append($"<figure><img src=\"{Uri.EscapeDataString(file)}\" width=\"{width / density}\" height=\"{height / density}\" alt=\"{Escaped(caption)}\">");
        _body.Append($"<figcaption>{Escaped(caption)}</figcaption></figure>\n");
    }

    private void AddFile(string file, byte[] png)
    {
        if (file != Path.GetFileName(file) || !_pictures.TryAdd(file, png))
        {
            throw new ArgumentException($"Expected a plain file name that is not used yet, but got '{file}'.", nameof(file));
        }
    }

    private string ToHtml()
    {
        using Stream resource = typeof(ReportPage).Assembly.GetManifestResourceStream(Style)
            ?? throw new InvalidOperationException($"The assembly lacks its resource '{Style}'.");
        string style = new StreamReader(resource).ReadToEnd();
        var links = new StringBuilder();
        for (int index = 0; index < _headings.Count; index++)
        {
            links.Append($"<a href=\"#s{index + 1}\">{Escaped(_headings[index])}</a>\n");
        }

        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Escaped(title)}</title>
            <style>
            {style}</style>
            </head>
            <body>
            <h1>{Escaped(title)}</h1>
            <p class="lead">{Escaped(lead)}</p>
            <nav>
            {links}</nav>
            {_body}</body>
            </html>

            """;
    }

    private void AppendCells(IReadOnlyList<string> cells, string tag)
    {
        foreach (string cell in cells)
        {
            _body.Append($"<{tag}>{Escaped(cell)}</{tag}>");
        }
    }

    private static string Escaped(string text) => PageText.Escaped(text);
}
