using RepLearn.Data;

namespace RepLearn.Evaluation;

/// <summary>
/// <see cref="LinearProbe"/> with the nearest neighbours classifier: the accuracy of <see cref="NeighbourClassifier"/> that sees only some labelled examples.
/// </summary>
public static class NeighbourProbe
{
    /// <summary>Tests one classifier a draw.</summary>
    /// <param name="train">Examples that labels are drawn from.</param>
    /// <param name="test">Examples that accuracy is measured on.</param>
    /// <param name="options">How many labels and draws, and their seed; strengths and folds are not used. The defaults if not given.</param>
    /// <param name="neighbours">Neighbours that vote; from 1 to the number of labels.</param>
    /// <param name="distance">How far rows are from each other.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, the widths differ, or there are fewer training examples than labels wanted.</exception>
    public static ProbeResult Measure(
        LabelledRows train, LabelledRows test, LinearProbeOptions? options = null, int neighbours = 5, CodeDistance distance = CodeDistance.Euclidean)
    {
        options ??= new LinearProbeOptions();
        LinearProbe.Expect(train, test, options, leastLabels: neighbours);
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        var accuracies = new double[options.Draws];
        for (int draw = 0; draw < accuracies.Length; draw++)
        {
            int[] places = SeededOrder.Stratified(train.Labels.Span, options.Labels, options.Seed + (ulong)draw);
            accuracies[draw] = new NeighbourClassifier(train.Select(places), neighbours, distance).Accuracy(test);
        }

        return new ProbeResult(accuracies);
    }
}
