namespace RepLearn.Embeddings.Vectors;

/// <summary>Which known word someone may have meant.</summary>
internal static class Spelling
{
    private const int MostEdits = 2;

    // A longer word costs more to compare than a suggestion is worth.
    private const int LongestWord = 64;

    /// <summary>
    /// The first known word within the fewest insertions, deletions and substitutions of letters, two at most, fewer than
    /// half of the word's letters; a difference of case counts nothing. Null if there is none.
    /// </summary>
    public static string? Nearest(string word, IWordIndex known)
    {
        if (word.Length > LongestWord)
        {
            return null;
        }

        string? nearest = null;
        int fewest = Math.Min(MostEdits, (word.Length - 1) / 2) + 1;
        for (int id = 0; id < known.Count && fewest > 0; id++)
        {
            string candidate = known[id];
            if (Math.Abs(candidate.Length - word.Length) < fewest && Edits(word, candidate, fewest) is int edits && edits < fewest)
            {
                (nearest, fewest) = (candidate, edits);
            }
        }

        return nearest;
    }

    // Levenshtein's distance by rows of its table, given up once no entry of a row is below the bound.
    private static int Edits(string word, string candidate, int bound)
    {
        Span<int> row = stackalloc int[LongestWord + MostEdits + 2];
        for (int column = 0; column <= candidate.Length; column++)
        {
            row[column] = column;
        }

        for (int place = 0; place < word.Length; place++)
        {
            int diagonal = row[0];
            int least = row[0] = place + 1;
            for (int column = 0; column < candidate.Length; column++)
            {
                bool same = char.ToUpperInvariant(word[place]) == char.ToUpperInvariant(candidate[column]);
                int edits = Math.Min(diagonal + (same ? 0 : 1), Math.Min(row[column], row[column + 1]) + 1);
                (diagonal, row[column + 1]) = (row[column + 1], edits);
                least = Math.Min(least, edits);
            }

            if (least >= bound)
            {
                return bound;
            }
        }

        return row[candidate.Length];
    }
}
