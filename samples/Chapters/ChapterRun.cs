using System.Diagnostics;
using RepLearn;
using RepLearn.Data;
using RepLearn.Evaluation;
using SampleCommon;
using static SampleCommon.Figures;

namespace ChaptersSample;

/// <summary>What a chapter works with: the data, a way to train, and a page that says what the console says, with pictures.</summary>
internal sealed partial class ChapterRun(Chapter chapter, Settings settings, ChapterData data, JobConsole console, CancellationToken token) : IDisposable
{
    /// <summary>Pictures are drawn for screens of twice the usual density.</summary>
    public const int Density = 2;

    private const int CurvesShown = 6;

    private readonly List<IDisposable> _models = [];
    private readonly List<(string Caption, byte[] Png)> _curves = [];

    /// <summary>The images.</summary>
    public ChapterData Data => data;

    /// <summary>Decides first weights and noise.</summary>
    public ulong Seed => settings.Seed;

    /// <summary>The same for what takes only an <see cref="int"/>.</summary>
    public int IntSeed => (int)(settings.Seed & int.MaxValue);

    /// <summary>Whether the user wants to end the program.</summary>
    public CancellationToken Token => token;

    /// <summary>Passes over images that a chapter wants, unless the user gave another number.</summary>
    public int Epochs(int epochs) => settings.Epochs ?? epochs;

    /// <summary>The page so far.</summary>
    public ReportPage Page { get; } = new(chapter.Point, chapter.Source(data));

    /// <summary>Trains a model, with progress; the run keeps it until the end.</summary>
    /// <param name="name">What it is called on the console and in its curves.</param>
    /// <param name="model">The model.</param>
    /// <param name="epochs">Passes over the images, unless the user gave another number.</param>
    /// <param name="images">Images to learn from and to validate on; the data's if not given.</param>
    public Autoencoder<float> Fit(string name, Autoencoder<float> model, int epochs, (ImageSet Train, ImageSet Validation)? images = null)
    {
        model.Threads = settings.Threads;
        var options = new FitOptions
        {
            Epochs = Epochs(epochs),
            BatchSize = data.BatchSize,
            Optimizer = new Adam(2e-3),
            Schedule = LearningRate.Cosine(),
            Seed = settings.Seed,
        };
        (ImageSet train, ImageSet validation) = images ?? (data.Train, data.Validation);
        FitReport report = console.Show<FitProgress, FitReport>(name, FitText.Of, progress => model.Fit(train.Pixels, validation.Pixels, options, progress, token));
        Keep(model, Curves(report), Text($"{name}: {report.Epochs.Count} epochs in {report.Time.TotalSeconds:F1} s; {FitText.Kept(report, model.Info)}"));
        return model;
    }

    /// <summary>The squared error of a test image, summed over its pixels, mean over the images.</summary>
    /// <param name="rebuild">What makes images of images.</param>
    public double Error(RowEncoder rebuild) => ReconstructionError.SquaredPerExample(data.Test.Pixels.Span, rebuild(data.Test.Pixels.Span), data.Test.Size);

    /// <summary>Measures one thing after another, with progress; the user's end of the program ends it between two.</summary>
    /// <param name="name">What is done, on the console.</param>
    /// <param name="items">What to measure, each with its name.</param>
    /// <param name="measure">Measures one.</param>
    public TResult[] Each<TItem, TResult>(string name, IReadOnlyList<(string Name, TItem Item)> items, Func<string, TItem, TResult> measure)
    {
        var clock = Stopwatch.StartNew();
        return console.Show<int, TResult[]>(name, Describe, progress => [.. items.Select((item, index) =>
        {
            token.ThrowIfCancellationRequested();
            TResult result = measure(item.Name, item.Item);
            progress.Report(index + 1);
            return result;
        })]);

        JobProgress Describe(int done) => new(
            (double)done / items.Count, $"{done}/{items.Count}", items[done - 1].Name, clock.Elapsed, clock.Elapsed / done * (items.Count - done), IsMilestone: true);
    }

    /// <summary>Writes a table to the console and the page.</summary>
    public void AddTable(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        console.WriteTable(header, rows);
        Page.AddTable(header, rows);
    }

    /// <summary>Adds a picture that was drawn at <see cref="Density"/>.</summary>
    public void AddPicture(string name, byte[] png, string caption, bool isCover = false)
    {
        Cover = isCover ? (png, caption) : Cover ?? (png, caption);
        Page.AddPicture($"{name}.png", png, caption, Density);
    }

    /// <summary>The picture that stands for the chapter on the page of all chapters, with its caption: the first one, unless another is the cover.</summary>
    public (byte[] Png, string Caption)? Cover { get; private set; }

    /// <summary>Lines over numbers that are a step apart, from one step on.</summary>
    /// <param name="across">What goes to the right.</param>
    /// <param name="up">What goes up.</param>
    /// <param name="lines">Each a name and its numbers.</param>
    /// <param name="step">What lies between one number and the next.</param>
    /// <param name="places">Names of the places across, in place of numbers.</param>
    public static byte[] Lines(string across, string up, IEnumerable<(string, IReadOnlyList<double>)> lines, double step = 1, params string[] places)
    {
        (string, IReadOnlyList<double>)[] all = [.. lines];

        // The legend of many lines needs room of its own.
        return new LearningCurves { HorizontalTitle = across, VerticalTitle = up, Step = step, Places = places, Height = all.Length > 4 ? 500 : 400, Density = Density }.Draw(all);
    }

    /// <summary>Histograms over one another: which share of each group's values is in each of some bins of one width.</summary>
    /// <param name="across">What goes to the right.</param>
    /// <param name="groups">Each a name and its values.</param>
    /// <param name="areCounts">Whether the values are whole numbers, and so the bins' widths.</param>
    public static byte[] Histograms(string across, IReadOnlyList<(string Name, IReadOnlyCollection<double> Values)> groups, bool areCounts = false)
    {
        double most = groups.Max(group => group.Values.Max());
        double width = areCounts ? Math.Max(1, Math.Floor(most / 50)) : most / 50;
        return Lines(across, "share of the images", groups.Select(group => (group.Name, (IReadOnlyList<double>)Measure.Histogram(group.Values, width, (int)Math.Ceiling(most / width)))), width);
    }

    /// <summary>A grid for images of the data's size, about as wide as the page.</summary>
    public ImageGrid Grid(int columns, params string[] rowTitles) => new()
    {
        Width = data.Test.Width,
        Height = data.Test.Height,
        Columns = columns,
        Scale = Math.Max(1, (rowTitles.Length == 0 ? 760 : 600) / columns / data.Test.Width),
        Density = Density,
        RowTitles = rowTitles,
    };

    /// <summary>Some test images, each class in turn.</summary>
    public ImageSet Shown(int count)
    {
        int[] places = SeededOrder.Stratified(data.Test.Labels.Span, count, settings.Seed);
        return data.Test.Select([.. places.OrderBy(place => data.Test.Labels.Span[place])]);
    }

    /// <summary>Ends the page with what was trained and how, tells the verdict, and writes the page.</summary>
    /// <returns>The full path of the page.</returns>
    public string Finish(Verdict verdict)
    {
        console.WriteLine($"{verdict}");
        Page.AddHeading("Verdict")
            .AddText(verdict.Holds ? "The point holds: each of these comparisons does." : "The point does not hold, because not each of these comparisons does.")
            .AddTextTable(Verdict.Header, verdict.Rows)
            .AddHeading("Learning curves").AddText(_curves.Count < _models.Count ? $"Of the first {_curves.Count} of {_models.Count} models, each term of the loss by its name." : "Each term of the loss by its name, over the epochs.");
        for (int index = 0; index < _curves.Count; index++)
        {
            AddPicture($"curves-{index + 1}", _curves[index].Png, _curves[index].Caption);
        }

        Page.AddHeading("Models").AddText("The code that runs and trains them is generated from these declarations when the program is compiled.").AddCode(Declarations());
        Page.AddText("The page is made again by").AddCode(Command());
        return Page.WriteFile(Path.Combine(settings.Output, $"{chapter.Name}.html"));
    }

    /// <inheritdoc/>
    public void Dispose() => _models.ForEach(model => model.Dispose());

    private void Keep(IDisposable model, byte[] curves, string caption)
    {
        _models.Add(model);
        if (_curves.Count < CurvesShown)
        {
            _curves.Add((caption, curves));
        }

        token.ThrowIfCancellationRequested();
    }

    private static byte[] Curves(FitReport report)
    {
        string[] terms = report.Epochs[0].Training.Names.ToArray();
        List<(string, IReadOnlyList<double>)> curves = [("validation, loss", [.. report.Epochs.Select(epoch => epoch.Validation!.Value.Total)])];
        curves.AddRange(terms.Select(term => ($"training, {term}", (IReadOnlyList<double>)[.. report.Epochs.Select(epoch => epoch.Training[term])])));
        return new LearningCurves { VerticalTitle = "loss per image", Height = 300, Density = Density }.Draw([.. curves]);
    }

    private string Declarations()
    {
        string file = $"{char.ToUpperInvariant(chapter.Name[0])}{chapter.Name[1..]}.cs";
        using Stream resource = typeof(ChapterRun).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The assembly lacks the resource '{file}'.");
        string source = new StreamReader(resource).ReadToEnd();
        return source[source.IndexOf("\n[", StringComparison.Ordinal)..].Trim();
    }

    private string Command() => new CommandText("samples/Chapters")
        .AddSwitch(chapter.Name, isOn: true)
        .AddPath("--fashion-mnist", chapter.HasImages ? settings.FashionMnist : null)
        .Add("--epochs", settings.Epochs)
        .Add("--seed", settings.Seed)
        .ToString();
}
