namespace RepLearn.Evaluation;

/// <summary>Student's t distribution with a whole number of degrees of freedom.</summary>
internal static class StudentDistribution
{
    /// <summary>The t for which <c>P(|T| ≤ t)</c> is a given share.</summary>
    public static double TwoSidedQuantile(double share, int freedom)
    {
        // The angle θ = arctan(t / √ν) has a probability without tails to search.
        double low = 0;
        double high = Math.PI / 2;
        for (int step = 0; step < 100; step++)
        {
            double middle = (low + high) / 2;
            (low, high) = Within(middle, freedom) < share ? (middle, high) : (low, middle);
        }

        return Math.Sqrt(freedom) * Math.Tan((low + high) / 2);
    }

    // P(|T| ≤ t), Abramowitz and Stegun (1964), 26.7.3 and 26.7.4.
    private static double Within(double angle, int freedom)
    {
        (double sine, double cosine) = Math.SinCos(angle);
        bool isOdd = freedom % 2 == 1;
        double term = isOdd ? cosine : 1;
        double sum = freedom == 1 ? 0 : term;
        for (int index = isOdd ? 3 : 2; index < freedom; index += 2)
        {
            term *= cosine * cosine * (index - 1) / index;
            sum += term;
        }

        return isOdd ? 2 / Math.PI * (angle + (sine * sum)) : sine * sum;
    }
}
