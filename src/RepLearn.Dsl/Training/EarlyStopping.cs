using System.Numerics;

namespace RepLearn.Training;

/// <summary>What validation has found so far: the best epoch, its parameters and settings, and for how long none was better.</summary>
internal sealed class EarlyStopping<T>(Autoencoder<T> model, bool keepsBest)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The best epoch's criterion; 0 before there is one.</summary>
    public double Lowest { get; private set; }

    /// <summary>Whether the best epoch's parameters are kept. If not, they cannot be restored, and do not count as the best after a resume.</summary>
    public bool KeepsBest { get; } = keepsBest;

    /// <summary>The best epoch, from 1; 0 before there is one.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>Steps of the fit at its end.</summary>
    public long BestStep { get; private set; }

    /// <summary>The model's step at its end.</summary>
    public long BestModelStep { get; private set; }

    /// <summary>Parameters at its end; null before there is one, and where they are not kept.</summary>
    public T[]? BestParameters { get; private set; }

    /// <summary>The model's settings within that epoch, which its validation had as well.</summary>
    public double[] BestSettings { get; private set; } = [];

    /// <summary>Validated epochs since then.</summary>
    public int EpochsSinceBest { get; private set; }

    /// <summary>Epochs of this call, from 1, whose criterion is not finite.</summary>
    public List<int> WithoutFinite { get; } = [];

    /// <summary>Whether any epoch had a criterion.</summary>
    public bool HasJudged { get; private set; }

    /// <summary>
    /// Takes the epoch as the best one if its loss is the lowest. Until the warm-up's end each epoch minimises another objective than
    /// the one before, with a heavier divergence: their losses do not compare, so the newest epoch counts as the best.
    /// </summary>
    public void Judge(int epoch, long step, double loss, double[] settings)
    {
        HasJudged = true;
        if (!double.IsFinite(loss))
        {
            WithoutFinite.Add(epoch);
        }

        bool compares = BestEpoch > 0 && BestModelStep >= model.Info.WarmupSteps;
        if (!double.IsFinite(loss) || (compares && loss >= Lowest))
        {
            EpochsSinceBest += model.OwnCounts.Step >= model.Info.WarmupSteps ? 1 : 0;
            return;
        }

        T[]? parameters = KeepsBest ? BestParameters ?? new T[model.Parameters.Length] : null;
        if (parameters is not null)
        {
            model.OwnParameters.CopyTo(parameters);
        }

        Resume(epoch, step, model.OwnCounts.Step, loss, parameters, settings, sinceBest: 0);
    }

    /// <summary>Continues from the state of an earlier call.</summary>
    public void Resume(int epoch, long step, long modelStep, double loss, T[]? parameters, double[] settings, int sinceBest) =>
        (BestEpoch, BestStep, BestModelStep, Lowest, BestParameters, BestSettings, EpochsSinceBest, HasJudged) =
        (epoch, step, modelStep, loss, parameters, settings, sinceBest, HasJudged || epoch > 0);

    /// <summary>Gives the model the best epoch's parameters, settings and step; returns whether there are any.</summary>
    public bool RestoreBest()
    {
        if (BestParameters is null)
        {
            return false;
        }

        model.GoBackTo(BestParameters, BestModelStep, BestSettings);
        return true;
    }
}
