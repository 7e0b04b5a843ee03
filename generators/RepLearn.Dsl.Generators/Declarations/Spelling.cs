namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Whether a word is another with a slip.</summary>
internal static class Spelling
{
    /// <summary>Whether at most two letters differ; of four letters one, of two none.</summary>
    public static bool IsNear(string word, string other) =>
        Math.Abs(word.Length - other.Length) <= 2 && Distance(word, other) <= Math.Min(word.Length, other.Length) switch { > 4 => 2, > 2 => 1, _ => 0 };

    // The letters to insert, remove or replace between two words (Levenshtein).
    private static int Distance(string left, string right)
    {
        int[] row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
