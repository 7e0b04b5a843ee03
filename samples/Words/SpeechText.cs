using RepLearn.Data;
using RepLearn.Embeddings;

namespace WordsSample;

/// <summary>The text that is learned from.</summary>
/// <param name="Name">What it is, in words.</param>
/// <param name="Corpus">Its words.</param>
internal sealed record SpeechText(string Name, ICorpus Corpus)
{
    /// <summary>Opens what the settings name.</summary>
    /// <exception cref="FileNotFoundException">There is no such file or folder.</exception>
    public static SpeechText Open(Settings settings) => settings.Corpus switch
    {
        null => new SpeechText("State of the Union addresses 1865–2021", TextCorpus.FromStream(Speeches.Open, name: "speeches")),
        { } folder when Directory.Exists(folder) => new SpeechText(folder, TextCorpus.FromFolder(folder)),
        { } file => new SpeechText(file, TextCorpus.FromFile(file)),
    };

    /// <summary>Counts the words; problems with the whole text name it.</summary>
    /// <exception cref="CorpusException">The text is damaged or holds too few words.</exception>
    public Vocabulary Count(long minimumCount, IProgress<VocabularyProgress> progress, CancellationToken token)
    {
        try
        {
            return Vocabulary.Build(Corpus, new VocabularyOptions { MinimumCount = minimumCount }, progress, token);
        }
        catch (CorpusException problem) when (problem.SourceName == "corpus")
        {
            throw new CorpusException(Name, problem.Message[(problem.Message.IndexOf(':') + 2)..], cause: problem);
        }
    }
}
