using System.Runtime.CompilerServices;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Tests.Declarations;

/// <summary>
/// Each function is compiled twice: by the C# compiler here, and from its text by the reader. Both must give the same
/// numbers.
/// </summary>
public class ScalarFunctionTests
{
    private const double Slope = 0.1;

    private static readonly double[] Points = [-7.5, -2, -1, -0.75, -1e-3, 0, 1e-3, 0.5, 1, 2, 3, 11];

    [Fact]
    public void Arithmetic_IsRead()
    {
        Check(x => x);
        Check(x => +x - -x);
        Check(x => (x + 1) * (x - 2) / (x * x + 3));
        Check(x => 2 - (x - (3 - x)));
        Check(x => 1 / 4 + x * (7 / 2) + 1.5 / (2 + x * x));
    }

    [Fact]
    public void EveryMathematicalFunction_IsRead()
    {
        Check(x => Math.Exp(x));
        Check(x => Math.Log(x + 9));
        Check(x => Math.Sqrt(x * x + 1e-6));
        Check(x => Math.Tanh(x));
        Check(x => Math.Sin(x) + Math.Cos(2 * x));
        Check(x => Math.Abs(x));
        Check(x => Math.Max(x, 0) - Math.Min(0.5, x));
        Check(x => Math.Pow(x, 3) + Math.Pow(Math.Abs(x), 1 + 0.5));
        Check(x => Math.Clamp(x, -1, 1));
        Check(x => Math.Clamp(max: 1, value: x, min: -1));
        Check(x => double.Exp(x) * double.Max(x, 1));
        Check(x => Math.Sin(Math.PI * x) + Math.E + double.Tau);
    }

    [Fact]
    public void Conversions_AreRead()
    {
        Check(x => (double)(x * 2));
        Check(x => x + (double)(float)0.1);
        Check(x => x * (int)2.9);
    }

    [Fact]
    public void Comparisons_ChooseAsInCSharp()
    {
        Check(x => x > 1 ? x : -x);
        Check(x => x >= 1 ? 2 * x : 5);
        Check(x => x < 1 ? 2 * x : 5);
        Check(x => x <= 1 ? 2 * x : 5);
        Check(x => x == 1 ? 2 * x : -x);
        Check(x => x != 1 ? 2 * x : 5);
        Check(x => 1 > 2 ? x : x * x);
        Check(x => x > 0 ? x > 2 ? 2 : x : x < -2 ? -2 : x);
    }

    [Fact]
    public void Conditions_JoinAsInCSharp()
    {
        Check(x => x > 0 && x < 2 ? x : 7);
        Check(x => x < -1 || x >= 2 ? x : 7);
        Check(x => !(x > 0 && x < 2) ? x : 7);
        Check(x => (x > -1 && x <= 1) || (x > 2 & !(x == 3)) ? x : 7);
        Check(x => x > 2 | x < -2 ? x : 7);
    }

    [Fact]
    public void Constants_OfTheClass_AreRead() => Check(x => x > 0 ? x : Slope * x);

    [Fact]
    public void Locals_AreRead()
    {
        CheckBody(x =>
        {
            const double half = 0.5;
            double square = x * x, cube = square * x;
            var result = half * cube + square;
            return result * result;
        });
    }

    [Fact]
    public void Branches_AreRead()
    {
        CheckBody(x =>
        {
            if (x > 1)
            {
                return x;
            }
            else if (x > 0)
            {
                var y = x * x;
                return y;
            }

            var z = x + 1;
            if (z < 0) return -z;
            {
                return z * z;
            }
        });
    }

    [Fact]
    public void CallsOfOtherMethods_ArePutInPlace()
    {
        ScalarExpression body = Read(
            "=> Blend(amount: Sigmoid(x), to: x) + Sigmoid(2 * x);",
            """
            private static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));
            private static double Blend(double to, double amount = 0.25, double from = 3) => from + (to - from) * amount;
            """);

        Assert.All(Points, x => Close((3 + ((x - 3) * Sigmoid(x))) + Sigmoid(2 * x), ScalarEvaluator.Evaluate(body, x)));
        static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
    }

    [Fact]
    public void ACallOfItselfInTurn_IsNoRecursion()
    {
        ScalarExpression body = Read("=> Square(Square(x) + Square(1));", "private static double Square(double y) => y * y;");

        Assert.All(Points, x => Close(((x * x) + 1) * ((x * x) + 1), ScalarEvaluator.Evaluate(body, x)));
    }

    [Fact]
    public void TheImplementingPart_OfAPartialMethod_IsRead()
    {
        ScalarExpression body = Read("; private static partial double F(double y) => 3 * y;", "", modifiers: "private static partial");

        Assert.Equal(new ScalarBinary(ScalarBinaryKind.Multiply, new ScalarConstant(3), new ScalarVariable()), body);
    }

    [Fact]
    public void Mish_HasTheExpectedForm()
    {
        ModelSpec spec = GeneratorTestDriver.Run(TestModels.With(
            "Regularizer.Custom(nameof(Mish), 1)",
            "private static float Mish(float x) => x * MathF.Tanh(MathF.Log(1f + MathF.Exp(x)));")).Spec;

        var x = new ScalarVariable();
        var expected = new ScalarBinary(
            ScalarBinaryKind.Multiply,
            x,
            new ScalarUnary(
                ScalarUnaryKind.Tanh,
                new ScalarUnary(
                    ScalarUnaryKind.Log,
                    new ScalarBinary(ScalarBinaryKind.Add, new ScalarConstant(1), new ScalarUnary(ScalarUnaryKind.Exp, x)))));
        Assert.Equal(new ScalarFunctionSpec("Mish", expected), Assert.Single(spec.Functions));
    }

    [Fact]
    public void AFunctionOfAnotherFile_UsedTwice_IsReadOnce()
    {
        GeneratorOutcome outcome = GeneratorTestDriver.Run(
            """
            using RepLearn;
            [Autoencoder(4)]
            [Encoder.Dense(3, Custom = nameof(F))]
            [Latent.Code(2, Custom = "G")]
            [Decoder.Dense(4, Custom = nameof(F))]
            [Likelihood.SquaredError]
            partial class Model;
            """,
            "partial class Model { static float F(float x) => x + x; static float G(float x) => F(x); }");

        Assert.Equal(["F", "G"], outcome.Spec.Functions.Select(function => function.Name));
        Assert.Equal(outcome.Spec.Functions[0].Body, outcome.Spec.Functions[1].Body);
        Assert.Equal(new ActivationSpec(ActivationKind.Custom, "F"), outcome.Spec.Decoder[0].LastActivation);
    }

    private static void Check(Func<double, double> function, [CallerArgumentExpression(nameof(function))] string text = "") =>
        Compare(function, $"{text[text.IndexOf("=>", StringComparison.Ordinal)..]};");

    private static void CheckBody(Func<double, double> function, [CallerArgumentExpression(nameof(function))] string text = "") =>
        Compare(function, text[(text.IndexOf("=>", StringComparison.Ordinal) + 2)..]);

    private static void Compare(Func<double, double> function, string body)
    {
        ScalarExpression expression = Read(body, $"private const double Slope = {Slope};");
        Assert.All(Points, x => Close(function(x), ScalarEvaluator.Evaluate(expression, x)));
    }

    private static ScalarExpression Read(string body, string members, string modifiers = "private static")
    {
        ModelSpec spec = GeneratorTestDriver.Run($$"""
            using System;
            using RepLearn;
            [Autoencoder(4, Precision = Precision.Double)]
            [Latent.Code(2)]
            [Decoder.Dense(4)]
            [Likelihood.SquaredError]
            [Regularizer.Custom(nameof(F), 1)]
            partial class Model
            {
                {{modifiers}} double F(double x) {{body}}
                {{members}}
            }
            """).Spec;
        return Assert.Single(spec.Functions).Body;
    }

    private static void Close(double expected, double actual) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-12 * Math.Max(1, Math.Abs(expected)), $"expected {expected:R}, but got {actual:R}");
}
