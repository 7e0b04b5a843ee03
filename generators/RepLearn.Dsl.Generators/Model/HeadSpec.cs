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
    public abstract IReadOnlyList<string> Metrics { get; }

    /// <summary>Values that it predicts.</summary>
    public abstract int Outputs { get; }

    /// <param name="inputs">Values in a code.</param>
    public LayerShape Describe(int inputs) => new DenseSpec(Outputs, ActivationSpec.None).Describe(new ValueShape(inputs));
}

/// <summary>Class probabilities; the label is a class number, or -1 where it is not known.</summary>
internal sealed record SoftmaxSpec(int Classes, double Weight) : HeadSpec(Weight)
{
    public override string Name => "Softmax";

    public override string Term => "classification";

    public override IReadOnlyList<string> Metrics => ["crossEntropy", "errorRate"];

    public override int Outputs => Classes;
}
