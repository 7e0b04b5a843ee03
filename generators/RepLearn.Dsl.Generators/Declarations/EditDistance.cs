namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>In how many letters two names differ.</summary>
internal static class EditDistance
{
    /// <summary>
    /// Whether a few letters that are wrong, missing, too many or exchanged with their neighbour make one name the other; capitals do not matter.
    /// The optimal string alignment distance.
    /// </summary>
    public static bool IsAtMost(string left, string right, int most)
    {
        if (Math.Abs(left.Length - right.Length) > most)
        {
            return false;
        }

        var distances = new int[left.Length + 1, right.Length + 1];
        for (int row = 0; row <= left.Length; row++)
        {
            for (int column = 0; column <= right.Length; column++)
            {
                distances[row, column] = row == 0 || column == 0 ? row + column : Next(distances, left, right, row, column);
            }
        }

        return distances[left.Length, right.Length] <= most;
    }

    private static int Next(int[,] distances, string left, string right, int row, int column)
    {
        bool IsSame(int leftPlace, int rightPlace) => char.ToUpperInvariant(left[leftPlace]) == char.ToUpperInvariant(right[rightPlace]);

        int changed = distances[row - 1, column - 1] + (IsSame(row - 1, column - 1) ? 0 : 1);
        int least = Math.Min(changed, 1 + Math.Min(distances[row - 1, column], distances[row, column - 1]));
        bool isExchanged = row > 1 && column > 1 && IsSame(row - 1, column - 2) && IsSame(row - 2, column - 1);
        return isExchanged ? Math.Min(least, distances[row - 2, column - 2] + 1) : least;
    }
}
