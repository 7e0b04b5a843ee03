using System.Globalization;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>Values as C# source text, the same in every culture.</summary>
internal static class CSharpLiteral
{
    public static string Int(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A literal that reads back as exactly this number of the model's precision.</summary>
    public static string Real(double value, bool isDouble) => isDouble ? Double(value) : Float((float)value);

    public static string Float(float value) =>
        float.IsNaN(value) ? "float.NaN"
        : float.IsPositiveInfinity(value) ? "float.PositiveInfinity"
        : float.IsNegativeInfinity(value) ? "float.NegativeInfinity"
        : Shortest(value) + "f";

    public static string Double(double value) =>
        double.IsNaN(value) ? "double.NaN"
        : double.IsPositiveInfinity(value) ? "double.PositiveInfinity"
        : double.IsNegativeInfinity(value) ? "double.NegativeInfinity"
        : Shortest(value) + "d";

    public static string Text(string value) => "\"" + value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n") + "\"";

    // The fewest digits that read back to the same bits: hosts differ in what "R" gives.
    private static string Shortest(float value)
    {
        for (int digits = 7; digits < 9; digits++)
        {
            string text = value.ToString("G" + Int(digits), CultureInfo.InvariantCulture);
            if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float back) && SameBits(back, value))
            {
                return Signed(text, value);
            }
        }

        return value.ToString("G9", CultureInfo.InvariantCulture);
    }

    private static string Shortest(double value)
    {
        for (int digits = 15; digits < 17; digits++)
        {
            string text = value.ToString("G" + Int(digits), CultureInfo.InvariantCulture);
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double back)
                && BitConverter.DoubleToInt64Bits(back) == BitConverter.DoubleToInt64Bits(value))
            {
                return Signed(text, value);
            }
        }

        return value.ToString("G17", CultureInfo.InvariantCulture);
    }

    private static bool SameBits(float left, float right) =>
        BitConverter.DoubleToInt64Bits(left) == BitConverter.DoubleToInt64Bits(right);

    // Some hosts drop the sign of zero.
    private static string Signed(string text, double value) =>
        value == 0 && BitConverter.DoubleToInt64Bits(value) != 0 && text[0] != '-' ? "-" + text : text;
}
