using System.Numerics.Tensors;
using System.Runtime.ExceptionServices;
using RepLearn.Data;

namespace RepLearn.Evaluation;

/// <summary>
/// <see cref="LinearProbe"/> with the whole model trained, not a classifier on frozen codes alone: the accuracy of a model with <c>[Head.Softmax]</c> that sees only some
/// labelled examples. From layers of a trained model it is fine-tuning, from random values the network without pre-training; with the unlabelled
/// examples beside them it is semi-supervised learning. Draws are those of <see cref="LinearProbe"/>, so that results compare draw by draw.
/// </summary>
public static class HeadProbe
{
    /// <summary>Trains and tests one model a draw, beside each other, each on one thread.</summary>
    /// <param name="start">
    /// Makes the model of a draw, from 0: a new one each time, such as <c>new Classifier(seed)</c> that took layers by <c>LoadLayers(trained, "code*")</c>. It is disposed here.
    /// </param>
    /// <param name="train">Examples that labels are drawn from.</param>
    /// <param name="test">Examples that accuracy is measured on.</param>
    /// <param name="fit">
    /// How each model is trained; the number of the draw is added to its seed. An epoch of few labels has few steps: set epochs for the steps that are wanted. A callback
    /// is called from several threads, and one checkpoint cannot serve several models.
    /// </param>
    /// <param name="options">How many labels and draws, and their seed; strengths and folds are not used. The defaults if not given.</param>
    /// <param name="withUnlabelled">Whether the models see all training examples, with the labels that were not drawn unknown, rather than the drawn ones alone.</param>
    /// <param name="cancellationToken">Ends the fits.</param>
    /// <exception cref="ArgumentException">
    /// Lengths do not fit, the widths differ, there are fewer training examples than labels wanted, a model has another width or no head for all classes or comes twice, or
    /// <paramref name="fit"/> has a checkpoint.
    /// </exception>
    /// <exception cref="TrainingDivergedException">A fit diverged. Whatever else a fit throws is thrown as it is, that of one draw if several fail.</exception>
    public static ProbeResult Measure(
        Func<int, Autoencoder<float>> start,
        LabelledRows train,
        LabelledRows test,
        FitOptions fit,
        LinearProbeOptions? options = null,
        bool withUnlabelled = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(fit);
        options ??= new LinearProbeOptions();
        LinearProbe.Expect(train, test, options, leastLabels: 1);
        if (fit.Checkpoint is not null)
        {
            throw new ArgumentException($"Expected no checkpoint, because several models train beside each other, but got '{fit.Checkpoint}'.", nameof(fit));
        }

        int classes = Math.Max(train.Classes, test.Classes);
        var models = new List<Autoencoder<float>>();
        try
        {
            for (int draw = 0; draw < options.Draws; draw++)
            {
                Autoencoder<float> model = start(draw);
                if (models.Contains(model))
                {
                    throw new ArgumentException($"Expected a new model for each draw, but draw {draw} got that of an earlier one.", nameof(start));
                }

                models.Add(model);
                Expect(model, train.Width, classes);
            }

            var accuracies = new double[options.Draws];
            Parallel.For(0, options.Draws, new ParallelOptions { CancellationToken = cancellationToken }, draw =>
            {
                Autoencoder<float> model = models[draw];
                model.Threads = 1;
                int[] places = SeededOrder.Stratified(train.Labels.Span, options.Labels, options.Seed + (ulong)draw);
                LabelledRows rows = withUnlabelled ? train with { Labels = Known(train.Labels.Span, places) } : train.Select(places);
                model.Fit(Examples.InMemory(rows.Values, rows.Width, rows.Labels), fit with { Seed = fit.Seed + (ulong)draw }, progress: null, cancellationToken);
                accuracies[draw] = test.ShareOf(MostProbable(model.Predict(test.Values.Span), model.Info.ClassCount));
            });
            return new ProbeResult(accuracies);
        }
        catch (AggregateException problems)
        {
            ExceptionDispatchInfo.Throw(problems.InnerExceptions[0]);
            throw;
        }
        finally
        {
            models.ForEach(model => model?.Dispose());
        }
    }

    private static void Expect(Autoencoder<float> model, int width, int classes)
    {
        if (model is null || model.Info.InputSize != width || model.Info.ClassCount < classes)
        {
            throw new ArgumentException(
                $"Expected a model of {width} values with a head of {classes} classes, [Head.Softmax({classes})], but got {(model is null ? "null" : $"{model.Info.Name} of {model.Info.InputSize} values with {model.Info.ClassCount}")}.", nameof(model));
        }
    }

    private static int[] Known(ReadOnlySpan<int> labels, int[] places)
    {
        var known = new int[labels.Length];
        Array.Fill(known, -1);
        foreach (int place in places)
        {
            known[place] = labels[place];
        }

        return known;
    }

    private static int[] MostProbable(ReadOnlySpan<float> probabilities, int classes)
    {
        var predictions = new int[probabilities.Length / classes];
        for (int row = 0; row < predictions.Length; row++)
        {
            predictions[row] = TensorPrimitives.IndexOfMax(probabilities.Slice(row * classes, classes));
        }

        return predictions;
    }
}
