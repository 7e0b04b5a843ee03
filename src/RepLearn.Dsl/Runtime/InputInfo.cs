using System.ComponentModel;

namespace RepLearn.Runtime;

/// <summary>One input of a program: a range of neighbouring values of each row.</summary>
/// <param name="Name">What it is, for messages.</param>
/// <param name="Width">Values per example.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record InputInfo(string Name, int Width)
{
    /// <summary>The same as users know it: what <c>[Target]</c> declares, or what belongs to a head.</summary>
    internal string Title => Name switch
    {
        "output" => "target",
        "target" => "head's target",
        _ => Name,
    };

    /// <summary>What the values may be; null for all finite numbers.</summary>
    public InputDomain? Domain { get; init; }
}
