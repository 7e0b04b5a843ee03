using System.ComponentModel;

namespace RepLearn.Numerics.Random;

/// <summary>
/// Steps and sites that are no step's of training and no place's in a model: draws of one seed for different ends never share
/// a counter.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ReservedNoise
{
    /// <summary>The step of the parameters' first values.</summary>
    public const ulong InitializationStep = ulong.MaxValue;

    /// <summary>The step of the sampling noise in validation.</summary>
    public const ulong ValidationStep = ulong.MaxValue - 1;

    /// <summary>The step of codes drawn from the prior.</summary>
    public const ulong SamplingStep = ulong.MaxValue - 2;

    /// <summary>The step of the order in which examples tell their fingerprint.</summary>
    public const ulong FingerprintStep = ulong.MaxValue - 3;

    /// <summary>The first of the steps of draws by which likelihoods are estimated; training takes at most 2⁵³ steps.</summary>
    public const ulong FirstLikelihoodStep = 1UL << 63;

    /// <summary>The site of places in a shuffle buffer: the last one that noise has; models number theirs from 0.</summary>
    public const int ShuffleBufferSite = NoiseCounter.MaxSites - 1;
}
