using System.ComponentModel;

namespace RepLearn.Runtime;

/// <summary>A number of the declaration that a model can be given another of; generated code reads it when a program runs.</summary>
/// <param name="Name">The name of its generated property.</param>
/// <param name="Declared">What it is unless it is set.</param>
/// <param name="Range">The numbers that it may be.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record SettingInfo(string Name, double Declared, SettingRange Range);

/// <summary>The numbers that a setting may be.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum SettingRange
{
    /// <summary>A factor, or 0, which switches off what it weighs.</summary>
    Weight,

    /// <summary>A factor that must not be 0.</summary>
    Positive,

    /// <summary>A standard deviation of noise, or 0 for none.</summary>
    Deviation,

    /// <summary>A probability of noise below 1, or 0 for none.</summary>
    Rate,

    /// <summary>Above 0 and below 1.</summary>
    Share,
}
