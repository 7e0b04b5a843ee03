using RepLearn.Data;
using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Tests.Dsl.Declaration;

/// <summary>Conditions: what layers make of them by hand, rows with and without, what is refused, and what they are good for on the digits.</summary>
public class ConditionTests
{
    private const int Rows = 7;
    private const int Width = 5;
    private static readonly int[] s_classes = [0, 3, 1, 2, 2, 0, 3];

    [Fact]
    public void AClass_AddsItsRowOfWeights()
    {
        using var model = new OnClass(1);
        double[] values = Values(Rows * Width);
        double[] hidden = Dense(model, "encoder1", values, Rows, row => OneHot(s_classes[row]));
        double[] expected = Dense(model, "mean", [.. hidden.Select(Math.Tanh)], Rows);
        AssertNear(expected, model.Encode(values, s_classes));

        double[] codes = Values(Rows * 3);
        hidden = Dense(model, "decoder1", codes, Rows, row => OneHot(s_classes[row]));
        double[] logits = Dense(model, "decoder2", [.. hidden.Select(Math.Tanh)], Rows);
        AssertNear([.. logits.Select(logit => 1 / (1 + Math.Exp(-logit)))], model.Decode(codes, s_classes));

        static double[] OneHot(int place) => [.. Enumerable.Range(0, 4).Select(index => index == place ? 1.0 : 0)];
    }

    [Fact]
    public void ABlocksFirstLayer_GetsTheCondition()
    {
        using var model = new OnBlocks(1);
        Assert.Equal(
            ["decoder1Block1Block1ConditionWeight", "encoder1Block1ConditionWeight"],
            model.Info.Layout.Select(parameter => parameter.Name).Where(name => name.EndsWith("ConditionWeight", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        double[] values = Values(Width);
        Assert.NotEqual(model.Encode(values, 0), model.Encode(values, 2));
        double[] code = Values(3);
        Assert.NotEqual(model.Decode(code, 0), model.Decode(code, 2));
    }

    [Fact]
    public void AVector_GoesToTheCodesMap_WhereTheEncoderHasNoLayer()
    {
        using var model = new OnVector(1);
        double[] values = Values(Rows * Width);
        double[] vectors = [.. Values(Rows * 2).Select(value => 3 - value)];
        double[] expected = [.. Dense(model, "code", values, Rows, row => vectors[(row * 2)..((row + 1) * 2)]).Select(Math.Tanh)];
        AssertNear(expected, model.Encode(values, Conditions.Of(vectors)));
    }

    // Blocks of calls have 1024 rows.
    [Fact]
    public void RowsWithConditions_AndBothApart_HaveTheSameBits()
    {
        using var model = new OnClass(1);
        const int many = 2500;
        double[] values = Values(many * Width);
        int[] classes = [.. Enumerable.Range(0, many).Select(row => row * 7 % 4)];
        double[] joined = model.Join(values, classes, Width);
        Assert.Equal(many * (Width + 1), joined.Length);
        Assert.Equal([.. values.AsSpan(Width, Width), classes[1]], joined[(Width + 1)..(2 * (Width + 1))]);

        double[] codes = model.Encode(values, classes);
        Assert.Equal(model.Encode(joined), codes);
        Assert.Equal(model.Predict(joined), model.Predict(values, classes));
        double[] reconstructed = model.Decode(codes, classes);
        Assert.Equal(reconstructed, model.Reconstruct(values, classes));
        Assert.Equal(reconstructed, model.Reconstruct(joined));
        var divergences = new double[many * 3];
        model.Divergence(values, classes, divergences);
        for (int column = 0; column < 3; column++)
        {
            Assert.Equal(divergences.Where((_, index) => index % 3 == column).Average(), model.DivergencePerDimension(joined)[column], 1e-12);
        }

        // In place, over examples and conditions.
        model.Reconstruct(joined, joined.AsSpan(0, many * Width));
        Assert.Equal(reconstructed, joined[..(many * Width)]);
        model.Encode(values, classes, values.AsSpan(0, many * 3));
        Assert.Equal(codes, values[..(many * 3)]);
    }

    [Fact]
    public void OneConditionServesAllRows()
    {
        using var model = new OnClass(1);
        double[] values = Values(Rows * Width);
        Assert.Equal(model.Encode(values, new int[] { 2, 2, 2, 2, 2, 2, 2 }), model.Encode(values, 2));
        using var onVector = new OnVector(1);
        Assert.Equal(
            onVector.Encode(values, Conditions.Of([.. Enumerable.Repeat((double[])[0.5, -1], Rows).SelectMany(pair => pair)])), onVector.Encode(values, Conditions.Of(0.5, -1.0)));
    }

    [Fact]
    public void Samples_AreDecodedPriorDrawsWithTheCondition()
    {
        using var model = new OnClass(1);
        double[] sampled = model.Sample(Rows, s_classes, seed: 3);
        double[] one = model.Sample(Rows, 3, seed: 3);
        for (int row = 0; row < Rows; row++)
        {
            // Each row has the draw of its number.
            Assert.Equal(s_classes[row] == 3, sampled.AsSpan(row * Width, Width).SequenceEqual(one.AsSpan(row * Width, Width)));
        }

        Assert.Throws<ArgumentException>(() => model.Sample(3, s_classes, seed: 3));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(-1)]
    [InlineData(0.5)]
    [InlineData(double.NaN)]
    public void AConditionThatIsNoClass_IsRefusedWithItsRow(double condition)
    {
        using var model = new OnClass(1);
        double[] examples = Examples();
        examples[(2 * (Width + 2)) + Width] = condition;
        double[] joined = model.Join(Values(Rows * Width), s_classes, Width);
        joined[(2 * (Width + 1)) + Width] = condition;
        double[] codes = model.Join(Values(Rows * 3), s_classes, 3);
        codes[(2 * 4) + 3] = condition;
        foreach ((int column, Action call) in new (int, Action)[]
        {
            (6, () => model.Backward(examples, default)), (6, () => model.Test(examples, default)), (6, () => model.Fit(examples)),
            (6, () => model.Encode(joined)), (6, () => model.Reconstruct(joined)), (6, () => model.Predict(joined)), (6, () => model.CodeVariances(joined)),
            (4, () => model.Decode(codes)),
        })
        {
            string message = Assert.Throws<ArgumentException>(call).Message;
            Assert.Contains($"row 3, column {column}", message, StringComparison.Ordinal);
            Assert.Contains(double.IsNaN(condition) ? "finite" : "Condition expects a class number from 0 to 3, but", message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(0)]
    public void RowsOfAnotherWidth_AreNotJoined(int width)
    {
        using var model = new OnClass(1);

        string message = Assert.Throws<ArgumentOutOfRangeException>(() => model.Join(Values(Rows * 12), s_classes, width)).Message;
        Assert.StartsWith("Expected 5 values in a row, those of an example, or 3, those of a code, without the condition.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void ConditionsThatDoNotFit_AreRefused()
    {
        using var model = new OnClass(1);
        using var onVector = new OnVector(1);
        using var plain = new OnNothing(1);
        double[] values = Values(Rows * Width);
        Assert.Contains("that of row 3, counted from 1, is 4", Refused(() => model.Encode(values, (int[])[0, 1, 4, 0, 0, 0, 0])), StringComparison.Ordinal);
        Assert.Contains("is -1", Refused(() => model.Decode(values.AsSpan(0, 6), -1)), StringComparison.Ordinal);
        Assert.Contains("a condition for each of 7 rows", Refused(() => model.Encode(values, (int[])[0, 1])), StringComparison.Ordinal);
        Assert.Contains("but got none", Refused(() => model.Encode(values, default(Conditions<double>))), StringComparison.Ordinal);
        Assert.Contains("but got none", Refused(() => model.Encode(values, (int[])[])), StringComparison.Ordinal);
        Assert.Contains("class numbers, but got vectors", Refused(() => model.Encode(values, Conditions.Of(0.5))), StringComparison.Ordinal);
        Assert.Contains("vectors of 2 values", Refused(() => onVector.Encode(values, 1)), StringComparison.Ordinal);
        Assert.Contains("14 values in all, or 2 for all of them, but got 3", Refused(() => onVector.Encode(values, Conditions.Of(1.0, 2, 3))), StringComparison.Ordinal);
        Assert.Contains("row 1, column 2", Refused(() => onVector.Encode(values, Conditions.Of(1.0, double.PositiveInfinity))), StringComparison.Ordinal);
        Assert.Contains("rows of 6 values (5 of the input, then 1 of the condition; without the label, for training and testing only)", Refused(() => model.Encode(values)), StringComparison.Ordinal);
        Assert.Contains("5 of the input, then 1 of the condition, then 1 of the label", Refused(() => model.Fit(RepLearn.Examples.InMemory(values, Width))), StringComparison.Ordinal);
        Assert.Contains("has no condition", Assert.Throws<InvalidOperationException>(() => plain.Encode(values, 1)).Message, StringComparison.Ordinal);
        Assert.Equal((1, 4, 2, 0), (model.Info.ConditionSize, model.Info.ConditionClasses, onVector.Info.ConditionSize, onVector.Info.ConditionClasses));
        Assert.Equal((0, 0), (plain.Info.ConditionSize, plain.Info.ConditionClasses));

        static string Refused(Action call) => Assert.Throws<ArgumentException>(call).Message;
    }

    [Fact]
    public void SourcesGiveColumnsInOrder()
    {
        double[] values = Values(Rows * Width);
        int[] labels = [0, 1, -1, 0, 1, 1, 0];
        IExampleSource<double> source = RepLearn.Examples.InMemory(values, Width, s_classes, labels);
        Assert.Equal(Examples(), Read(source));
        double[] vectors = Values(Rows * 2);
        Assert.Equal(Width + 3, RepLearn.Examples.InMemory(values, Width, vectors, labels).Width);
        Assert.Equal([.. values[..Width], vectors[0], vectors[1], 0], Read(RepLearn.Examples.InMemory(values, Width, vectors, labels))[..(Width + 3)]);
        Assert.Contains("a class number for each of 7 rows, but got 2", Assert.Throws<ArgumentException>(() => RepLearn.Examples.InMemory(values, Width, s_classes, new int[] { 1, 2 })).Message, StringComparison.Ordinal);
        Assert.Contains("for each of 7 rows, but got 6", Assert.Throws<ArgumentException>(() => RepLearn.Examples.InMemory(values, Width, vectors[..6], labels)).Message, StringComparison.Ordinal);

        static double[] Read(IExampleSource<double> source)
        {
            var rows = new double[Rows * source.Width];
            using IExampleReader<double> reader = source.Open(null);
            Assert.Equal(Rows, reader.Read(rows));
            return rows;
        }
    }

    // What the label tells need not be in the code. Mean of a few draws of the bound on digits that were not trained on.
    [Fact]
    public void OnTheDigits_SamplesLookLikeTheirClass_AndTheBoundIsBetterThanWithout()
    {
        (ImageSet train, ImageSet test) = Digits.Load().Split(0.25, seed: 1);
        var options = new FitOptions { Epochs = 60, BatchSize = 64, Optimizer = new Adam(3e-3), Seed = 5 };
        using var model = new ConditionalDigits(1);
        model.Fit(train.WithLabels, test.WithLabels, options);
        using var plain = new PlainDigits(1);
        plain.Fit(train, test, options);
        double with = Enumerable.Range(0, 8).Average(draw => model.Test(test.WithLabels, new NoiseKey(1, (ulong)draw)).Total);
        double without = Enumerable.Range(0, 8).Average(draw => plain.Test(test, new NoiseKey(1, (ulong)draw)).Total);
        Assert.True(with < without - 0.3, $"The bound is {with} nats with the class and {without} without.");

        int[] classes = [.. Enumerable.Range(0, 1000).Select(row => row % 10)];
        float[] samples = model.Sample(1000, classes, seed: 4);
        double share = LogisticRegression.Fit(new LabelledRows(train.Pixels, 64, train.Labels), 10).Accuracy(new LabelledRows(samples, 64, classes));
        Assert.InRange(share, 0.9, 1);

        // Of images the labels are the conditions.
        Assert.Equal(model.Encode(test.Pixels, test.Labels), model.Encode(test));
        Assert.Equal(model.Reconstruct(test.Pixels, test.Labels), model.Reconstruct(test));
    }

    private static double[] Examples() =>
        [.. Enumerable.Range(0, Rows).SelectMany(row => (double[])[.. Values(Rows * Width).AsSpan(row * Width, Width), s_classes[row], ((int[])[0, 1, -1, 0, 1, 1, 0])[row]])];

    private static double[] Values(int count) => [.. Enumerable.Range(0, count).Select(index => 0.5 + (0.5 * Math.Sin(1.9 * index)))];

    // x W + b, and c V where a condition is given.
    private static double[] Dense(Autoencoder<double> model, string layer, double[] x, int rows, Func<int, double[]>? condition = null)
    {
        double[,] weight = Matrix(layer + "Weight");
        double[,] bias = Matrix(layer + "Bias");
        double[,]? conditionWeight = condition is null ? null : Matrix(layer + "ConditionWeight");
        var y = new double[rows * weight.GetLength(1)];
        for (int index = 0; index < y.Length; index++)
        {
            (int row, int column) = (index / weight.GetLength(1), index % weight.GetLength(1));
            double[] c = condition?.Invoke(row) ?? [];
            y[index] = bias[0, column]
                + Enumerable.Range(0, weight.GetLength(0)).Sum(input => x[(row * weight.GetLength(0)) + input] * weight[input, column])
                + c.Select((value, place) => value * conditionWeight![place, column]).Sum();
        }

        return y;

        double[,] Matrix(string name)
        {
            ParameterInfo place = model.Info.Layout.Single(parameter => parameter.Name == name);
            var matrix = new double[place.Rows, place.Columns];
            for (int index = 0; index < place.Length; index++)
            {
                matrix[index / place.Columns, index % place.Columns] = model.Parameters[place.Offset + index];
            }

            return matrix;
        }
    }

    private static void AssertNear(double[] expected, double[] actual) =>
        Assert.All(expected.Zip(actual, (left, right) => Math.Abs(left - right)), difference => Assert.InRange(difference, 0, 1e-12));
}

[Autoencoder(5, Precision = Precision.Double)]
[Condition(3)]
[Encoder.Use(typeof(ConditionedBlock))]
[Latent.Code(3)]
[Decoder.Residual(typeof(ConditionedResidual))]
[Decoder.Dense(5)]
[Likelihood.SquaredError]
internal sealed partial class OnBlocks;

[Layer.Dense(6, Activation.Tanh)]
internal sealed class ConditionedBlock;

[Layer.Use(typeof(ConditionedInner))]
internal sealed class ConditionedResidual;

[Layer.Dense(3, Activation.Tanh)]
internal sealed class ConditionedInner;
