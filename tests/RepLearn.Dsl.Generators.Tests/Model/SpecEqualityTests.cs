using System.Reflection;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Tests.Model;

/// <summary>Specifications are equal exactly where they mean the same, since they are the cache's key.</summary>
public class SpecEqualityTests
{
    private static readonly ActivationSpec Tanh = new(ActivationKind.Tanh);

    private static readonly ScalarExpression Expression = new ScalarConditional(
        new ScalarVariable(), new ScalarConstant(0), new ScalarUnary(ScalarUnaryKind.Exp, new ScalarVariable()), new ScalarConstant(1));

    private static readonly object[] Examples =
    [
        Spec(),
        new ContainingTypeSpec("class", "Outer"),
        new CorruptionSpec(CorruptionKind.Gaussian, 0.5, 2),
        new LayerSpec(LayerKind.Dense, 5, Tanh, 0),
        Tanh,
        new LatentSpec(LatentKind.Gaussian, 2, Tanh, 1, 10, 0.5, 0.25),
        new LikelihoodSpec(LikelihoodKind.Gaussian, 2),
        new RegularizerSpec(RegularizerKind.KlSparsity, 1, 0.05, null),
        new ScalarFunctionSpec("F", Expression),
        Embedding(),
        new SkeletonSpec(
            "Space", new EquatableArray<ContainingTypeSpec>([new("class", "Outer")]), "Model", ModelPrecision.Double, 6, 2, 0, new EquatableArray<string>(["Layout"]), "RL2001"),
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
        new EquatableArray<LayerSpec>([new(LayerKind.Dense, 5, Tanh, 0)]),
        new LatentSpec(LatentKind.Code, 2, Tanh, 0, 0, 0, 0),
        new EquatableArray<LayerSpec>([new(LayerKind.Dense, 6, Tanh, 0)]),
        new LikelihoodSpec(LikelihoodKind.SquaredError, 0),
        new EquatableArray<RegularizerSpec>([new(RegularizerKind.L1, 1, 0, null)]),
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
        double number => number + 1,
        Enum member => Enum.ToObject(type, Convert.ToInt32(member) + 1),
        null when type == typeof(string) => "new",
        ScalarExpression => new ScalarConstant(42),
        _ when type.IsGenericType => type.GetProperty(nameof(EquatableArray<string>.Empty))!.GetValue(null)!,
        ActivationSpec activation => activation with { Custom = "Other" },
        CorruptionSpec corruption => corruption with { Amount = 3 },
        LatentSpec latent => latent with { Size = 3 },
        NegativeSamplingSpec negatives => negatives with { Count = 7 },
        SubwordsSpec subwords => subwords with { Minimum = 2 },
        bool flag => !flag,
        LikelihoodSpec likelihood => likelihood with { Sigma = 3 },
        _ => throw new InvalidOperationException($"The test knows no other {type}."),
    };
}
