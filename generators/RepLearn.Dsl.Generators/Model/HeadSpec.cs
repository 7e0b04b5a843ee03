namespace RepLearn.Dsl.Generators.Model;

/// <summary>What a model learns to predict from the code beside the input.</summary>
/// <param name="Weight">Factor of its loss.</param>
internal abstract record HeadSpec(double Weight)
{
    /// <summary>The name in the line that tells an architecture.</summary>
    public abstract string Name { get; }

    /// <summary>The name of the loss term.</summary>
    public abstract string Term { get; }

    /// <summary>The names of what is reported beside the term.</summary>
    public abstract string[] Metrics { get; }

    /// <summary>Values that it predicts.</summary>
    public abstract int Outputs { get; }

    /// <summary>The name of what examples have to learn it from.</summary>
    public abstract string Input { get; }

    /// <summary>Values of that in a row of examples.</summary>
    public abstract int InputWidth { get; }

    /// <param name="inputs">Values in a code.</param>
    public LayerShape Describe(int inputs) => new DenseSpec(Outputs, ActivationSpec.None).Describe(new ValueShape(inputs));
}

/// <summary>Class probabilities; the label is a class number, or -1 where it is not known.</summary>
internal sealed record SoftmaxSpec(int Classes, double Weight) : HeadSpec(Weight)
{
    /// <summary>A factor for the examples of each class; empty for 1.</summary>
    public EquatableArray<double> ClassWeights { get; init; } = EquatableArray<double>.Empty;

    public override string Name => "Softmax";

    /// <summary>The weight that most classes have.</summary>
    public static double Commonest(EquatableArray<double> weights) =>
        weights.GroupBy(weight => weight).OrderByDescending(same => same.Count()).First().Key;

    public override string Term => "classification";

    public override string[] Metrics => ["crossEntropy", "errorRate"];

    public override int Outputs => Classes;

    public override string Input => "label";

    public override int InputWidth => 1;
}

/// <summary>Numbers; the targets are numbers, or NaN where they are not known.</summary>
internal sealed record LinearSpec(int Targets, double Weight) : HeadSpec(Weight)
{
    public override string Name => "Linear";

    public override string Term => "regression";

    public override string[] Metrics => ["targetError", "targetShare"];

    public override int Outputs => Targets;

    public override string Input => "target";

    public override int InputWidth => Targets;
}
