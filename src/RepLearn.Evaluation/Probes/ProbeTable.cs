using System.Globalization;

namespace RepLearn.Evaluation;

/// <summary>One line of a <see cref="ProbeTable"/>.</summary>
/// <param name="Representation">Its name.</param>
/// <param name="Width">Values in a row of it.</param>
/// <param name="Labels">Labelled examples that the classifiers saw.</param>
/// <param name="Result">Their accuracies.</param>
public sealed record ProbeTableRow(string Representation, int Width, int Labels, ProbeResult Result);

/// <summary>Accuracy against the number of labels, for codes beside the raw values and their principal components of the same sizes.</summary>
/// <param name="Rows">One line for each number of labels and representation.</param>
public sealed record ProbeTable(IReadOnlyList<ProbeTableRow> Rows)
{
    /// <summary>The titles of <see cref="Cells"/>, as <c>ReportPage.AddTable</c> takes them.</summary>
    public static IReadOnlyList<string> Header { get; } = ["representation", "values", "labels", "accuracy", "±"];

    /// <summary>The lines as text: accuracies and half their 95 % intervals in percent.</summary>
    public IEnumerable<IReadOnlyList<string>> Cells => Rows.Select(row => (IReadOnlyList<string>)
    [
        row.Representation, Text($"{row.Width}"), Text($"{row.Labels}"), Text($"{100 * row.Result.Mean:F1}"), Text($"{100 * row.Result.Margin:F1}"),
    ]);

    /// <summary>Probes codes, the raw values and principal components of the codes' sizes with equal draws.</summary>
    /// <param name="train">Raw training examples.</param>
    /// <param name="test">Raw test examples.</param>
    /// <param name="codes">Codes of the same examples, in the same order.</param>
    /// <param name="labels">Numbers of labelled examples, in the order of the table.</param>
    /// <param name="probe">
    /// Gives a representation's accuracies; <see cref="LinearProbe.Measure"/> if not given. For neighbours:
    /// <c>(train, test, options) => NeighbourProbe.Measure(train, test, options)</c>.
    /// </param>
    /// <param name="options">How; the defaults if not given. Its number of labels is replaced by each of those given.</param>
    /// <exception cref="ArgumentException">Lengths, widths or labels do not fit, or there are fewer training examples than labels wanted.</exception>
    public static ProbeTable Measure(
        LabelledRows train,
        LabelledRows test,
        IReadOnlyList<Representation> codes,
        IReadOnlyList<int> labels,
        LinearProbeOptions? options = null,
        Func<LabelledRows, LabelledRows, LinearProbeOptions, ProbeResult>? probe = null)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(codes);
        ArgumentNullException.ThrowIfNull(labels);
        foreach (Representation code in codes)
        {
            if (!code.Train.Labels.Span.SequenceEqual(train.Labels.Span) || !code.Test.Labels.Span.SequenceEqual(test.Labels.Span))
            {
                throw new ArgumentException($"Expected {code.Name} to have the labels of the raw examples in the same order.", nameof(codes));
            }
        }

        options ??= new LinearProbeOptions();
        probe ??= LinearProbe.Measure;
        int[] sizes = [.. codes.Select(code => code.Train.Width).Where(width => width <= train.Width)];
        IReadOnlyList<Representation> all = [.. codes, .. Representation.Baselines(train, test, sizes)];
        return new ProbeTable(
        [
            .. from count in labels
               from one in all
               select new ProbeTableRow(one.Name, one.Train.Width, count, probe(one.Train, one.Test, options with { Labels = count })),
        ]);
    }

    /// <summary>The table as lines of text.</summary>
    public override string ToString() =>
        string.Join('\n', Cells.Prepend(Header).Select(line => Text($"{line[0],-16} {line[1],6} {line[2],7} {line[3],9} {line[4],5}")));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
