namespace RepLearn;

/// <summary>
/// How the learning rate changes during a fit: the optimiser's rate times a factor. Derive from it for a schedule of
/// your own.
/// </summary>
public abstract record Schedule
{
    /// <summary>
    /// Whether <see cref="Factor"/> uses the number of steps of the whole fit. That is unknown for a source that does
    /// not tell its number of examples.
    /// </summary>
    public virtual bool NeedsTotalSteps => false;

    /// <summary>The factor of the optimiser's learning rate.</summary>
    /// <param name="step">Steps of the fit taken before this one, so 0 at the first.</param>
    /// <param name="totalSteps">Steps of the whole fit; 0 where unknown.</param>
    public abstract double Factor(long step, long totalSteps);
}
