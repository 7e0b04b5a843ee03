using System.Diagnostics.CodeAnalysis;
using System.Text;
using RepLearn.Embeddings.Corpora;

namespace RepLearn.Embeddings.Evaluation;

/// <summary>
/// Words that differ in case alone are the same: by Unicode's simple lower case, and with the letters that have a second small form by their first
/// (CaseFolding.txt, such as ς and σ). .NET's own comparison depends on the machine's ICU.
/// </summary>
internal sealed class CaseBlind : IEqualityComparer<string>
{
    private const string SecondForms = "\u00B5\u017F\u0345\u03C2\u03D0\u03D1\u03D5\u03D6\u03F0\u03F1\u03F5\u1E9B\u1FBE";
    private const string FirstForms = "\u03BCs\u03B9\u03C3\u03B2\u03B8\u03C6\u03C0\u03BA\u03C1\u03B5\u1E61\u03B9";

    public bool Equals(string? left, string? right)
    {
        if (left is null || right is null)
        {
            return left is null && right is null;
        }

        StringRuneEnumerator others = right.EnumerateRunes();
        foreach (Rune rune in left.EnumerateRunes())
        {
            if (!others.MoveNext() || Fold(rune) != Fold(others.Current))
            {
                return false;
            }
        }

        return !others.MoveNext();
    }

    public int GetHashCode([DisallowNull] string word)
    {
        var hash = default(HashCode);
        foreach (Rune rune in word.EnumerateRunes())
        {
            hash.Add(Fold(rune));
        }

        return hash.ToHashCode();
    }

    private static int Fold(Rune rune)
    {
        int form = rune.Value < 0x80 ? -1 : SecondForms.IndexOf((char)Math.Min(rune.Value, char.MaxValue));
        return form >= 0 ? FirstForms[form] : LowerCase.Of(rune.Value);
    }
}
