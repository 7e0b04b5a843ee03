namespace RepLearn;

/// <summary>
/// How the learning rate changes during a fit: the optimiser's rate times a factor. Derive from it for a schedule of
/// your own.
/// </summary>
/// <remarks>
/// A fit is resumed only with the schedule that it began with, compared as text: a record's <c>ToString</c> prints the public
/// properties, so make those public on which <see cref="Factor"/> depends.
/// </remarks>
public abstract record Schedule
{
    /// <summary>
    /// Whether <see cref="Factor"/> uses the number of steps of the whole fit. That is unknown for a source that does not declare its number
    /// of examples.
    /// </summary>
    public virtual bool NeedsTotalSteps => false;

    /// <summary>
    /// Steps that a fit needs for the schedule to have its effect: its warm-up, its whole length, or up to its first change. A
    /// shorter fit says so in <see cref="FitReport.Notices"/>. 0 if any number will do.
    /// </summary>
    public virtual long LeastSteps => 0;

    /// <summary>The factor of the optimiser's learning rate.</summary>
    /// <param name="step">Steps of the fit taken before this one, so 0 at the first.</param>
    /// <param name="totalSteps">
    /// Steps of the whole fit; 0 where unknown. If <see cref="NeedsTotalSteps"/> holds and the fit was resumed with another number of
    /// epochs, both numbers are those of the fit as it began: the rest of the schedule is spread over the steps that are left.
    /// </param>
    public abstract double Factor(long step, long totalSteps);
}
