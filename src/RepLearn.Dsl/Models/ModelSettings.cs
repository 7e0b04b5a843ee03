using System.Collections;
using System.ComponentModel;
using System.Globalization;
using RepLearn.Models;
using RepLearn.Runtime;

namespace RepLearn;

/// <summary>
/// The numbers of a declaration that a model can be given others of: weights of the loss's terms and levels of noise. A generated model has a property for
/// each, <c>model.Settings.L1Weight = 0.1</c>; here they are by name. What is not set is as declared. A number that is set gives the same bits as a
/// declaration with that number.
/// </summary>
/// <remarks>
/// <para>
/// Settings take effect with the next call, and within a fit with the next step: they may be set from <see cref="FitOptions.AfterEpoch"/>; with <see cref="FitOptions.KeepBest"/>
/// the model ends with those of its best epoch. Clones have those of the
/// model. Saved files and checkpoints keep what differs from the declaration. A fit resumes only with the settings that it began with.
/// </para>
/// <para>
/// A weight of 0 leaves its term 0, which is still computed: its metric beside the loss tells what it would weigh. A declaration has no weight of 0, because it
/// says what a model has.
/// </para>
/// </remarks>
public class ModelSettings : IReadOnlyList<ModelSetting>
{
    private readonly SettingStore _store;
    private readonly bool _isSingle;

    internal ModelSettings(SettingStore store, bool isSingle) => (_store, _isSingle) = (store, isSingle);

    /// <summary>For generated code: the same settings.</summary>
    /// <param name="all">Those of the model.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ModelSettings(ModelSettings all)
    {
        ArgumentNullException.ThrowIfNull(all);
        (_store, _isSingle) = (all._store, all._isSingle);
    }

    /// <summary>How many there are.</summary>
    public int Count => _store.Info.Settings.Length;

    /// <summary>A setting as it is now.</summary>
    /// <param name="index">Its place, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed of.</exception>
    public ModelSetting this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            SettingInfo setting = _store.Info.Settings[index];
            return new ModelSetting(setting.Name, setting.Declared, _store.Get(index), SettingBounds.TextOf(setting.Range, _isSingle));
        }
    }

    /// <summary>A setting's value by its name, which is that of the generated property.</summary>
    /// <exception cref="KeyNotFoundException">There is no setting of that name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of its range.</exception>
    /// <exception cref="InvalidOperationException">It is set while another thread uses the model.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed of.</exception>
    public double this[string name]
    {
        get => _store.Get(_store.PlaceOf(name));
        set => _store.Set(_store.PlaceOf(name), value);
    }

    /// <summary>Makes all what they are declared as.</summary>
    /// <exception cref="InvalidOperationException">Another thread uses the model.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed of.</exception>
    public void Reset()
    {
        for (int index = 0; index < Count; index++)
        {
            _store.Set(index, _store.Info.Settings[index].Declared);
        }
    }

    /// <summary>All, in the order of their properties.</summary>
    public IEnumerator<ModelSetting> GetEnumerator()
    {
        for (int index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>All with their values, in any culture the same.</summary>
    public override string ToString() => string.Join(", ", this);

    /// <summary>For generated code: a setting's value by its place.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected double ValueAt(int index) => _store.Get(index);

    /// <summary>For generated code: sets a value by its place.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void SetAt(int index, double value) => _store.Set(index, value);
}

/// <summary>A number that a model can be given.</summary>
/// <param name="Name">The name of the generated property.</param>
/// <param name="Declared">What it is in the declaration.</param>
/// <param name="Value">What it is now.</param>
/// <param name="Range">The numbers that it may be, in words.</param>
public sealed record ModelSetting(string Name, double Declared, double Value, string Range)
{
    /// <summary>Its name and value, in any culture the same.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} = {Value}");
}
