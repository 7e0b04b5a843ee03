using RepLearn.Data;

namespace RepLearn.Evaluation;

/// <summary>
/// What a representation is worth when labels are few: the accuracy of a linear classifier that sees only some labelled
/// examples in it. Every representation that is compared gets the same examples, draw by draw.
/// </summary>
public static class LinearProbe
{
    /// <summary>Fits and tests one classifier a draw.</summary>
    /// <param name="train">Examples that labels are drawn from.</param>
    /// <param name="test">Examples that accuracy is measured on.</param>
    /// <param name="options">How; the defaults if not given.</param>
    /// <exception cref="ArgumentException">
    /// Lengths do not fit, the widths differ, or there are fewer training examples than labels wanted.
    /// </exception>
    public static ProbeResult Measure(LabelledRows train, LabelledRows test, LinearProbeOptions? options = null)
    {
        options ??= new LinearProbeOptions();
        Expect(train, test, options, options.Folds);

        // Unlabelled examples may set the scale, in the same way for every representation.
        FeatureScaling scaling = FeatureScaling.KeepingProportions(train.Values.Span, train.Width);
        LabelledRows scaledTest = scaling.Apply(test);
        int classes = Math.Max(train.Classes, test.Classes);
        var accuracies = new double[options.Draws];
        Parallel.For(0, options.Draws, draw =>
        {
            int[] places = SeededOrder.Stratified(train.Labels.Span, options.Labels, options.Seed + (ulong)draw);
            LabelledRows labelled = scaling.Apply(train.Select(places));
            double l2 = ChooseL2(labelled, classes, options);
            accuracies[draw] = LogisticRegression.Fit(labelled, classes, Fitting(l2)).Accuracy(scaledTest);
        });
        return new ProbeResult(accuracies);
    }

    /// <summary>Throws unless examples and options fit each other.</summary>
    internal static void Expect(LabelledRows train, LabelledRows test, LinearProbeOptions options, int leastLabels)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        train.Verify(nameof(train));
        test.Verify(nameof(test));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Draws, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Folds, 2);
        if (test.Width != train.Width)
        {
            throw new ArgumentException($"Expected rows of {train.Width} values as in training, but got {test.Width}.", nameof(test));
        }

        if (options.Labels < leastLabels || options.Labels > train.Count)
        {
            throw new ArgumentException($"Expected {leastLabels} to {train.Count} labels, but got {options.Labels}.", nameof(options));
        }
    }

    // Cross-validation within the labelled examples: the test examples have no say. Of equals the strongest wins.
    private static double ChooseL2(LabelledRows labelled, int classes, LinearProbeOptions options)
    {
        double best = 0;
        double bestAccuracy = -1;
        foreach (double l2 in options.Strengths.OrderDescending())
        {
            double accuracy = 0;
            for (int fold = 0; fold < options.Folds && options.Strengths.Count > 1; fold++)
            {
                // Stratified draws take turns among the classes, so runs of them are stratified too.
                int start = fold * labelled.Count / options.Folds;
                int end = (fold + 1) * labelled.Count / options.Folds;
                LabelledRows kept = labelled.Select([.. Enumerable.Range(0, start), .. Enumerable.Range(end, labelled.Count - end)]);
                LabelledRows heldOut = labelled.Select([.. Enumerable.Range(start, end - start)]);
                accuracy += LogisticRegression.Fit(kept, classes, Fitting(l2)).Accuracy(heldOut) * heldOut.Count;
            }

            if (accuracy > bestAccuracy)
            {
                bestAccuracy = accuracy;
                best = l2;
            }
        }

        return best;
    }

    private static LogisticRegressionOptions Fitting(double l2) => new() { L2 = l2, Tolerance = 1e-4, MaxIterations = 500 };
}
