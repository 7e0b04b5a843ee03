using Xunit;

namespace RepLearn.Tests.Dsl.Oracles;

// Losses and gradients of generated models against libtorch's autograd, from the same parameters, batch and noise.
public sealed class OracleTests
{
    private const string Idle = "codeIdle";

    public static TheoryData<string> Names => OracleSubjects.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Layout_HasTheFixturesParameters(string name)
    {
        (OracleFixture fixture, OracleSubject subject) = OracleSubjects.Load(name);

        // State that a sparse code keeps beside what it learns is no part of libtorch's model.
        bool hasIdle = fixture.Parameters.Any(parameter => parameter.Name == Idle);
        IEnumerable<ParameterInfo> places = subject.Layout.Where(place => hasIdle || place.Name != Idle);
        Assert.Equal(
            fixture.Parameters.Select(parameter => (parameter.Name, parameter.Rows, parameter.Columns)).Order(),
            places.Select(place => (place.Name, place.Rows, place.Columns)).Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Noise_IsTheSameAsWhenTheFixtureWasMade(string name)
    {
        (OracleFixture fixture, OracleSubject subject) = OracleSubjects.Load(name);
        foreach (OracleNoise noise in fixture.Noise)
        {
            double[] drawn = subject.DrawNoise(fixture, noise);
            if (noise.Kind == "Uniform")
            {
                Assert.Equal(noise.Values, drawn);
            }
            else
            {
                // Normal draws go through a logarithm and a cosine, whose last bit is no promise.
                AssertClose(noise.Values, drawn, subject.IsSingle ? 1e-6 : 1e-14, $"{name}: noise of site {noise.Site}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TrainingLosses_EqualLibtorchs(string name)
    {
        (OracleFixture fixture, OracleSubject subject) = OracleSubjects.Load(name);
        AssertTerms(fixture.Terms, subject.Backward(fixture), subject);
        AssertTerms(fixture.Terms, subject.Evaluate(fixture), subject);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TestLosses_EqualLibtorchs(string name)
    {
        (OracleFixture fixture, OracleSubject subject) = OracleSubjects.Load(name);
        AssertTerms(fixture.TestTerms, subject.Test(fixture), subject);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_EqualLibtorchs(string name)
    {
        (OracleFixture fixture, OracleSubject subject) = OracleSubjects.Load(name);
        subject.Backward(fixture);
        double tolerance = subject.IsSingle ? 1e-4 : 1e-8;
        foreach (OracleParameter parameter in fixture.Parameters)
        {
            AssertClose(parameter.Gradient, subject.Gradient(parameter.Name), tolerance, $"{name}: gradient of {parameter.Name}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void CodesAndOutputs_EqualLibtorchs(string name)
    {
        (OracleFixture fixture, OracleSubject subject) = OracleSubjects.Load(name);
        double tolerance = subject.IsSingle ? 1e-5 : 1e-10;
        AssertClose(fixture.Codes, subject.Encode(fixture.WithConditions(fixture.Batch)), tolerance, $"{name}: codes");
        AssertClose(fixture.Outputs, subject.Decode(fixture.WithConditions(fixture.Codes)), tolerance, $"{name}: outputs");
        if (fixture.Predictions is { } predictions)
        {
            AssertClose(predictions, subject.Predict(fixture.WithConditions(fixture.Batch)), tolerance, $"{name}: predictions");
        }
    }

    private static void AssertTerms(OracleTerm[] expected, Losses actual, OracleSubject subject)
    {
        double tolerance = subject.IsSingle ? 1e-4 : 1e-10;
        Assert.Equal(expected.Select(term => term.Name), actual.Names.ToArray());
        foreach (OracleTerm term in expected)
        {
            Assert.True(
                Math.Abs(term.Value - actual[term.Name]) <= tolerance * Math.Abs(term.Value),
                $"{term.Name}: expected {term.Value:R}, but got {actual[term.Name]:R}.");
        }

        double total = expected.Sum(term => term.Value);
        Assert.InRange(actual.Total, total - (tolerance * Math.Abs(total)), total + (tolerance * Math.Abs(total)));
    }

    // The largest difference, as a share of the largest expected value.
    private static void AssertClose(double[] expected, double[] actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = expected.Max(Math.Abs);
        for (int index = 0; index < expected.Length; index++)
        {
            Assert.True(
                Math.Abs(expected[index] - actual[index]) <= tolerance * scale,
                $"{what}, value {index}: expected {expected[index]:R}, but got {actual[index]:R}; the scale is {scale:R}.");
        }
    }
}
