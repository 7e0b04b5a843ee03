using System.Reflection;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Tests.Model;

/// <summary>Specifications are equal exactly where they mean the same, since they are the cache's key.</summary>
public class SpecEqualityTests
{
    private static readonly ActivationSpec Tanh = new(ActivationKind.Tanh);

    private static readonly DivergenceSpec Divergence = new(1, 10, 0.5, 0.25);

    private static readonly ScalarExpression Expression = new ScalarConditional(
        new ScalarVariable(), new ScalarConstant(0), new ScalarUnary(ScalarUnaryKind.Exp, new ScalarVariable()), new ScalarConstant(1));

    private static readonly object[] Examples =
    [
        Spec(),
        new ContainingTypeSpec("class", "Outer"),
        new CorruptionSpec(CorruptionKind.Gaussian, 0.5, 2),
        new DenseSpec(5, Tanh),
        new TiedSpec(5, Tanh),
        new ConvSpec(4, 3, 2, 1, Tanh),
        new ConvTransposeSpec(4, 3, 2, 1, Tanh),
        new BlockSpec(true, new EquatableArray<LayerSpec>([new GroupNormSpec(3)])),
        new GroupNormSpec(2),
        new PoolingSpec(PoolingKind.Average, 3, 2, 1),
        new UpsampleSpec(2),
        new FlattenSpec(),
        new ReshapeSpec(new ImageShape(2, 3, 4)),
        new DropoutSpec(0.5),
        new LayerNormSpec(),
        new BatchNormSpec(0.5) { Activation = Tanh },
        Tanh,
        new CodeSpec(2, Tanh),
        new GaussianSpec(2, Divergence, Covariance: CovarianceKind.LowRank, Rank: 1),
        new LaplaceSpec(2, Divergence),
        new VonMisesFisherSpec(2, Divergence),
        new MixtureSpec(3),
        new VampSpec(3, true),
        new VectorQuantizedSpec(12, 8, 3, 0.25, new MovingCodebookSpec(0.99, 0.1)),
        new MovingCodebookSpec(0.99, 0.1),
        new ConcreteSpec(2, 3, Divergence, 2, 0.5, 10, true),
        new TopKSpec(5, 2, new DeadUnitSpec(7, 3, 0.5)),
        new BatchTopKSpec(5, 2, 4, new DeadUnitSpec(7, 3, 0.5)),
        new JumpReluSpec(5, 2, 4, 0.1, 0.2, new DeadUnitSpec(7, 3, 0.5)),
        new GatedSpec(5, 2, 4, new DeadUnitSpec(7, 3, 0.5)) { Prefixes = new EquatableArray<int>([1]) },
        new DeadUnitSpec(7, 3, 0.5),
        new SettingSpec("Beta", 1, SettingRange.Positive, "A weight."),
        Divergence,
        new BudgetSpec(1, 2, 3),
        new NormalSpec(2),
        new LaplaceErrorSpec(2),
        new HuberSpec(2),
        new CategoricalSpec(2),
        new L1Spec(1),
        new L2Spec(1),
        new KlSparsitySpec(1, 0.05),
        new MmdSpec(1),
        new TotalCorrelationSpec(1),
        new WeightDecaySpec(1),
        new ContractiveSpec(1, 2),
        new OrthogonalSpec(1),
        new CustomPenaltySpec(1, "F"),
        new SoftmaxSpec(3, 1) { ClassWeights = new EquatableArray<double>([1, 2, 1]) },
        new LinearSpec(3, 1),
        new ConditionSpec(3, true),
        new ScalarFunctionSpec("F", Expression),
        Embedding(),
        new SkeletonSpec(
            "Space", new EquatableArray<ContainingTypeSpec>([new("class", "Outer")]), "Model", ModelPrecision.Double, 6, 2, 0, new EquatableArray<string>(["Layout"]),
            new EquatableArray<string>(["Mish"]), "RL2001")
        {
            Penalties = new EquatableArray<string>(["Bump"]),
        },
        new NegativeSamplingSpec(5, 0.75, true),
        new SubwordsSpec(3, 6, 1000),
        new ScalarConstant(2),
        new ScalarUnary(ScalarUnaryKind.Exp, new ScalarVariable()),
        new ScalarBinary(ScalarBinaryKind.Add, new ScalarVariable(), new ScalarConstant(1)),
        Expression,
    ];

    public static TheoryData<string, string> Properties
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (object example in Examples)
            {
                foreach (PropertyInfo property in PropertiesOf(example.GetType()))
                {
                    data.Add(example.GetType().Name, property.Name);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Properties))]
    public void EveryProperty_CountsForEquality(string type, string property)
    {
        object example = Examples.Single(candidate => candidate.GetType().Name == type);
        PropertyInfo changed = example.GetType().GetProperty(property)!;
        object copy = example.GetType().GetMethod("<Clone>$", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!.Invoke(example, null)!;
        Assert.Equal(example, copy);
        Assert.Equal(example.GetHashCode(), copy.GetHashCode());

        changed.SetValue(copy, Different(changed.PropertyType, changed.GetValue(example)));

        Assert.NotEqual(example, copy);
        Assert.NotEqual(example.GetHashCode(), copy.GetHashCode());
    }

    [Fact]
    public void EveryRecordOfTheModel_HasAnExample()
    {
        IEnumerable<Type> records = typeof(ModelSpec).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(ModelSpec).Namespace && !type.IsAbstract)
            .Where(type => type.Name.EndsWith("Spec", StringComparison.Ordinal) || type.BaseType == typeof(ScalarExpression))
            .Where(type => PropertiesOf(type).Any());

        Assert.Empty(records.Except(Examples.Select(example => example.GetType())));
    }

    [Fact]
    public void TheSameText_CompiledTwice_GivesEqualSpecifications()
    {
        ModelSpec first = GeneratorTestDriver.Run(TestCompilation.Of(TestModels.Small), StubCompiler.Compile).Spec;
        ModelSpec second = GeneratorTestDriver.Run(TestCompilation.Of(TestModels.Small), StubCompiler.Compile).Spec;

        Assert.NotSame(first, second);
        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
    }

    private static ModelSpec Spec() => new(
        "Space",
        new EquatableArray<ContainingTypeSpec>([new("class", "Outer")]),
        "Model",
        ModelPrecision.Double,
        6,
        new CorruptionSpec(CorruptionKind.Masking, 0.5, 1),
        new EquatableArray<LayerSpec>([new DenseSpec(5, Tanh)]),
        new CodeSpec(2, Tanh),
        new EquatableArray<LayerSpec>([new DenseSpec(6, Tanh)]),
        new SquaredErrorSpec(),
        new EquatableArray<RegularizerSpec>([new L1Spec(1)]),
        new EquatableArray<ScalarFunctionSpec>([new("F", Expression)]));

    private static EmbeddingSpec Embedding() => new(
        "Space",
        new EquatableArray<ContainingTypeSpec>([new("class", "Outer")]),
        "Model",
        EmbeddingKind.SkipGram,
        ModelPrecision.Double,
        100,
        5,
        new NegativeSamplingSpec(5, 0.75, false),
        1e-3,
        new SubwordsSpec(3, 6, 1000));

    private static IEnumerable<PropertyInfo> PropertiesOf(Type type) =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.CanWrite);

    private static object Different(Type type, object? value) => value switch
    {
        string text => text + "2",
        int number => number + 1,
        long number => number + 1,
        double number => number + 1,
        Enum member => Enum.ToObject(type, Convert.ToInt32(member) + 1),
        null when type == typeof(string) => "new",
        ScalarExpression => new ScalarConstant(42),
        EquatableArray<int> { Count: 0 } => new EquatableArray<int>([1]),
        _ when type.IsGenericType => type.GetProperty(nameof(EquatableArray<string>.Empty))!.GetValue(null)!,
        ActivationSpec activation => activation with { Custom = "Other" },
        CorruptionSpec corruption => corruption with { Amount = 3 },
        ImageShape image => image with { Height = image.Height + 1 },
        null when type == typeof(ImageShape) => new ImageShape(1, 2, 3),
        null when type == typeof(ValueShape) => new ValueShape(3),
        null when type == typeof(int?) => 7,
        null when type == typeof(PriorSpec) => new MixtureSpec(4),
        null when type == typeof(BudgetSpec) => new BudgetSpec(1, null, null),
        null when type == typeof(HeadSpec) => new SoftmaxSpec(3, 1),
        null when type == typeof(ConditionSpec) => new ConditionSpec(3, true),
        LatentSpec latent => latent with { Size = 3 },
        NegativeSamplingSpec negatives => negatives with { Count = 7 },
        SubwordsSpec subwords => subwords with { Minimum = 2 },
        bool flag => !flag,
        LikelihoodSpec => new NormalSpec(3),
        MovingCodebookSpec => new LearnedCodebookSpec(),
        DivergenceSpec divergence => divergence with { Beta = 7 },
        DeadUnitSpec dead => dead with { After = 9 },
        _ => throw new InvalidOperationException($"The test knows no other {type}."),
    };
}
