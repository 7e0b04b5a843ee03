using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

// Normalisations.
internal sealed partial class LayerLowering
{
    private const double NormEpsilon = 1e-5;

    // y = gain (x − mean) / √(variance + ε) + bias, over each example's own values
    private Node LayerNorm(LayerSite site, Node x, ActivationSpec activation)
    {
        int width = x.Shape.Columns;
        string name = site.Name;
        Node gain = Parameter(site, ParameterRole.Gain);
        Node bias = Parameter(site, ParameterRole.Bias);
        Node centred = graph.Subtract(x, graph.Scale(graph.Sum(ReduceAxis.Columns, x), 1.0 / width)).Named($"{name}Centred");
        Node variance = graph.Scale(graph.Sum(ReduceAxis.Columns, graph.Square(centred)), 1.0 / width).Named($"{name}Variance");
        Node deviation = graph.Apply(Op.Sqrt, graph.Add(variance, graph.Constant(NormEpsilon))).Named($"{name}Deviation");
        Node normal = graph.Divide(centred, deviation).Named($"{name}Normal");
        return Activated(site, graph.Add(graph.Multiply(normal, gain), bias), activation);
    }

    // y = gain (x − mean) / √(variance + ε) + bias, over each group of an example's channels. What the pixels of a channel share is computed once
    // for all of them.
    private Node GroupNorm(LayerSite site, Node x, ImageShape image, GroupNormSpec norm)
    {
        string name = site.Name;
        int groups = norm.Groups;
        double each = image.Size / groups;
        Node gain = Parameter(site, ParameterRole.Gain);
        Node bias = Parameter(site, ParameterRole.Bias);
        Node mean = graph.Scale(SumGroups(x, image, groups), 1 / each).Named($"{name}Mean");
        Node centred = graph.Subtract(x, SpreadPixels(SpreadGroups(mean, image, groups), image)).Named($"{name}Centred");
        Node variance = graph.Scale(SumGroups(graph.Square(centred), image, groups), 1 / each).Named($"{name}Variance");
        Node deviation = graph.Apply(Op.Sqrt, graph.Add(variance, graph.Constant(NormEpsilon))).Named($"{name}Deviation");
        Node scale = graph.Multiply(SpreadGroups(graph.Divide(graph.One, deviation), image, groups), gain).Named($"{name}Scale");
        return Activated(site, graph.Add(graph.Multiply(centred, SpreadPixels(scale, image)), graph.RepeatPixels(bias, image.Height * image.Width)), norm.Activation);
    }

    // One value per group: a row of its channels each. All values are one group without them.
    private Node SumGroups(Node x, ImageShape image, int groups) => groups == 1
        ? graph.Sum(ReduceAxis.Columns, x)
        : graph.Sum(ReduceAxis.Columns, graph.Reshape(SumPixels(x, image), x.Shape.Rows * groups));

    // The same value for each of a group's channels.
    private Node SpreadGroups(Node values, ImageShape image, int groups) => groups == 1
        ? values
        : graph.Reshape(graph.Broadcast(values, values.Shape.WithColumns(image.Channels / groups)), values.Shape.Rows / groups);

    private Node SumPixels(Node x, ImageShape image) => IsOnePixel(image) ? x : graph.Windows(Op.WindowSum, Whole(image), x);

    private Node SpreadPixels(Node channels, ImageShape image) =>
        channels.Shape.IsColumn || IsOnePixel(image) ? channels : graph.Windows(Op.WindowSpread, Whole(image), channels);

    private static bool IsOnePixel(ImageShape image) => image.Height * image.Width == 1;

    private static WindowShape Whole(ImageShape image) =>
        new(new(image.Height, image.Height, image.Height, 0, 1), new(image.Width, image.Width, image.Width, 0, 1), image.Channels);

    // y = gain (x − mean) / √(variance + ε) + bias. Mean and variance are the batch's in training, running means of these otherwise. Pixels of an
    // image count as examples of its channels.
    private Node BatchNorm(LayerSite site, Node x, ImageShape? image, BatchNormSpec norm, ProgramMode mode)
    {
        string name = site.Name;
        int pixels = image is null ? 1 : image.Height * image.Width;
        int rows = x.Shape.Rows;
        Node gain = Parameter(site, ParameterRole.Gain);
        Node bias = Parameter(site, ParameterRole.Bias);
        Node mean = Parameter(site, ParameterRole.RunningMean);
        Node variance = Parameter(site, ParameterRole.RunningVariance);
        if (mode == ProgramMode.Train)
        {
            Node inverseCount = graph.Scale(graph.InverseBatch(), 1.0 / ((long)pixels * rows));
            Node meanOf(Node values) => graph.Multiply(inverseCount, graph.SumPixels(graph.Sum(ReduceAxis.Rows, values), pixels));
            Node batchMean = meanOf(x).Named($"{name}Mean");
            Node batchVariance = meanOf(graph.Square(graph.Subtract(x, graph.RepeatPixels(batchMean, pixels)))).Named($"{name}Variance");

            // n / (n − 1). The variance of a single example is 0 whatever the factor.
            Node unbiased = graph.Divide(graph.One, graph.Apply(Op.Maximum, graph.Subtract(graph.One, inverseCount), graph.Constant(0.5)));
            Update(site, ParameterRole.RunningMean, norm.Momentum, batchMean);
            Update(site, ParameterRole.RunningVariance, norm.Momentum, graph.Multiply(unbiased, batchVariance));
            (mean, variance) = (batchMean, batchVariance);
        }

        Node repeated(Node row) => graph.RepeatPixels(row, pixels);
        Node centred = graph.Subtract(x, repeated(mean)).Named($"{name}Centred");
        Node deviation = graph.Apply(Op.Sqrt, graph.Add(variance, graph.Constant(NormEpsilon))).Named($"{name}Deviation");
        Node normal = graph.Divide(centred, repeated(deviation)).Named($"{name}Normal");
        return Activated(site, graph.Add(graph.Multiply(normal, repeated(gain)), repeated(bias)), norm.Activation);
    }

    // A running mean: (1 − momentum) old + momentum new.
    private void Update(LayerSite site, ParameterRole role, double momentum, Node value) =>
        Next(site, role, graph.Add(graph.Scale(Parameter(site, role), 1 - momentum), graph.Scale(value, momentum)));
}
