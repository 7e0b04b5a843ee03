using RepLearn.Data;
using RepLearn.Models;
using RepLearn.Runtime;
using RepLearn.Training;

namespace RepLearn;

// Training, and testing on data that need not fit in memory.
public abstract partial class Autoencoder<T>
{
    /// <summary>Trains the model, starting at its current parameters.</summary>
    /// <remarks>
    /// <para>
    /// Each step takes the next batch, its losses and gradients with the noise of (<see cref="FitOptions.Seed"/>,
    /// <see cref="Draws"/>), and updates all parameters; then <see cref="Step"/> and <see cref="Draws"/> rise by one. An epoch's order of the
    /// examples is that of (<see cref="FitOptions.Seed"/>, <see cref="Draws"/> at its start): consecutive fits continue drawing. A fit is repeated bit for
    /// bit by the same parameters, step, draws, data and options, on any number of threads.
    /// </para>
    /// <para>
    /// The loss of the next step judges the parameters of a step; after the last step, the loss of its batch is computed once more.
    /// </para>
    /// <para>
    /// Cancellation is a way to stop, not a failure: the fit ends after the current step and returns its report, with
    /// <see cref="FitStop.Cancelled"/>; the parameters are as after that step, or the best ones if validation data were
    /// given and <see cref="FitOptions.KeepBest"/> holds. No <see cref="OperationCanceledException"/> is thrown, because it would lose the
    /// report.
    /// </para>
    /// </remarks>
    /// <param name="data">The examples to learn from.</param>
    /// <param name="options">How to train; the defaults if not given.</param>
    /// <param name="progress">Receives reports on this thread, between steps.</param>
    /// <param name="cancellationToken">Asks the fit to stop.</param>
    /// <returns>What happened.</returns>
    /// <exception cref="ArgumentException">The data's width is not the model's, a value is not finite or not in the likelihood's domain, or options contradict each other.</exception>
    /// <exception cref="TrainingDivergedException">The loss or the parameters became non-finite, or the loss exploded; the model has its
    /// best or its last good parameters.</exception>
    /// <exception cref="ModelFileException">The checkpoint to resume from cannot be used.</exception>
    /// <exception cref="IOException">The checkpoint cannot be written; if its path cannot be written at the start, no step is taken.</exception>
    /// <exception cref="InvalidOperationException">
    /// The source gave no examples, or not the number that it declares, or the model is already in use, by another thread or by a fit.
    /// </exception>
    public FitReport Fit(
        IExampleSource<T> data,
        FitOptions? options = null,
        IProgress<FitProgress>? progress = null,
        CancellationToken cancellationToken = default) => FitCore(data, null, options, progress, cancellationToken);

    /// <summary>Trains the model, starting at its current parameters, and tests it after each epoch.</summary>
    /// <param name="data">The examples to learn from.</param>
    /// <param name="validation">Other examples, which decide which parameters are best and when to stop.</param>
    /// <param name="options">How to train; the defaults if not given.</param>
    /// <param name="progress">Receives reports on this thread, between steps.</param>
    /// <param name="cancellationToken">Asks the fit to stop.</param>
    /// <inheritdoc cref="Fit(IExampleSource{T}, FitOptions?, IProgress{FitProgress}?, CancellationToken)"/>
    public FitReport Fit(
        IExampleSource<T> data,
        IExampleSource<T> validation,
        FitOptions? options = null,
        IProgress<FitProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(validation);
        return FitCore(data, validation, options, progress, cancellationToken);
    }

    /// <inheritdoc cref="Fit(IExampleSource{T}, FitOptions?, IProgress{FitProgress}?, CancellationToken)"/>
    public FitReport Fit(
        ReadOnlyMemory<T> data,
        FitOptions? options = null,
        IProgress<FitProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        FitCore(InMemory(data, nameof(data)), null, options, progress, cancellationToken);

    /// <inheritdoc cref="Fit(IExampleSource{T}, IExampleSource{T}, FitOptions?, IProgress{FitProgress}?, CancellationToken)"/>
    public FitReport Fit(
        ReadOnlyMemory<T> data,
        ReadOnlyMemory<T> validation,
        FitOptions? options = null,
        IProgress<FitProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        FitCore(InMemory(data, nameof(data)), InMemory(validation, nameof(validation)), options, progress, cancellationToken);

    /// <summary>
    /// The loss of a source's examples as it counts after training, like <see cref="Test(ReadOnlySpan{T}, NoiseKey)"/>:
    /// the same examples give the same bits.
    /// </summary>
    /// <param name="data">Examples, read once in their stored order.</param>
    /// <param name="key">Decides the sampling noise.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <exception cref="ArgumentException">The data's width is not the model's, or a value is not finite or not in the likelihood's domain.</exception>
    /// <exception cref="InvalidOperationException">The source gave no examples.</exception>
    /// <exception cref="NotFiniteNumberException">A term of the loss is not finite, because values or parameters are too large.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public Losses Test(IExampleSource<T> data, NoiseKey key, CancellationToken cancellationToken = default) =>
        (TestSource(data, key, cancellationToken) ?? throw new OperationCanceledException(cancellationToken)).ExpectFinite();

    /// <summary>The same as the public method, but null if cancelled.</summary>
    internal Losses? TestSource(IExampleSource<T> data, NoiseKey key, CancellationToken cancellationToken, string name = "data")
    {
        var mean = new LossMean(Info);
        return TestBlocks(data, key, (losses, rows) => mean.Add(losses, rows), cancellationToken, name) ? mean.Value : null;
    }

    // Tests a source block by block; false if cancelled. What each block's losses were computed from is still in the run's memory when they are handed out.
    private bool TestBlocks(IExampleSource<T> data, NoiseKey key, Action<Losses, int> tested, CancellationToken cancellationToken, string name)
    {
        ArgumentNullException.ThrowIfNull(data, name);
        ExampleReading.Expect(data, Info, name);
        using ModelGate.Hold hold = _gate.Enter();
        using var pass = new ExamplePass<T>(data, null, name == "validation" ? "validation data" : name, cancellationToken);
        try
        {
            long first = 0;
            int rows;
            while ((rows = pass.Fill(ref _testBlock, TestRows)) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                tested(TestBlock(_testBlock.AsSpan(0, rows * Info.ExampleSize), first, key, name), rows);
                first += rows;
            }

            pass.ExpectEnd();
            return first > 0 ? true : throw new InvalidOperationException("Expected at least one example to test on, but the source gave none.");
        }
        catch (ArgumentException problem) when (problem.ParamName == name)
        {
            throw BadExample.Name(data, problem);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    // Looks for values out of range before shuffling, after which their place would be unknown.
    private IExampleSource<T> InMemory(ReadOnlyMemory<T> data, string name)
    {
        int rows = RowsOf(data.Length, ProgramName.Backward, name);
        for (int row = 0; row < rows; row++)
        {
            ExampleRows.Expect(data.Span.Slice(row * Info.ExampleSize, Info.ExampleSize), row, name);
        }

        return Examples.InMemory(data, Info.ExampleSize);
    }

    private FitReport FitCore(
        IExampleSource<T> data,
        IExampleSource<T>? validation,
        FitOptions? options,
        IProgress<FitProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(data);
        using ModelGate.Hold hold = _gate.Enter();
        if (_gate.IsFitting)
        {
            throw new InvalidOperationException($"{Info.Name} is being fitted already; Fit cannot be called again before it ends.");
        }

        _gate.IsFitting = true;
        try
        {
            return new Trainer<T>(this, data, validation, options ?? new FitOptions(), progress, cancellationToken).Run();
        }
        finally
        {
            _gate.IsFitting = false;
        }
    }
}
