using RepLearn.Dsl.Generators.Planning;
using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Tests.Stages;

/// <summary>Which products end in what, as <c>product: kind operand</c>, and which do not and why.</summary>
public class EpilogueSelectionTests
{
    [Fact]
    public void RectifiedLayers_AndTheirGradients_EndInRegisters()
    {
        Plan plan = Backward(Specs.Vae);
        Assert.Equal(
            ["encoder1Product: AddBiasRelu encoder1Bias", "decoder1Product: AddBiasRelu decoder1Bias", "gradDecoder1: KeepWherePositive decoder1"],
            Epilogues(plan));
    }

    [Fact]
    public void AProductThatSeveralValuesRead_IsStored()
    {
        // Divergence and sample read the mean and the logarithm of the variance; loss and its gradient read the logits.
        string[] stored = StoredProducts(Backward(Specs.Vae));
        Assert.Contains("meanProduct", stored);
        Assert.Contains("logVarianceProduct", stored);
        Assert.Contains("decoder2Product", stored);
    }

    [Fact]
    public void ALinearLayerThatOnlyAProductReads_EndsInItsBias()
    {
        Plan plan = Backward("[Autoencoder(6)] [Latent.Code(3)] [Decoder.Dense(6)] [Likelihood.SquaredError]");
        Assert.Equal(["codeProduct: AddBias codeBias"], Epilogues(plan));
    }

    [Fact]
    public void Convolutions_EndInTheirBiasAndRectifier_AndRepeatNoBias()
    {
        Plan plan = Backward("""
            [Autoencoder(4, 4, 1)] [Encoder.Conv(3, 3, Activation.Relu, Stride = 2)] [Encoder.Conv(5, 3, Activation.Tanh)] [Latent.Code(3)]
            [Decoder.Dense(8)] [Decoder.Reshape(2, 2, 2)] [Decoder.ConvTranspose(2, 3, Activation.Relu, Stride = 2)] [Decoder.Conv(1, 3)] [Likelihood.Bernoulli]
            """);

        // Also where loss and gradient read the sum, or a loop's activation: with a bias per channel a loop would need it repeated.
        Assert.Equal(
            [
                "encoder1Product: AddBiasRelu encoder1Bias", "encoder2Product: AddBias encoder2Bias", "codeProduct: AddBias codeBias", "decoder1Product: AddBias decoder1Bias",
                "decoder2Product: AddBiasRelu decoder2Bias", "decoder3Product: AddBias decoder3Bias", "gradDecoder2: KeepWherePositive decoder2",
                "gradEncoder1: KeepWherePositive encoder1",
            ],
            Epilogues(plan));
        Assert.DoesNotContain(plan.Steps.OfType<KernelStep>(), step => step.Node.Op == Op.RepeatPixels);
    }

    [Fact]
    public void AChannelsRow_ThatALoopReads_IsRepeatedOnce()
    {
        Plan plan = Backward("[Autoencoder(4, 4, 2)] [Encoder.BatchNorm] [Latent.Code(3)] [Decoder.Dense(32)] [Likelihood.SquaredError]");

        // Mean, deviation, gain and bias.
        Assert.Equal(4, plan.Steps.OfType<KernelStep>().Count(step => step.Node.Op == Op.RepeatPixels));
    }

    [Theory]
    [InlineData("Sigmoid")]
    [InlineData("Tanh")]
    [InlineData("Gelu")]
    public void AnActivationWithAnExponential_HasALoopOfItsOwn(string activation)
    {
        Plan plan = Backward($"[Autoencoder(6)] [Encoder.Dense(5, Activation.{activation})] [Latent.Code(3)] [Decoder.Dense(6)] [Likelihood.SquaredError]");
        Assert.DoesNotContain(Epilogues(plan), line => line.StartsWith("encoder1Product", StringComparison.Ordinal));
        Assert.Contains("encoder1Product", StoredProducts(plan));
    }

    [Fact]
    public void AProductWithATransposedWeight_HasAnEpilogueToo()
    {
        Plan plan = Backward(
            "[Autoencoder(6)] [Encoder.Dense(5, Activation.Relu)] [Latent.Code(3)] [Decoder.Tied(Activation.Relu)] [Decoder.Tied] [Likelihood.SquaredError]");
        Assert.Contains("decoder1Product: AddBiasRelu decoder1Bias", Epilogues(plan));
        Assert.Contains(plan.Epilogues.Keys, product => product.Op == Op.ProductTransposed && product.Name == "decoder1Product");
    }

    [Fact]
    public void AGradientThatIsASumOfTwoProducts_IsMaskedInALoop()
    {
        // The encoder's gradient comes back through the mean and through the variance.
        Plan plan = Backward(Specs.Vae);
        Node masked = Assert.Single(
            plan.Stages.SelectMany(section => section.Steps).OfType<LoopStep>().SelectMany(loop => loop.Nodes),
            node => node.ToString() == "gradEncoder1Sum");
        Assert.Equal(2, plan.StoredOperands(masked).Count(operand => operand.Op == Op.ProductTransposed));
        Assert.DoesNotContain(plan.Epilogues.Values, epilogue => epilogue.Result == masked);
    }

    [Theory]
    [MemberData(nameof(PlanTests.Models), MemberType = typeof(PlanTests))]
    public void AnOperand_IsInMemoryBeforeItsProductStarts(string attributes)
    {
        foreach (Plan plan in ModelCompiler.Stages(Specs.Of(attributes)).Plans)
        {
            List<Node> done = [];
            foreach (Step step in plan.Stages.SelectMany(section => section.Steps))
            {
                if (step is KernelStep { Epilogue: Epilogue epilogue })
                {
                    Assert.True(epilogue.Operand.Op == Op.Parameter || done.Contains(epilogue.Operand), PlanPrinter.Print(plan));
                    Assert.True(plan.Storage.ContainsKey(epilogue.Operand), PlanPrinter.Print(plan));
                }

                done.AddRange(step.Results);
            }
        }
    }

    private static Plan Backward(string attributes) => ModelCompiler.Stages(Specs.Of(attributes)).Plans[0];

    private static IEnumerable<string> Epilogues(Plan plan) => plan.Epilogues
        .OrderBy(pair => pair.Key.Id)
        .Select(pair => $"{pair.Key}: {pair.Value.Kind} {pair.Value.Operand}");

    private static string[] StoredProducts(Plan plan) => [.. plan.Stages
        .SelectMany(section => section.Steps)
        .OfType<KernelStep>()
        .Where(step => step.Epilogue is null && OpTable.IsProduct(step.Node.Op))
        .Select(step => step.Node.ToString())];
}
