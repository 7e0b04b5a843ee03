using System.IO.Compression;
using RepLearn.Data;
using RepLearn.Embeddings;

namespace RepLearn.Tests.Fuzz;

/// <summary>Every reader of the library.</summary>
internal static class FuzzTargets
{
    private static readonly Type[] s_ofModels = [typeof(ModelFileException)];
    private static readonly Type[] s_ofQuestions = [typeof(QuestionFileException)];
    private static readonly Type[] s_ofData = [typeof(DataFileException)];
    private static readonly Type[] s_ofCorpora = [typeof(CorpusException)];
    private static readonly float[] s_rows = [.. Enumerable.Range(0, 48).Select(place => MathF.Sin(place))];

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("model", "model.safetensors", Unchecked(WriteModel), ReadModel, s_ofModels),
        new("checkpoint", "fit.safetensors", Unchecked(path => Fit(path, epochs: 2)), path => Fit(path, epochs: 3), [.. s_ofModels, typeof(TrainingDivergedException)]),
        new("embedding", "words.safetensors", Unchecked(WriteEmbedding), path => FuzzWords.Load(path), s_ofModels),
        new("vectors, word2vec text", "vectors.txt", WriteVectors, ReadVectors, s_ofModels),
        new("vectors, word2vec binary", "vectors.bin", WriteVectors, ReadVectors, s_ofModels),
        new("vectors, fastText", "vectors.vec", WriteVectors, ReadVectors, s_ofModels),
        new("vectors, Projector", "vectors.tsv", path => WriteVectorsAlone(path), ReadVectors, s_ofModels),
        new("vectors, GloVe", "glove.txt", path => File.WriteAllText(path, "one 0.1 -2\n. . 3e5 4\nzwölf 5 6\n"), ReadVectors, s_ofModels),
        new("vectors, text, gzip", "vectors.vec.gz", path => File.WriteAllBytes(path, Gzip("2 2\none 1 -2.5\nzwei 3 4\n"u8.ToArray())), ReadVectors, s_ofModels),
        new("vectors, binary, Brotli", "vectors.bin.br", path => File.WriteAllBytes(path, Brotli("2 2\none 00001111zwei 22223333"u8.ToArray())), ReadVectors, s_ofModels),
        new("vectors, safetensors", "vectors.safetensors", Unchecked(WriteVectors), ReadVectors, s_ofModels),
        new("IDX", "images.idx", path => File.WriteAllBytes(path, Images()), ReadImages, s_ofData),
        new("IDX, gzip", "images.gz", path => File.WriteAllBytes(path, Gzip(Images())), ReadImages, s_ofData),
        new("CSV", "table.csv", path => File.WriteAllText(path, "1,2.5,\"-3e2\"\n4,5,6\r\n7,8,9\n"), path => CsvTable.Read(path), s_ofData),
        new("CSV with categories", "mixed.csv", path => File.WriteAllText(path, "x;c;y\n1;\"a;b\";k\n-3e2;d;l\r\n7;d;k\n"), path => CsvTable.Read(path, new CsvOptions { Label = ^1, Categorical = [1] }), s_ofData),
        new("CSV, gzip", "table.csv.gz", path => File.WriteAllBytes(path, Gzip("1,2.5,-3e2\n4,5,6\n"u8.ToArray())), path => CsvTable.Read(path), s_ofData),
        new("corpus", "corpus.txt", path => File.WriteAllText(path, Text), ReadCorpus, s_ofCorpora),
        new("corpus, gzip", "corpus.txt.gz", path => File.WriteAllBytes(path, Gzip(System.Text.Encoding.UTF8.GetBytes(Text))), ReadCorpus, s_ofCorpora),
        new("corpus, Brotli", "corpus.txt.br", path => File.WriteAllBytes(path, Brotli(System.Text.Encoding.UTF8.GetBytes(Text))), ReadCorpus, s_ofCorpora),
        new("edge list", "edges.txt", path => File.WriteAllText(path, "# edges\na b 1\nb c 2.5\nc a 1e3\n"), path => Graph.FromFile(path), s_ofCorpora),
        new("Matrix Market", "edges.mtx", path => File.WriteAllText(path, "%%MatrixMarket matrix coordinate real symmetric\n3 3 2\n2 1 1\n3 1 0.5\n"), path => Graph.FromFile(path), s_ofCorpora),
        new("analogies", "questions.txt", path => File.WriteAllText(path, "# asked\n: family\nman woman king queen\n: more\na b c d\n"), path => AnalogySection.ReadFile(path), s_ofQuestions),
        new("word pairs", "pairs.tsv", path => File.WriteAllText(path, "first\tsecond\tscore\na\tb\t7.5\nc\td\t1\n"), path => WordPair.ReadFile(path), s_ofQuestions),
    ];

    private static string Text => "The quick brown föx jumps.\nOver the läzy dog, 日本 🙂 the end.\n\nA b c d e f g.\n";

    // Under a name that no reader knows, as the checksum would refuse every change.
    private static Action<string> Unchecked(Action<string> write) => path =>
    {
        write(path);
        byte[] file = File.ReadAllBytes(path);
        "no crc"u8.CopyTo(file.AsSpan(file.AsSpan().IndexOf("crc32c"u8)));
        File.WriteAllBytes(path, file);
    };

    private static void WriteModel(string path)
    {
        using var model = new FuzzCode(1);
        model.Save(path);
    }

    private static void ReadModel(string path)
    {
        using FuzzCode model = FuzzCode.Load(path);
    }

    private static void Fit(string path, int epochs)
    {
        using var model = new FuzzCode(1);
        var options = new FitOptions { Epochs = epochs, BatchSize = 5, Checkpoint = epochs == 2 ? path : null };
        if (epochs > 2)
        {
            // Resuming writes to the checkpoint; the good one is wanted again.
            string copy = $"{path}.copy";
            File.Copy(path, copy, overwrite: true);
            options = options with { Checkpoint = copy, Resume = true };
        }

        model.Fit(s_rows, options);
    }

    private static void WriteEmbedding(string path)
    {
        using var model = new FuzzWords(Vocabulary.Build(TextCorpus.FromText(Text), new VocabularyOptions { MinimumCount = 1 }), 1);
        model.Save(path);
    }

    private static void WriteVectors(string path) => new WordVectors(["one", "zwölf", "日本"], [1, -2.5f, 3e-9f, 4, 5e20f, 6], 2).Save(path);

    private static void ReadVectors(string path) => WordVectors.Load(path);

    // Without the list of hashes, which would refuse every change.
    private static void WriteVectorsAlone(string path)
    {
        WriteVectors(path);
        File.Delete(Path.ChangeExtension(path, ".pair"));
    }

    private static byte[] Images() => [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

    // The damaged file as labels, which refuses it, and as images beside good labels.
    private static void ReadImages(string path)
    {
        string labels = $"{path}.labels";
        File.WriteAllBytes(labels, [0, 0, 8, 1, 0, 0, 0, 2, 1, 2]);
        IdxReader.Read(path, labels);
    }

    private static void ReadCorpus(string path)
    {
        using SentenceReader reader = TextCorpus.FromFile(path).Open();
        var line = new TokenBuffer();
        while (reader.Read(line))
        {
        }
    }

    private static byte[] Gzip(byte[] content) => Packed(content, stream => new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true));

    private static byte[] Brotli(byte[] content) => Packed(content, stream => new BrotliStream(stream, CompressionLevel.Optimal, leaveOpen: true));

    private static byte[] Packed(byte[] content, Func<Stream, Stream> pack)
    {
        using var packed = new MemoryStream();
        using (Stream packing = pack(packed))
        {
            packing.Write(content);
        }

        return packed.ToArray();
    }
}
