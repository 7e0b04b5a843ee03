using System.ComponentModel;

namespace RepLearn.Runtime;

/// <summary>One input of a program: a range of neighbouring values of each row.</summary>
/// <param name="Name">What it is, for messages.</param>
/// <param name="Width">Values per example.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record InputInfo(string Name, int Width)
{
    /// <summary>What the values may be; null for all finite numbers.</summary>
    public InputDomain? Domain { get; init; }
}
