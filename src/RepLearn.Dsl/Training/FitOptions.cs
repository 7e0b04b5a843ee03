using RepLearn.Numerics.Files;
using RepLearn.Optimization;

namespace RepLearn;

/// <summary>How <see cref="Autoencoder{T}.Fit(IExampleSource{T}, FitOptions?, IProgress{FitProgress}?, CancellationToken)"/> trains.</summary>
public sealed record FitOptions
{
    /// <summary>Passes over the data; at least 1. With <see cref="Resume"/>, those already done count, and it must not be less than they are.</summary>
    public int Epochs
    {
        get;
        init => field = AtLeastOne(value, nameof(Epochs));
    }

    = 10;

    /// <summary>Examples of one step; at least 1. <see cref="LastBatch"/> says what happens to the rest of an epoch.</summary>
    public int BatchSize
    {
        get;
        init => field = AtLeastOne(value, nameof(BatchSize));
    }

    = 128;

    /// <summary>
    /// What happens to the last examples of an epoch if they do not fill a batch; <see cref="RepLearn.LastBatch.Share"/> if
    /// not given. It works for streams without a count as well.
    /// </summary>
    public LastBatch LastBatch
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(LastBatch), value, $"Expected a member of {nameof(LastBatch)}.");
    }

    /// <summary>How gradients change parameters; <see cref="Adam"/> if not given.</summary>
    public Optimizer Optimizer
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Optimizer));
    }

    = new Adam();

    /// <summary>
    /// Parts of the model that learn at rates of their own, or are frozen; all at the optimiser's rate if not given. Parts have no parameter in
    /// common. Of a frozen part nothing changes, not a bit: no weight decay or momentum acts on it, rows stay as they are where the declaration has
    /// <c>UnitRows</c>, and running means of a frozen batch normalisation are not updated, though training still normalises by each batch's own. Its
    /// gradients do not count in <see cref="ClipNorm"/>. A checkpoint is resumed with the same parts only, in any order. A fit throws an
    /// <see cref="ArgumentException"/> where a part names no parameter, or only state but a rate above 0, and where nothing is left to train.
    /// </summary>
    public IReadOnlyList<PartOptions> Parts
    {
        get;
        init => field = value is not null && !value.Contains(null!) ? new PartList(value) : throw new ArgumentNullException(nameof(Parts));
    }

    = new PartList([]);

    /// <summary>How the learning rate changes; constant if not given.</summary>
    public Schedule Schedule
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Schedule));
    }

    = LearningRate.Constant;

    /// <summary>
    /// The largest Euclidean norm of the gradients over all parameters: longer gradients are scaled by
    /// <c>ClipNorm / (norm + 1e-6)</c> (Pascanu et al. 2013; PyTorch's <c>clip_grad_norm_</c>). Null for no limit.
    /// </summary>
    public double? ClipNorm
    {
        get;
        init => field = value is null or > 0 and < double.PositiveInfinity
            ? value
            : throw new ArgumentOutOfRangeException(nameof(ClipNorm), value, "Expected a finite number above 0, or null.");
    }

    /// <summary>
    /// Called at the end of each epoch, on the thread that called Fit, after validation: it may set the learning rate, stop the fit, or judge the epoch by
    /// a quantity of its own (<see cref="EpochEnd"/>). It may use the model, as a report of progress may. Parameters that it
    /// gives the model then count as the epoch's: set their <see cref="EpochEnd.Criterion"/>, because validation judged those before. Null for none.
    /// </summary>
    public Action<EpochEnd>? AfterEpoch { get; init; }

    /// <summary>
    /// Epochs without a lower validation loss after which training stops; null to never stop early. Needs validation
    /// data, or an <see cref="EpochEnd.Criterion"/>. Validation judges the declared objective, so epochs count only from the end of the latent's warm-up on
    /// (<see cref="Latent.GaussianAttribute.WarmupSteps"/>): before that, training minimises another objective.
    /// </summary>
    public int? Patience
    {
        get;
        init => field = value is null ? null : AtLeastOne(value.Value, nameof(Patience));
    }

    /// <summary>
    /// Whether a fit with validation data, or with an <see cref="EpochEnd.Criterion"/>, leaves the model at the parameters with the lowest validation loss, however the
    /// fit ends, rather than at the last ones. Only epochs that ended after the latent's warm-up count; if there are none, the last epoch
    /// does. Settings that <see cref="AfterEpoch"/> changed go back with the parameters, to those within that epoch. Validation losses with different weights do not compare:
    /// set the <see cref="EpochEnd.Criterion"/> where you change weights. True if not given.
    /// </summary>
    public bool KeepBest { get; init; } = true;

    /// <summary>Decides the order of the examples and all noise; the same seed gives the same fit, bit for bit.</summary>
    public ulong Seed { get; init; }

    /// <summary>Whether each epoch takes the examples in an order of its own. True if not given.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>The least time between two reports of progress; the end of an epoch is always reported.</summary>
    public TimeSpan ProgressInterval
    {
        get;
        init => field = NotNegative(value, nameof(ProgressInterval));
    }

    = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// When the total loss of a batch counts as diverged: above this factor times the loss of the first batch, unless the last good
    /// parameters give a loss of that size for the same batch, so that the data are the reason; and below minus that bound, because an
    /// objective that falls so far has no minimum. Losses of less than 1 count as 1. Infinity accepts any finite loss.
    /// </summary>
    public double DivergenceFactor
    {
        get;
        init => field = value > 1 ? value : throw new ArgumentOutOfRangeException(nameof(DivergenceFactor), value, "Expected a number above 1.");
    }

    = 1e6;

    /// <summary>
    /// A file that keeps the whole state of the fit for <see cref="Resume"/>; null for none. It is written every
    /// <see cref="CheckpointInterval"/>, and when the fit ends, is cancelled or fails. Each new file replaces the last one whole. A fit that
    /// diverges leaves the last one: parameters are written only after the loss of a batch has shown that they are good. A fit that does not
    /// resume replaces an existing file at its start. While a fit runs, its file is its own: another fit to it in the same process throws an
    /// <see cref="IOException"/>. Between processes nothing guards it. Loaded as a model, it has the last parameters of the fit, even where the fit restored
    /// better ones.
    /// </summary>
    public string? Checkpoint
    {
        get;
        init => field = value is "" ? throw new ArgumentException("Expected a path or null, but got an empty string.", nameof(Checkpoint)) : value;
    }

    /// <summary>The least time between two checkpoints; 1 minute if not given.</summary>
    public TimeSpan CheckpointInterval
    {
        get;
        init => field = NotNegative(value, nameof(CheckpointInterval));
    }

    = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How often a copy of the checkpoint stays, in epochs; null for never. The copy of epoch 20 of <c>fit.safetensors</c> is
    /// <c>fit.epoch-20.safetensors</c>, beside it; a file of that name is replaced. It is a checkpoint like the other: a model can be loaded from it, and a fit
    /// resumed.
    /// </summary>
    public int? CheckpointEpochs
    {
        get;
        init => field = value is null ? null : AtLeastOne(value.Value, nameof(CheckpointEpochs));
    }

    /// <summary>
    /// How many of these copies stay, the newest ones; older ones are deleted, those of earlier fits to the same file too. Copies of later epochs,
    /// which an earlier fit left, stay until this fit gets there. All stay if not given.
    /// </summary>
    public int CheckpointsKept
    {
        get;
        init => field = AtLeastOne(value, nameof(CheckpointsKept));
    }

    = int.MaxValue;

    /// <summary>
    /// Whether to continue from <see cref="Checkpoint"/> if that file exists, and to start a new fit otherwise. The result has the same bits
    /// as that of a fit without a break.
    /// </summary>
    /// <remarks>
    /// <para>
    /// What the steps depend on must be unchanged: the model, the examples, their number and how they are shuffled, <see cref="Seed"/>,
    /// <see cref="BatchSize"/>, <see cref="LastBatch"/>, <see cref="Shuffle"/>, <see cref="Schedule"/>, <see cref="Parts"/>, and the kind and settings of
    /// <see cref="Optimizer"/>. If one of these differs, the checkpoint is refused and the model stays as it is. Examples are compared by
    /// all their values, in the order in which they are read: a fit with a checkpoint reads them once before its first step, unless the
    /// source has a fingerprint of its own
    /// (<see cref="IExampleSource{T}.Fingerprint"/>).
    /// </para>
    /// <para>
    /// The rest may change: the optimiser's learning rate, <see cref="ClipNorm"/>, validation data, <see cref="AfterEpoch"/>,
    /// <see cref="Patience"/>, <see cref="KeepBest"/>, and <see cref="Epochs"/>, which must not be fewer than are done. A schedule over the
    /// whole fit is then stretched from the last step on, without a jump: what is left of it is spread over the steps that are left,
    /// and where it had ended, its last value stays. For a new cycle of such a schedule, fit again without resuming.
    /// </para>
    /// <para>
    /// With other validation data than before, with <see cref="AfterEpoch"/> where there was none or the other way round, or where the best parameters
    /// are not in the file, validation starts over: earlier losses no longer count as the best, and <see cref="Patience"/> counts from here. Without
    /// validation data the last parameters stay. A fit that <see cref="EpochEnd.Stop"/> or patience ended takes no further step.
    /// </para>
    /// </remarks>
    public bool Resume { get; init; }

    /// <summary>Throws where options contradict each other or the data.</summary>
    internal void Check(bool hasValidation, long? count)
    {
        if (Patience is not null && !hasValidation && AfterEpoch is null)
        {
            throw new ArgumentException($"{nameof(Patience)} watches the validation loss, but no validation data is given, and no {nameof(AfterEpoch)} that sets a {nameof(EpochEnd.Criterion)}.");
        }

        if (CheckpointEpochs is not null && Checkpoint is null)
        {
            throw new ArgumentException($"{nameof(CheckpointEpochs)} expects the file that it keeps copies of in {nameof(Checkpoint)}.");
        }

        if (Resume && Checkpoint is null)
        {
            throw new ArgumentException($"{nameof(Resume)} expects the file to resume from in {nameof(Checkpoint)}.");
        }

        if (LastBatch == LastBatch.Drop && count < BatchSize)
        {
            throw new ArgumentException($"Expected at least one batch of {BatchSize} examples, because {nameof(LastBatch)}.{nameof(LastBatch.Drop)} leaves out what is less, but there are {count}: use a smaller {nameof(BatchSize)} or keep the rest.");
        }

        if (Schedule.NeedsTotalSteps && count is null)
        {
            throw new ArgumentException("The schedule spans the whole fit, whose length is unknown as the source has no count: give the source a count, or the schedule its steps.");
        }
    }

    private static int AtLeastOne(int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        return value;
    }

    private static TimeSpan NotNegative(TimeSpan value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero, name);
        return value;
    }

    /// <summary>All values by name, in invariant culture.</summary>
    public override string ToString() => InvariantText.Of(nameof(FitOptions), PrintMembers);
}
