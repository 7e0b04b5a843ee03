using System.Globalization;
using RepLearn.Runtime;

namespace RepLearn.Models;

/// <summary>A model's settings and what they are now.</summary>
/// <param name="info">The model.</param>
/// <param name="isSingle">Whether it computes in single precision.</param>
/// <param name="gate">Who may use it.</param>
internal sealed class SettingStore(ModelInfo info, bool isSingle, ModelGate gate)
{
    // As declarations have them: products with data neither vanish nor overflow.
    private const double LargestSingle = 1e30;
    private const double LargestDouble = 1e250;

    public ModelInfo Info => info;

    /// <summary>What programs read, by the settings' places.</summary>
    public double[] Values { get; } = Array.ConvertAll(info.Settings, setting => setting.Declared);

    /// <summary>A setting's place.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public int PlaceOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        int place = Array.FindIndex(info.Settings, setting => setting.Name == name);
        return place >= 0 ? place : throw new KeyNotFoundException(info.Settings.Length == 0
            ? $"{info.Name} has no setting '{name}', nor any other: nothing of its declaration weighs a term or corrupts its input."
            : $"{info.Name} has no setting '{name}'; it has {string.Join(", ", info.Settings.Select(setting => setting.Name))}.");
    }

    public double Get(int place)
    {
        gate.ExpectOpen();
        return Values[place];
    }

    public void Set(int place, double value)
    {
        SettingInfo setting = info.Settings[place];
        if (!Admits(setting.Range, value, isSingle))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, $"{info.Name} expects {setting.Name} to be {TextOf(setting.Range, isSingle)}.");
        }

        gate.ExpectAccess();
        using Lock.Scope change = gate.Change();
        Values[place] = value;
    }

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
