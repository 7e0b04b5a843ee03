using RepLearn.Embeddings.Vectors;
using RepLearn.Numerics.Files;

namespace RepLearn.Embeddings;

/// <summary>A word was asked for that has no vector. The message names it and the known word that is spelt most alike.</summary>
public sealed class UnknownWordException : KeyNotFoundException
{
    internal UnknownWordException(string word, IWordIndex known)
        : this(word, Spelling.Nearest(word, known), known.Count)
    {
    }

    private UnknownWordException(string word, string? suggestion, int known)
        : base($"Expected one of the {known} words that have vectors, but got '{FileText.Shown(word)}'{(suggestion is null ? "." : $"; did you mean '{FileText.Shown(suggestion)}'?")}")
    {
        Word = word;
        Suggestion = suggestion;
    }

    /// <summary>The word that was asked for.</summary>
    public string Word { get; }

    /// <summary>The known word that is spelt most alike, the first such in the table; null if none is within two edits.</summary>
    public string? Suggestion { get; }
}
