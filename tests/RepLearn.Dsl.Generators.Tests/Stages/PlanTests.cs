using RepLearn.Dsl.Generators.Planning;
using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Tests.Stages;

public class PlanTests
{
    public static TheoryData<string> Models => [Specs.Vae, Specs.SparseContractive, Specs.Everything];

    [Theory]
    [MemberData(nameof(Models))]
    public void ValuesThatLiveTogether_DoNotShareMemory(string attributes)
    {
        foreach (Plan plan in ModelCompiler.Stages(Specs.Of(attributes)).Plans)
        {
            Lifetimes lifetimes = plan.Lifetimes;
            Node[] stored = [.. lifetimes.Stored.Where(node => plan.Storage[node].Kind is StorageKind.Saved or StorageKind.Workspace)];
            foreach (Node left in stored)
            {
                foreach (Node right in stored.Where(right => right.Id > left.Id && plan.Storage[right].Kind == plan.Storage[left].Kind))
                {
                    bool together = plan.Storage[left].Kind == StorageKind.Saved
                        || (lifetimes[left].First <= lifetimes[right].Last && lifetimes[right].First <= lifetimes[left].Last);
                    bool meant = plan.InPlace.TryGetValue(left, out Node? result) && result == right;
                    Assert.True(!together || meant || Apart(plan, left, right), $"{left} and {right} in {plan.Program.Name}:\n{PlanPrinter.Print(plan)}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void EveryLoop_SaysWhyItStandsAlone(string attributes)
    {
        foreach (Plan plan in ModelCompiler.Stages(Specs.Of(attributes)).Plans)
        {
            foreach (Stage section in plan.Stages)
            {
                LoopStep[] loops = [.. section.Steps.OfType<LoopStep>()];
                Assert.All(loops, loop => Assert.NotEmpty(loop.Reason));
                Assert.All(loops.Skip(1), loop => Assert.NotEqual("the first of the stage", loop.Reason));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void TwoLoopsOverTheSameRows_AreApartOnlyForAKernelBetweenThem(string attributes)
    {
        foreach (Stage section in ModelCompiler.Stages(Specs.Of(attributes)).Plans.SelectMany(plan => plan.Stages))
        {
            for (int index = 1; index < section.Steps.Length; index++)
            {
                if (section.Steps[index] is LoopStep later && section.Steps[index - 1] is LoopStep earlier)
                {
                    Assert.False(earlier.PerExample == later.PerExample && earlier.Rows == later.Rows && !later.Nodes.Any(NodeKinds.ReadsMemory), later.Reason);
                }
            }
        }
    }

    [Fact]
    public void AValueIsMadeOnce_HoweverOftenItIsUsed()
    {
        var graph = new ArrayGraph();
        Node x = graph.Input("x", 4);
        Node y = graph.Input("y", 4);
        Assert.Same(graph.Add(x, y), graph.Add(y, x));
        Assert.Same(graph.Apply(Op.Exp, graph.Add(x, y)), graph.Apply(Op.Exp, graph.Add(y, x)));
        Assert.NotSame(graph.Subtract(x, y), graph.Subtract(y, x));
    }

    [Fact]
    public void SoftplusWrittenByHand_IsTheStableOne()
    {
        ModelSpec spec = Specs.Of(
            """
            [Autoencoder(6)]
            [Latent.Code(3, Custom = nameof(Mish))]
            [Decoder.Dense(6)]
            [Likelihood.SquaredError]
            """,
            "private static float Mish(float x) => x * System.MathF.Tanh(System.MathF.Log(1 + System.MathF.Exp(x)));");
        IReadOnlyList<Node> needed = Traversal.Needed(ModelCompiler.Stages(spec).Differentiated.Gradients.OfType<Node>());
        Assert.Contains(needed, node => node.Op == Op.Softplus);
        Assert.DoesNotContain(needed, node => node.Op is Op.Exp or Op.Log);
    }

    [Fact]
    public void AParameterThatNoGradientReaches_IsNamed()
    {
        ModelSpec spec = Specs.Of(
            """
            [Autoencoder(6)]
            [Encoder.Dense(4, Custom = nameof(Flat))]
            [Latent.Code(3)]
            [Decoder.Dense(6)]
            [Likelihood.SquaredError]
            """,
            "private static float Flat(float x) => x;");
        spec = spec with { Functions = new EquatableArray<ScalarFunctionSpec>([new("Flat", new ScalarConstant(1))]) };
        CompiledModel compiled = ModelCompiler.Compile(spec);
        Assert.Null(compiled.Source);
        Assert.Equal(["encoder1Weight", "encoder1Bias"], compiled.UnreachedParameters.Select(parameter => parameter.Name));
        Assert.All(compiled.UnreachedParameters, parameter => Assert.Equal((SpecPlace.Encoder, 0), (parameter.Place, parameter.LayerIndex)));
    }

    [Fact]
    public void TwoHundredLayers_HaveFewLinesEach()
    {
        IEnumerable<string> layers = Enumerable.Repeat("[Encoder.Dense(32, Activation.Tanh)]", 200);
        CompiledModel compiled = ModelCompiler.Compile(Specs.Of($"[Autoencoder(32)] {string.Join(' ', layers)} [Latent.Code(8)] [Decoder.Dense(32)] [Likelihood.SquaredError]"));
        Assert.NotNull(compiled.Source);
        Assert.True(compiled.Source!.Split('\n').Length < 200 * 170, $"{compiled.Source.Split('\n').Length / 200} lines per layer");
    }

    private static bool Apart(Plan plan, Node left, Node right)
    {
        (int leftStart, int leftEnd) = Range(plan, left);
        (int rightStart, int rightEnd) = Range(plan, right);
        return leftEnd <= rightStart || rightEnd <= leftStart;
    }

    private static (int Start, int End) Range(Plan plan, Node node)
    {
        Storage place = plan.Storage[node];
        return (place.Offset, place.Offset + (place.Stride * node.Shape.Rows));
    }
}
