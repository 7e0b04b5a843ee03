using System.CommandLine;
using System.CommandLine.Parsing;
using RepLearn;
using RepLearn.Embeddings;
using RepLearn.Evaluation;
using SampleCommon;

namespace ChaptersSample;

/// <summary>The program: which chapters, on what, and where their pages go.</summary>
internal static class ChaptersCommand
{
    private const string All = "all";
    private const string List = "list";

    /// <inheritdoc cref="JobCommand.InvokeAsync"/>
    public static Task<int> InvokeAsync(string[] arguments, TextWriter output, TextWriter error, CancellationToken token = default)
    {
        var chapter = new Argument<string>("chapter") { Description = "A chapter's name, 'all' or 'list'.", DefaultValueFactory = _ => List };
        chapter.AcceptOnlyFromAmong([List, All, .. Chapter.All.Select(known => known.Name)]);
        var fashion = new Option<string?>("--fashion-mnist") { HelpName = "FOLDER", Description = "Folder with the four files of Fashion-MNIST, to use it in place of the embedded digits (Debian: /usr/share/datasets/fashion-mnist)." };
        var folder = new Option<string>("--output") { HelpName = "FOLDER", Description = "Folder for the pages.", DefaultValueFactory = _ => new Settings().Output };
        var gallery = new Option<string?>("--gallery") { HelpName = "FOLDER", Description = "Folder for one picture of each chapter as a file of its own; without it, pictures are in the pages alone." };
        var epochs = new Option<int?>("--epochs") { HelpName = "N", Description = "Passes over the training images, in place of each chapter's own numbers.", CustomParser = result => (int?)JobCommand.WholeNumber(result, least: 1, most: int.MaxValue) };
        var seed = new Option<ulong>("--seed") { HelpName = "N", Description = "Decides first weights, orders and noise.", DefaultValueFactory = _ => new Settings().Seed, CustomParser = result => JobCommand.WholeNumber(result, least: 0, most: ulong.MaxValue) };
        var threads = new Option<int>("--threads") { HelpName = "N", Description = "The most threads; results do not depend on it.", DefaultValueFactory = _ => new Settings().Threads, CustomParser = result => (int)JobCommand.WholeNumber(result, least: 1, most: int.MaxValue) };
        return JobCommand.InvokeAsync(
            new RootCommand("Representation learning in chapters: each trains models on real images, writes a page with pictures, and says whether its point held; exit code 1 if one did not.") { chapter, fashion, folder, gallery, epochs, seed, threads },
            arguments,
            output,
            error,
            (parsed, console, stop) => Run(
                new Settings
                {
                    Chapter = parsed.GetValue(chapter)!,
                    FashionMnist = parsed.GetValue(fashion),
                    Output = parsed.GetValue(folder)!,
                    Gallery = parsed.GetValue(gallery),
                    Epochs = parsed.GetValue(epochs),
                    Seed = parsed.GetValue(seed),
                    Threads = parsed.GetValue(threads),
                },
                console,
                stop),
            problem => problem is TrainingDivergedException or EmbeddingDivergedException or VerdictException,
            token);
    }

    private static void Run(Settings settings, JobConsole console, CancellationToken token)
    {
        if (settings.Chapter == List)
        {
            console.WriteTable(["chapter", "point"], Chapter.All.Select(chapter => (string[])[chapter.Name, chapter.Point]), Spectre.Console.Justify.Left);
            return;
        }

        ChapterData data = ChapterData.Load(settings.FashionMnist);
        Chapter[] chapters = [.. Chapter.All.Where(chapter => settings.Chapter == All || settings.Chapter == chapter.Name)];
        OutputPlace.ExpectFolder("--output", settings.Output, chapters.Select(chapter => $"{chapter.Name}.html"));
        if (settings.Gallery is { } pictures)
        {
            OutputPlace.ExpectFolder("--gallery", pictures, chapters.Select(chapter => $"{chapter.Name}.png"));
        }

        List<(Chapter Chapter, Verdict Verdict, (byte[] Png, string Caption)? Cover)> done = [];
        foreach (Chapter chapter in chapters)
        {
            console.WriteLine($"{chapter.Name}: {chapter.Point}");
            using var run = new ChapterRun(chapter, settings, data, console, token);
            Verdict verdict = chapter.Run(run);
            console.WriteLine($"Page: {run.Finish(verdict)}");
            done.Add((chapter, verdict, run.Cover));
            if (settings.Gallery is { } gallery && run.Cover is { } cover)
            {
                File.WriteAllBytes(Path.Combine(gallery, $"{chapter.Name}.png"), cover.Png);
            }
        }

        if (settings.Chapter == All)
        {
            console.WriteLine($"All pages: {WriteIndex(data, done, settings.Output)}");
        }

        if (done.Where(one => !one.Verdict.Holds).Select(one => one.Chapter.Name).ToArray() is { Length: > 0 } failed)
        {
            throw new VerdictException($"On these images and settings the point did not hold: {string.Join(", ", failed)}.");
        }
    }

    private static string WriteIndex(ChapterData data, List<(Chapter Chapter, Verdict Verdict, (byte[] Png, string Caption)? Cover)> done, string folder)
    {
        var page = new ReportPage("Representation learning in chapters", $"Each chapter trains its models, measures them, and says whether its point held. Images: {data.Name}.");
        page.AddTextTable(["chapter", "holds", "point"], done.Select(one => (string[])[one.Chapter.Name, one.Verdict.Holds ? "yes" : "no", one.Chapter.Point]));
        foreach ((Chapter chapter, Verdict verdict, (byte[] Png, string Caption)? cover) in done)
        {
            page.AddHeading($"{char.ToUpperInvariant(chapter.Name[0])}{chapter.Name[1..]}")
                .AddText($"{chapter.Point}.")
                .AddText($"{verdict}");
            if (cover is var (png, caption))
            {
                page.AddPicture($"{chapter.Name}.png", png, caption, ChapterRun.Density);
            }

            page.AddLink($"{chapter.Name}.html", "The chapter");
        }

        return page.WriteFile(Path.Combine(folder, "index.html"));
    }
}
