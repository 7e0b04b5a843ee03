namespace RepLearn.Embeddings.Vectors;

/// <summary>Exact search at any range of values: in single precision, and in double where that is not enough.</summary>
internal static class ExactSearch
{
    /// <summary>Searches.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="questions">What they are compared with.</param>
    /// <param name="wanted">Rows to find for each question.</param>
    /// <param name="threads">Threads to use at most.</param>
    /// <param name="byCodes">Whether rows that <see cref="DirectionCodes"/> rule out may be left out; the result is the same.</param>
    /// <param name="accepts">Whether a row may be found; null if all may.</param>
    /// <returns>For each question rows and values of the metric, the nearest first; of equally near ones the lower row first.</returns>
    public static (int Row, float Score)[][] Run(
        VectorTable table, Questions questions, int wanted, int threads, bool byCodes = true, Func<int, bool>? accepts = null)
    {
        int keep = (int)Math.Min((long)wanted + (questions.Ranking == Ranking.Dot ? WideSearch.Spare : 0), table.Count);
        (int Row, float Key)[][] ranked = TableSearch.Run(table, questions, keep, threads, byCodes, accepts);
        for (int question = 0; question < ranked.Length; question++)
        {
            ranked[question] = Exact(table, questions, question, ranked[question], Math.Min(wanted, table.Count), threads, accepts);
        }

        return ranked;
    }

    private static (int Row, float Score)[] Exact(
        VectorTable table, Questions questions, int question, (int Row, float Key)[] found, int wanted, int threads, Func<int, bool>? accepts)
    {
        bool isDistance = questions.Ranking == Ranking.Distance;
        if (WideSearch.IsNeeded(table, questions, question, found, threads))
        {
            return Narrow(WideSearch.Run(table, questions, question, wanted, threads, accepts), isDistance ? -1 : 1);
        }

        if (questions.Ranking != Ranking.Dot)
        {
            return isDistance ? Array.ConvertAll(found, one => (one.Row, MathF.Sqrt(-one.Key))) : found;
        }

        // Where fewer rows were found than were looked for, no other row is accepted.
        (int Row, double Key)[] measured = WideSearch.Measure(table, questions, question, found);
        bool mayLack = wanted > 0 && found.Length < table.Count && found.Length > wanted
            && WideSearch.MayLack(table, questions[question], found[^1].Key, measured[wanted - 1].Key, threads);
        return Narrow(mayLack ? WideSearch.Run(table, questions, question, wanted, threads, accepts) : measured, 1);
    }

    private static (int Row, float Score)[] Narrow((int Row, double Key)[] ranked, int sign) =>
        Array.ConvertAll(ranked, one => (one.Row, (float)(sign * one.Key)));
}
