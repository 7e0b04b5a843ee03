using System.Globalization;
using RepLearn.Numerics.Files;

namespace RepLearn.Embeddings.Training;

/// <summary>Where a fit goes on, as metadata of an embedding's file.</summary>
internal static class EmbeddingStateFile
{
    private const string Epoch = "epoch";
    private const string Chunk = "chunk";
    private const string WordsBefore = "fit/wordsBefore";
    private const string Mode = "fit/mode";
    private const string Sampling = "fit/sampling";
    private const string EarlierEpochs = "fit/earlierEpochs";
    private const string Epochs = "fit/epochs";
    private const string LearningRate = "fit/learningRate";
    private const string FinalLearningRate = "fit/finalLearningRate";
    private const string RateFrom = "fit/rateFrom";
    private const string RateThere = "fit/rateThere";
    private const string CorpusWords = "fit/corpusWords";
    private const string CorpusChunks = "fit/corpusChunks";
    private const string CorpusDigest = "fit/corpusDigest";

    public static void Add(SafetensorsWriter writer, EmbeddingState state)
    {
        Add(Epoch, state.Epoch);
        Add(Chunk, state.Chunk);
        Add(WordsBefore, state.WordsBefore);
        Add(Mode, state.Mode);
        Add(Sampling, state.Sampling);
        Add(EarlierEpochs, state.EarlierEpochs);
        Add(Epochs, state.Rate.Epochs);
        Add(LearningRate, state.Rate.LearningRate);
        Add(FinalLearningRate, state.Rate.FinalLearningRate);
        Add(RateFrom, state.Rate.From);
        Add(RateThere, state.Rate.FromRate);
        if (state.Corpus is { } corpus)
        {
            Add(CorpusWords, corpus.Words);
            Add(CorpusChunks, corpus.Chunks);
            Add(CorpusDigest, corpus.Digest);
        }

        // Numbers of double precision are written so that they are read as the same bits.
        void Add<T>(string key, T value) => writer.AddMetadata(key, Convert.ToString(value, CultureInfo.InvariantCulture)!);
    }

    /// <summary>Reads what <see cref="Add"/> wrote; null where there is no fit to go on with.</summary>
    /// <exception cref="ModelFileException">A number is missing, damaged or contradicts another.</exception>
    public static EmbeddingState? Read(SafetensorsFile file)
    {
        if (!file.Metadata.ContainsKey(Epoch))
        {
            return null;
        }

        // What is checked against the others comes last.
        int epochNumber = ReadInt(file, Epoch, 0, int.MaxValue);
        int chunkNumber = ReadInt(file, Chunk, 0, int.MaxValue);
        int epochs = ReadInt(file, Epochs, 1, int.MaxValue);
        CorpusIdentity? corpus = file.Metadata.ContainsKey(CorpusWords) ? ReadCorpus(file) : null;
        long words = ModelMetadata.ReadCount(file, WordsBefore);
        if (epochNumber > epochs)
        {
            throw Wrong(file, Epoch, $"a number of at most {epochs}, the epochs of the fit", epochNumber);
        }

        int mostChunks = epochNumber == epochs || corpus is null ? 0 : corpus.Chunks;
        if (chunkNumber > mostChunks)
        {
            throw Wrong(file, Chunk, $"a number of at most {mostChunks}, the chunks of the epoch", chunkNumber);
        }

        if (words > (chunkNumber == 0 ? 0 : corpus!.Words))
        {
            throw Wrong(file, WordsBefore, "no more words than the chunks before hold", words);
        }

        double reached = epochNumber + (corpus is null ? 0 : words / (double)corpus.Words);
        return new EmbeddingState
        {
            Epoch = epochNumber,
            Chunk = chunkNumber,
            WordsBefore = words,
            Mode = Enum.TryParse(file.Expect(Mode), out EmbeddingMode mode) && Enum.IsDefined(mode) ? mode : throw Wrong(file, Mode, "Deterministic or Racing", file.Expect(Mode)),
            Sampling = file.Expect(Sampling),
            EarlierEpochs = ModelMetadata.ReadCount(file, EarlierEpochs, uint.MaxValue),
            Rate = new RateLine(
                ReadDouble(file, RateFrom, value => value >= 0 && value <= reached, FormattableString.Invariant($"a number from 0 to {reached}")),
                ReadRate(file, RateThere),
                epochs,
                ReadRate(file, LearningRate),
                ReadRate(file, FinalLearningRate)),
            Corpus = corpus,
        };
    }

    private static CorpusIdentity ReadCorpus(SafetensorsFile file)
    {
        long words = ModelMetadata.ReadCount(file, CorpusWords);
        return words > 0
            ? new CorpusIdentity(words, ReadInt(file, CorpusChunks, 1, int.MaxValue), ReadDigest(file))
            : throw Wrong(file, CorpusWords, "a number above 0", words);
    }

    private static int ReadInt(SafetensorsFile file, string key, int least, int most)
    {
        long value = ModelMetadata.ReadCount(file, key);
        return value >= least && value <= most ? (int)value : throw Wrong(file, key, $"a whole number from {least} to {most}", value);
    }

    private static double ReadRate(SafetensorsFile file, string key) =>
        ReadDouble(file, key, rate => rate > 0 && double.IsFinite(rate), "a finite number above 0");

    private static double ReadDouble(SafetensorsFile file, string key, Func<double, bool> isRight, string expected)
    {
        string text = file.Expect(key);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && isRight(value)
            ? value
            : throw Wrong(file, key, expected, text);
    }

    private static ulong ReadDigest(SafetensorsFile file)
    {
        string text = file.Expect(CorpusDigest);
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong digest)
            ? digest
            : throw Wrong(file, CorpusDigest, "a whole number of 64 bits", text);
    }

    private static ModelFileException Wrong(SafetensorsFile file, string key, string expected, object found) =>
        new(file.Path, string.Create(CultureInfo.InvariantCulture, $"expected metadata '{key}' as {expected}, but it is '{FileText.Shown(FormattableString.Invariant($"{found}"))}'."));
}
