namespace RepLearn.Data;

/// <summary>A reader that reads many rows of another one before it gives the first.</summary>
internal interface IBufferingReader
{
    /// <summary>Asks it to stop: then it throws <see cref="OperationCanceledException"/> instead of reading on.</summary>
    CancellationToken Cancellation { set; }
}
