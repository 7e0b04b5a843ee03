using RepLearn.Data;
using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Tests.Dsl.Declaration;

/// <summary>Heads: their loss by hand, examples without labels, what rows they take, and what they learn on the digits.</summary>
public class HeadTests
{
    private const int Rows = 9;
    private const int Width = 5;
    private const int Classes = 4;
    private static readonly int[] s_labels = [0, 3, -1, 2, 2, -1, 1, 0, 3];

    [Fact]
    public void TheTerm_IsTheCrossEntropyOfTheLabelledOverAllExamples()
    {
        using var model = new SmallHead(1);
        double[] values = Values();
        Losses losses = model.Backward(Labelled(values, s_labels), default);
        double[] probabilities = model.Predict(values);

        double entropy = 0;
        int wrong = 0;
        for (int row = 0; row < Rows; row++)
        {
            double[] logits = Logits(model, model.Encode(values.AsSpan(row * Width, Width)));
            double sum = logits.Sum(Math.Exp);
            for (int column = 0; column < Classes; column++)
            {
                Assert.Equal(Math.Exp(logits[column]) / sum, probabilities[(row * Classes) + column], 1e-12);
            }

            if (s_labels[row] >= 0)
            {
                entropy -= Math.Log(Math.Exp(logits[s_labels[row]]) / sum);
                wrong += Array.IndexOf(logits, logits.Max()) == s_labels[row] ? 0 : 1;
            }
        }

        Assert.Equal(entropy / Rows, losses.Metrics["crossEntropy"], 1e-12);
        Assert.Equal(0.5 * entropy / Rows, losses["classification"], 1e-12);
        Assert.Equal(wrong / (double)Rows, losses.Metrics["errorRate"], 1e-12);
    }

    [Fact]
    public void ExamplesWithoutLabels_TeachTheReconstructionAlone()
    {
        using var model = new SmallHead(1);
        int[] none = [.. Enumerable.Repeat(-1, Rows)];
        Losses losses = model.Backward(Labelled(Values(), none), default);

        Assert.Equal((0, 0), (losses["classification"], losses.Metrics["errorRate"]));
        ParameterInfo weight = model.Info.Layout.Single(parameter => parameter.Name == "headWeight");
        Assert.All(model.Gradients.Slice(weight.Offset, weight.Length).ToArray(), gradient => Assert.Equal(0, gradient));
        Assert.Contains(model.Gradients.ToArray(), gradient => gradient != 0);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(-2)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void ALabelThatIsNoClass_IsRefusedWithItsPlace(double label)
    {
        using var model = new SmallHead(1);
        double[] examples = Labelled(Values(), s_labels);
        examples[(3 * (Width + 1)) - 1] = label;
        foreach (Action call in new Action[] { () => model.Backward(examples, default), () => model.Test(examples, default), () => model.Fit(examples) })
        {
            string message = Assert.Throws<ArgumentException>(call).Message;
            Assert.Contains("row 3, column 6", message, StringComparison.Ordinal);
            Assert.Contains(double.IsNaN(label) ? "finite" : "Head.Softmax expects a class number from 0 to 3, or -1", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void RowsWithoutLabels_AreRefusedForTraining()
    {
        using var model = new SmallHead(1);
        Assert.Equal((Width, Width + 1, Classes), (model.Info.InputSize, model.Info.ExampleSize, model.Info.ClassCount));
        string message = Assert.Throws<ArgumentException>(() => model.Fit(Examples.InMemory(Values(), Width))).Message;
        Assert.Contains("6 values (5 of the input, then 1 of the label)", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => model.Backward(Values().AsSpan(0, Width), default));
        Assert.Contains("4 labels for", Assert.Throws<ArgumentException>(() => Examples.InMemory(Values(), Width, new int[4])).Message.Replace("but got 4", "4 labels for", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void AModelWithoutAHead_PredictsNothing()
    {
        using var model = new NormalizedInput(1);
        Assert.Contains("no head", Assert.Throws<InvalidOperationException>(() => model.Predict(new double[3])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SourcesGiveEachExampleItsLabel_ShuffledToo()
    {
        double[] values = Values();
        IExampleSource<double> source = Examples.InMemory(values, Width, s_labels);
        var stored = new double[Rows * (Width + 1)];
        using (IExampleReader<double> reader = source.Open(null))
        {
            Assert.Equal(Rows, reader.Read(stored));
        }

        Assert.Equal(Labelled(values, s_labels), stored);
        var shuffled = new double[stored.Length];
        using (IExampleReader<double> reader = source.Open(new NoiseKey(1, 2)))
        {
            Assert.Equal(4, reader.Read(shuffled.AsSpan(0, 4 * (Width + 1))));
            Assert.Equal(5, reader.Read(shuffled.AsSpan(4 * (Width + 1))));
        }

        Assert.NotEqual(stored, shuffled);
        Assert.Equal(Sorted(stored), Sorted(shuffled));

        static IEnumerable<string> Sorted(double[] rows) => rows.Chunk(Width + 1).Select(row => string.Join(' ', row)).Order(StringComparer.Ordinal);
    }

    // The loss of a layer's function is not finite, and the batch it is looked for in has labels.
    [Fact]
    public void ADivergenceInAFunction_IsFoundInLabelledExamples()
    {
        using var model = new FunctionsWithHead(1);
        double[] examples = Labelled(Values(), s_labels);
        model.Parameters.Fill(1e200);
        var diverged = Assert.Throws<TrainingDivergedException>(() => model.Fit(examples, new FitOptions { Epochs = 1, BatchSize = Rows }));
        Assert.Contains("cube(x)", diverged.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("headWeight", "head Softmax 4")]
    [InlineData("codeBias", "latent Code 3 Tanh")]
    [InlineData("decoder1Weight", "decoder dense 5")]
    public void ALayerIsNamedByItsParameter(string parameter, string layer)
    {
        using var model = new SmallHead(1);
        Assert.Equal(layer, RepLearn.Runtime.LayerText.Of(model.Info, parameter));
    }

    // The bar is the logistic regression on the pixels themselves, which sees the same labels.
    [Fact]
    public void OnTheDigits_ItTellsClassesApartAsLogisticRegressionDoes()
    {
        (ImageSet train, ImageSet test) = Digits.Load().Split(0.25, seed: 1);
        using var model = new LabelledDigits(1);
        var options = new FitOptions { Epochs = 30, BatchSize = 64, Optimizer = new Adam(3e-3), Seed = 5 };
        model.Fit(train.WithLabels, options);

        float[] probabilities = model.Predict(test);
        int right = 0;
        for (int row = 0; row < test.Count; row++)
        {
            ReadOnlySpan<float> each = probabilities.AsSpan(row * 10, 10);
            Assert.Equal(1, System.Numerics.Tensors.TensorPrimitives.Sum(each), 1e-5);
            right += System.Numerics.Tensors.TensorPrimitives.IndexOfMax(each) == test.Labels.Span[row] ? 1 : 0;
        }

        double regression = LogisticRegression.Fit(new LabelledRows(train.Pixels, 64, train.Labels), 10).Accuracy(new LabelledRows(test.Pixels, 64, test.Labels));
        Assert.InRange(right / (double)test.Count, regression - 0.005, 1);
        Losses losses = model.Test(test.WithLabels, default);
        Assert.Equal(1 - (right / (double)test.Count), losses.Metrics["errorRate"], 1e-6);
    }

    private static double[] Values() => [.. Enumerable.Range(0, Rows * Width).Select(index => 0.5 + (0.5 * Math.Sin(index)))];

    private static double[] Labelled(double[] values, int[] labels) =>
        [.. labels.SelectMany((label, row) => (double[])[.. values.AsSpan(row * Width, Width), label])];

    private static double[] Logits(SmallHead model, double[] code)
    {
        ParameterInfo weight = model.Info.Layout.Single(parameter => parameter.Name == "headWeight");
        ParameterInfo bias = model.Info.Layout.Single(parameter => parameter.Name == "headBias");
        return [.. Enumerable.Range(0, Classes).Select(column =>
            model.Parameters[bias.Offset + column] + code.Select((value, index) => value * model.Parameters[weight.Offset + (index * Classes) + column]).Sum())];
    }
}
