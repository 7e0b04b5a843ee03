using System.Globalization;

namespace RepLearn.Runtime;

/// <summary>What numbers settings may be, in either precision.</summary>
internal static class SettingBounds
{
    // As declarations have them: products with data neither vanish nor overflow.
    private const double LargestSingle = 1e30;
    private const double LargestDouble = 1e250;

    /// <summary>Whether a setting may have a value in a precision.</summary>
    public static bool Admits(SettingRange range, double value, bool isSingle)
    {
        double rounded = isSingle ? (float)value : value;
        double largest = LargestOf(range, isSingle);
        return range switch
        {
            SettingRange.Rate => value >= 0 && value < 1 && rounded < 1,
            SettingRange.Share => value > 0 && value < 1 && rounded is > 0 and < 1,
            SettingRange.Positive => value >= 1 / largest && value <= largest,
            _ => value == 0 || (value >= 1 / largest && value <= largest),
        };
    }

    /// <summary>Completes "expected …".</summary>
    public static string TextOf(SettingRange range, bool isSingle) => range switch
    {
        SettingRange.Rate => "at least 0 and below 1",
        SettingRange.Share => "above 0 and below 1",
        SettingRange.Positive => Bounds(range, isSingle),
        _ => $"0, or {Bounds(range, isSingle)}",
    };

    private static double LargestOf(SettingRange range, bool isSingle)
    {
        double largest = isSingle ? LargestSingle : LargestDouble;
        return range == SettingRange.Deviation ? Math.Sqrt(largest) : largest;
    }

    private static string Bounds(SettingRange range, bool isSingle)
    {
        double largest = LargestOf(range, isSingle);
        return string.Create(CultureInfo.InvariantCulture, $"in {(isSingle ? "float" : "double")} from {1 / largest:0E+0} to {largest:0E+0}");
    }
}
