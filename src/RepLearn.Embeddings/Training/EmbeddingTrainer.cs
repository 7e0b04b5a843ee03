using System.Diagnostics;
using System.Numerics;
using RepLearn.Embeddings.Corpora;
using RepLearn.Embeddings.Models;
using RepLearn.Numerics.Files;
using RepLearn.Numerics.Threads;

namespace RepLearn.Embeddings.Training;

/// <summary>Trains a model in one call of Fit, which is the only one of its model.</summary>
/// <param name="model">The model.</param>
/// <param name="options">How to train.</param>
/// <param name="progress">Receives reports.</param>
/// <param name="cancellation">Stops the fit.</param>
internal sealed class EmbeddingTrainer<T>(
    Embedding<T> model, EmbeddingOptions options, IProgress<EmbeddingProgress>? progress, CancellationToken cancellation)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public EmbeddingReport Run(ICorpus corpus)
    {
        options.Check();
        EmbeddingMemory memory = EmbeddingMemory.Of<T>(model.Info, model.Vocabulary, options.KeepLastGood);
        memory.ExpectAvailable(memory.Training, options.KeepLastGood ? "set KeepLastGood to false, or take fewer Buckets, a smaller dimension, or a smaller vocabulary" : "take a smaller model");
        using HeldFile? held = options.Checkpoint is { } path ? HeldFile.Take(path, $"another fit, with the same {nameof(EmbeddingOptions.Checkpoint)},") : null;
        (EmbeddingState state, SavedFit<T>? saved) = Start();
        if (saved is null)
        {
            // Before hours of reading, so that the file of another fit is never taken for this one's.
            Save(state);
        }

        using TokenSource source = TokenSource.Open(corpus, model.Vocabulary, options.CorpusMemory, cancellation);
        if (source.Identity is not null)
        {
            state = state.On(source.Identity, Refusal);
        }

        var sampler = new GroupSampler<T>(model.Info, model.Vocabulary, model.Subwords, model.Seed);
        var fit = new EmbeddingFit<T>(options, state, source, progress, cancellation);
        if (source.Identity is null)
        {
            model.State = options.Resume ? model.State : state;
            return Report(fit, FitStop.Cancelled, model.Bytes + source.Bytes);
        }

        using (model.Change())
        {
            saved?.MoveTo(model);
        }

        int minibatch = MinibatchLength.Of(model.Info, model.Vocabulary, model.Subwords, sampler);
        IEpochPass pass = options.Mode == EmbeddingMode.Racing
            ? new RacingPass<T>(model, sampler, fit, options.Workers, minibatch)
            : new DeterministicPass<T>(model, sampler, fit, options.Workers, minibatch);
        LastGoodTables<T>? good = options.KeepLastGood ? new LastGoodTables<T>(model, options.Workers) : null;
        (uint, uint) before = Tables();
        Train(fit, pass, good);
        ExpectSomethingLearned(fit, corpus);
        bool changedNothing = fit.Predictions > 0 && Tables() == before;
        return Report(
            fit, fit.IsCancelled ? FitStop.Cancelled : FitStop.Completed, model.Bytes + sampler.Bytes + source.Bytes + pass.Bytes + (good?.Bytes ?? 0)) with
        {
            Notices = changedNothing ? [FormattableString.Invariant(
                $"No vector changed, though {fit.Predictions} words were predicted: the steps at a learning rate of {options.LearningRate:G4} are too small beside the vectors for {(typeof(T) == typeof(float) ? "single" : "double")} precision.")] : [],
        };
    }

    private (uint Input, uint Output) Tables()
    {
        using TableAccess.Held reading = model.Read();
        return (Crc32C.Of<T>(model.InputTable), Crc32C.Of<T>(model.OutputTable));
    }

    // Where to begin: at the checkpoint, at the model's own stop, or at the start.
    private (EmbeddingState State, SavedFit<T>? Saved) Start()
    {
        if (options.Checkpoint is not null)
        {
            AtomicFile.ExpectWritable(options.Checkpoint);
        }

        if (IsFromFile)
        {
            SavedFit<T> saved = SavedFit<T>.Read(options.Checkpoint!, model);
            return (saved.State.With(model.Info, options, Refusal), saved);
        }

        if (options.Resume && model.State is { } stopped)
        {
            return (stopped.With(model.Info, options, Refusal), null);
        }

        return options.Resume && options.Checkpoint is null
            ? throw Refusal("Resume expects a model whose last fit was stopped, but there is none to go on with.")
            : (EmbeddingState.Begin(model.Info, options, model.EpochsBegun), null);
    }

    private bool IsFromFile { get; } = options.Resume && options.Checkpoint is { } path && AtomicFile.Exists(path);

    private Exception Refusal(string problem) =>
        IsFromFile ? new ModelFileException(options.Checkpoint!, problem) : new InvalidOperationException(problem);

    private void Train(EmbeddingFit<T> fit, IEpochPass pass, LastGoodTables<T>? good)
    {
        try
        {
            int chunk = fit.State.Chunk;
            for (int epoch = fit.Epoch; epoch < options.Epochs && !fit.IsCancelled; epoch++, chunk = 0)
            {
                TrainEpoch(fit, epoch, chunk, pass, good);
                if (!fit.IsCancelled)
                {
                    fit.End();
                    model.State = fit.Epoch < options.Epochs ? fit.State : null;
                    fit.Report(isEpochComplete: true);
                }
            }
        }
        catch (Exception failure)
        {
            bool isLost = failure is EmbeddingDivergedException || !fit.IsBetweenChunks || fit.State.IsComplete;
            model.State = isLost ? null : fit.Words > 0 ? fit.State : model.State;
            if (!isLost && fit.Words > 0)
            {
                SaveAfterFailure(fit);
            }

            throw;
        }

        model.State = fit.IsCancelled ? fit.State : null;
        Save(fit.State);
    }

    private void Save(EmbeddingState state)
    {
        if (options.Checkpoint is not null)
        {
            using TableAccess.Held reading = model.Read();
            EmbeddingFile.Save(options.Checkpoint, model, state);
        }
    }

    private void SaveAfterFailure(EmbeddingFit<T> fit)
    {
        try
        {
            Save(fit.State);
        }
        catch (Exception second) when (second is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // The first failure is the one to report.
        }
    }

    private void TrainEpoch(EmbeddingFit<T> fit, int epoch, int chunk, IEpochPass pass, LastGoodTables<T>? good)
    {
        using TableAccess.Held changing = model.Change();
        fit.Begin(epoch, chunk);
        model.EpochsBegun = Math.Min(uint.MaxValue, Math.Max(model.EpochsBegun, fit.DrawnEpoch + 1));
        good?.Keep();
        do
        {
            fit.Continue();
            using (new CoreShare(options.Workers))
            {
                Team.Run(pass, options.Workers);
            }

            if (fit.HasDiverged || !model.IsFinite(options.Workers))
            {
                good?.Restore();
                throw new EmbeddingDivergedException(epoch + 1, fit.Words, fit.LearningRate, fit.HasDiverged, options.KeepLastGood);
            }

            if (fit.IsPaused)
            {
                EmbeddingFile.Save(options.Checkpoint!, model, fit.State);
            }
        }
        while (fit.IsPaused);
    }

    // A sentence of two words was seen to be there: only subsampling can have parted all of them.
    private void ExpectSomethingLearned(EmbeddingFit<T> fit, ICorpus corpus)
    {
        if (!fit.IsCancelled && fit.Words > 0 && fit.Predictions == 0)
        {
            CorpusTerms terms = corpus.Terms;
            throw new CorpusException(CorpusPass.NameOf(corpus), FormattableString.Invariant(
                $"expected {terms.Tokens} beside each other, but subsampling with a threshold of {model.Info.Subsampling} left none in {fit.Epochs.Count} epochs; no vector has changed. Raise the threshold, which is meant for corpora of many millions of {terms.Tokens}, or leave it out."));
        }
    }

    private EmbeddingReport Report(EmbeddingFit<T> fit, FitStop stopped, long memory) => new()
    {
        Epochs = fit.Epochs,
        Stopped = stopped,
        Mode = options.Mode,
        Threads = options.Workers,
        Words = fit.Words,
        Time = _watch.Elapsed,
        Memory = memory,
    };
}
