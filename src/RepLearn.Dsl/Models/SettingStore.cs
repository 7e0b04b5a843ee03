using RepLearn.Runtime;

namespace RepLearn.Models;

/// <summary>A model's settings and what they are now.</summary>
/// <param name="info">The model.</param>
/// <param name="isSingle">Whether it computes in single precision.</param>
/// <param name="gate">Who may use it.</param>
internal sealed class SettingStore(ModelInfo info, bool isSingle, ModelGate gate)
{
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
        if (!SettingBounds.Admits(setting.Range, value, isSingle))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, $"{info.Name} expects {setting.Name} to be {SettingBounds.TextOf(setting.Range, isSingle)}.");
        }

        gate.ExpectAccess();
        using Lock.Scope change = gate.Change();
        Values[place] = value;
    }
}
