using System.Numerics;
using System.Reflection;
using System.Text;

using static RepLearn.Dsl.Generators.Tests.Execution.FunctionText;

namespace RepLearn.Dsl.Generators.Tests.Execution;

/// <summary>
/// Users' functions have finite values and gradients wherever mathematics has, whatever overflows on the way: at zero, around
/// it and at extremes, once and twice differentiated.
/// </summary>
public class CustomFunctionTests
{
    private static readonly double[] s_points =
        [.. new[] { 1e-30, 1e-4, 0.3, 1.1, 2.9, 19, 87, 91, 150, 707, 1e3, 1e4, 1e10, 3e19, 1e30 }.SelectMany(size => new[] { size, -size })];

    private static readonly FunctionText[] s_known =
    [
        X / (1 + Exp(-X)),
        1 / (1 + Exp(-X)),
        Exp(X) / (1 + Exp(X)),
        X * Exp(X) / (1 + Exp(X)),
        X * Exp(1e6 * X) / (1 + Exp(1e6 * X)),
        X * Exp(X * X * X * X) / (1 + Exp(X * X * X * X)),
        X / (2 + Exp(3 * X)),
        Log(1 + Exp(X)),
        Log(2 + Exp(X)),
        Log(Exp(X) + Exp(-X)),
        Log(Abs(X) + 1) / Abs(X),
        (Exp(X) - Exp(-X)) / (Exp(X) + Exp(-X)),
        Tanh(X * X),
        Tanh(X) * X * X * Exp(-(X * X)),
        X * X / (1 + (X * X)),
        X / (1 + Abs(X)),
        X / Sqrt(1 + (X * X)),
        Sqrt((X * X) + 1e-6),
        Sqrt(Abs(X)),
        Exp(-(X * X)),
        Exp(-(X * X)) * X,
        Exp(-1 / (X * X)),
        X * Exp(-Abs(X)) * Exp(Abs(X) / 2),
        Pow(Abs(X), 0.3),
        Pow(1 + (X * X), -0.7),
        Pow(1 + (X * X), 90) / Pow(2 + (X * X), 90),
        Pow(X, 7) / (1 + Pow(X, 8)),
        Choose(X, X, Exp(X) - 1),
        Choose(X - 1, Sqrt(X), X * X),
        Max(Exp(X), X) / (1 + Max(Exp(X), X)),
        Log(1 + (X * X)),
        X * Tanh(Log(1 + Exp(X))),
        Sin(X) / (1 + Exp(X)),
        0.5 * X * (1 + ((Exp(1.6 * (X + (0.05 * X * X * X))) - 1) / (Exp(1.6 * (X + (0.05 * X * X * X))) + 1))),
        Exp(X * X) / (1 + Exp(X * X)),
        Log(Exp(X) + Exp(2 * X)),
        -Log(1 / (1 + Exp(-X))),
        (X / 1000) * (X / 1000),
        X * (X * 1e-20),
        (((X + 1) * (X + 1)) - (X * X)) / X,
        0.001 * X * X,
        100 * (0.1 * X) * (0.1 * X) * (0.1 * X),
        X * X * Max(-X, 0),
        Max(X, 0) * Max(1 - X, 0) * X,
        X * X * Max(X, 1),
        Times(Times(Times(Times(Times(Times(Times(Times(X, 200), 200), 200), 200), 0.005), 0.005), 0.005), 0.005),
        X * 1e38 * 10 * 1e-30,
        X / 1e38 / 10 * 1e37,
        X * 1e-30 * 1e-10 * 1e38,
        Sqrt(X * X * 1e30 * 1e30) * 1e-30,
    ];

    private static FunctionText Times(FunctionText x, double number) => (x * number) + 1;

    private static IReadOnlyList<FunctionText> Drawn
    {
        get
        {
            var random = new Random(3);

            return [.. Enumerable.Range(0, 40).Select(_ => Draw(random, 4)).Where(IsSloped).Take(30)];
        }
    }

    // A flat function is an error of its own; its slopes here are those of rounding.
    private static bool IsSloped(FunctionText function) => s_points.Any(x =>
    {
        Jet jet = function.Of(new Jet(x, 1, 0));
        return Math.Abs((jet.First * x / jet.Value).ToDouble()) > 1e-6;
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AKnownFunction_HasTheSlopesOfMathematics(bool isDouble)
    {
        Check(s_known, isDouble);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ARandomFunction_HasTheSlopesOfMathematics(bool isDouble)
    {
        Check(Drawn, isDouble);
    }

    /// <summary>Where there is a value but no slope, or an infinite one, the slope is taken for 0.</summary>
    [Fact]
    public void AtAKinkOrAPole_TheSlopeIsZero()
    {
        FunctionText[] functions = [Sqrt(Abs(X)), Sqrt(X * X), Sqrt(X), Sqrt(Max(X, 0)), Pow(Abs(X), 0.3), Abs(X) * Log(Abs(X)), Sqrt(X) - Sqrt(2 * X), Exp(-1 / (X * X)), Abs(X)];
        Assembly assembly = GeneratedAssembly.Load(Declarations(functions, isDouble: false));
        for (int index = 0; index < functions.Length; index++)
        {
            using Autoencoder<float> model = assembly.Model<float>($"Model{index}");
            using Autoencoder<float> curved = assembly.Model<float>($"Curved{index}");
            double slope = Gradient(model, 0f);
            double product = Gradient(curved, 0f);
            Assert.True(slope == 0 && product == 0, $"{functions[index].Text}: {slope}, {product}");
            Assert.Equal([0f], model.Encode([0f]));
        }
    }

    /// <summary>
    /// The norm is f'(b)² Σ w², f'(b)² = 1 / 4|b|, and its slope by b beyond the range of float, which the example's zeros must not meet.
    /// </summary>
    [Theory]
    [InlineData("M.Sqrt(M.Abs(x))", 1e-20, 2.5e19)]
    [InlineData("M.Sqrt(M.Abs(x))", -1e-20, 2.5e19)]
    [InlineData("M.Pow(M.Abs(x), 0.5f)", 4e-20, 6.25e18)]
    public void AContractivePenaltyWhereItsSlopeIsBeyondTheRange_HasGradients(string function, double point, double square)
    {
        Assembly assembly = GeneratedAssembly.Load(
            $"using RepLearn; using M = System.MathF; [Autoencoder(3)] [Latent.Code(2, Custom = nameof(F))] [Decoder.Dense(3)] [Likelihood.SquaredError] [Regularizer.Contractive(1)] partial class Model {{ static float F(float x) => {function}; }}");
        using Autoencoder<float> model = assembly.Model<float>("Model");
        model.Parameters.Clear();
        model.Parameters.Slice(Offset(model, "codeWeight"), 6).Fill(0.5f);
        model.Parameters.Slice(Offset(model, "codeBias"), 2).Fill((float)point);
        model.Backward(new float[3], default);

        Assert.All(model.Gradients.ToArray(), gradient => Assert.True(float.IsFinite(gradient), $"{gradient}"));
        Assert.All(
            model.Gradients.Slice(Offset(model, "codeWeight"), 6).ToArray(), gradient => Assert.Equal(1, gradient / (2 * 0.5 * square), 1e-5));
    }

    /// <summary>
    /// With a first layer of weights I, slopes s and a second of weights 0.5 the norm is s² ‖I W‖², so that its slopes by either layer's
    /// weights are s²: 2 s² Iᵀ I W = s², and 2 s² I W Wᵀ = s² · codes / 2.
    /// </summary>
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void ADeepContractivePenaltyBesideAPole_HasGradients(int codes)
    {
        Assembly assembly = GeneratedAssembly.Load(
            $"using RepLearn; using M = System.MathF; [Autoencoder(3)] [Encoder.Dense(3, Custom = nameof(F))] [Latent.Code({codes})] [Decoder.Dense(3)] [Likelihood.SquaredError] [Regularizer.Contractive(1)] partial class Model {{ static float F(float x) => M.Sqrt(M.Abs(x)); }}");
        using Autoencoder<float> model = assembly.Model<float>("Model");
        model.Parameters.Clear();
        model.Parameters.Slice(Offset(model, "codeWeight"), 3 * codes).Fill(0.5f);
        for (int unit = 0; unit < 3; unit++)
        {
            model.Parameters[Offset(model, "encoder1Weight") + (4 * unit)] = 1;
            model.Parameters[Offset(model, "encoder1Bias") + unit] = 1e-20f;
        }

        model.Backward(new float[3], default);

        const double square = 2.5e19;
        Assert.All(model.Gradients.ToArray(), gradient => Assert.True(float.IsFinite(gradient), $"{gradient}"));
        Assert.All(model.Gradients.Slice(Offset(model, "codeWeight"), 3 * codes).ToArray(), gradient => Assert.Equal(1, gradient / square, 1e-5));
        Assert.All(model.Gradients.Slice(Offset(model, "encoder1Weight"), 9).ToArray(), gradient => Assert.Equal(1, gradient / (square * codes / 2), 1e-5));
    }

    /// <summary>
    /// At the ends of the range, as far as the last digits let a value stay in it, and beyond it on the way. Each function's value is x times
    /// the number for its side, and its slope is that number.
    /// </summary>
    [Theory]
    [InlineData("M.Log(M.Exp(x))", 1, 1)]
    [InlineData("-M.Log(M.Exp(-x))", 1, 1)]
    [InlineData("0.25f * M.Log(M.Exp(2 * x))", 0.5, 0.5)]
    [InlineData("0.5f * M.Log(M.Exp(x) + M.Exp(2 * x))", 0.5, 1)]
    [InlineData("M.Log(M.Exp(300 * x)) / 300", 1, 1)]
    [InlineData("M.Log(M.Exp(-x) / (1 + M.Exp(-2 * x)))", 1, -1)]
    [InlineData("M.Log(M.Sqrt(M.Exp(x)))", 0.5, 0.5)]
    [InlineData("M.Log(2 + M.Exp(x))", 0, 1)]
    [InlineData("x / (1 + M.Exp(-x))", 0, 1)]
    [InlineData("x / (1 + M.Exp(-3 * x))", 0, 1)]
    [InlineData("x * M.Exp(x) * M.Exp(-2 * M.Abs(x))", 0, 0)]
    [InlineData("x * M.Exp(-M.Abs(x)) / (1 + M.Exp(-2 * M.Abs(x)))", 0, 0)]
    public void AtTheEndsOfTheRange_ValueAndSlopeAreThoseOfMathematics(string function, double below, double above)
    {
        Check(1e36f, 2.6e36f, 3e36f, 1e37f, 1.1e38f, 1.7e38f, 2.5e38f, 3.39e38f);
        Check(1e292, 2.6e299, 1e300, 1e305, 0.6e308, 1.79e308);

        void Check<T>(params T[] sizes)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            bool isDouble = typeof(T) == typeof(double);
            Assembly assembly = GeneratedAssembly.Load(Declarations([new FunctionText(isDouble ? function.Replace("f ", " ").Replace("f)", ")") : function, x => x)], isDouble));
            using Autoencoder<T> model = assembly.Model<T>("Model0");
            foreach (T x in sizes.SelectMany(size => new[] { size, -size }))
            {
                double part = x > T.Zero ? above : below;
                double value = Value(model, x) / double.CreateChecked(x);
                double slope = Gradient(model, x);
                Assert.True(Math.Abs(value - part) < 1e-5 && Math.Abs(slope - part) < 1e-5, $"{function} at {x}: {value} x, slope {slope}, expected {part}");
            }
        }
    }

    private static void Check(IReadOnlyList<FunctionText> functions, bool isDouble)
    {
        Assembly assembly = GeneratedAssembly.Load(Declarations(functions, isDouble));
        var wrong = new List<string>();
        for (int index = 0; index < functions.Count; index++)
        {
            if (isDouble)
            {
                Check(functions[index], assembly.Model<double>($"Model{index}"), assembly.Model<double>($"Curved{index}"), double.ScaleB(1, -52), 1e300, wrong);
            }
            else
            {
                Check(functions[index], assembly.Model<float>($"Model{index}"), assembly.Model<float>($"Curved{index}"), double.ScaleB(1, -23), 1e36, wrong);
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} values are wrong:\n{string.Join("\n", wrong.Take(20))}");
    }

    private static void Check<T>(FunctionText function, Autoencoder<T> model, Autoencoder<T> curved, double precision, double largest, List<string> wrong)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (T point in s_points.Select(T.CreateTruncating))
        {
            double x = double.CreateChecked(point);
            Jet exact = function.Of(new Jet(x, 1, 0));
            Jet[] rounded = [.. Enumerable.Range(0, 8).Select(seed => WideNumber.WithNoise(4 * precision, seed, () => function.Of(new Jet(x, 1, 0))))];
            Compare("value", () => Value(model, point), jet => jet.Value);
            if (exact.Value.IsFinite && Math.Abs(exact.Value.ToDouble()) < largest)
            {
                Compare("slope", () => Gradient(model, point), jet => jet.First);
                if (Math.Abs(exact.First.ToDouble()) < largest && Math.Abs(exact.Second.ToDouble()) < largest)
                {
                    Compare("2 slope · curvature", () => Gradient(curved, point), jet => 2 * (jet.First * jet.Second));
                }
            }

            void Compare(string what, Func<double> compute, Func<Jet, WideNumber> of)
            {
                WideNumber expected = of(exact);
                double number = expected.ToDouble();
                if (!expected.IsFinite || Math.Abs(number) > largest)
                {
                    return;
                }

                double actual = compute();

                // The product's own formula cancels more than the reference's.
                bool isProduct = what.StartsWith('2');
                double spread = rounded.Max(jet => Math.Abs((of(jet) - expected).ToDouble()));
                double size = Math.Max(Math.Abs(number), 0.25);
                if (spread > size)
                {
                    // Nobody can say, as with the sine of a large number, whose phase means nothing.
                    return;
                }

                double allowed = (16 * spread) + (64 * precision * size) + (isProduct ? Math.Sqrt(precision) * Math.Abs(number) : 0);
                if (!double.IsFinite(actual) || Math.Abs(actual - number) > allowed)
                {
                    wrong.Add($"{function.Text} at {x}: {what} is {actual}, expected {number} ± {allowed:G2}");
                }
            }
        }
    }

    // By the code's bias, at weights of 1 and an example of 0: the slope of the penalty that is the code itself, or of the contractive
    // one, which is the slope's square.
    private static double Gradient<T>(Autoencoder<T> model, T point)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Place(model, point);
        model.Backward(new T[1], default);
        return double.CreateChecked(model.Gradients[Offset(model, "codeBias")]);
    }

    private static double Value<T>(Autoencoder<T> model, T point)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Place(model, point);
        try
        {
            return double.CreateChecked(model.Encode(new T[1])[0]);
        }
        catch (NotFiniteNumberException error)
        {
            return error.OffendingNumber;
        }
    }

    private static void Place<T>(Autoencoder<T> model, T point)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        model.Parameters.Clear();
        model.Parameters[Offset(model, "codeBias")] = point;
        model.Parameters[Offset(model, "codeWeight")] = T.One;
    }

    private static int Offset<T>(Autoencoder<T> model, string parameter)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        model.Info.Layout.ToArray().Single(info => info.Name == parameter).Offset;

    private static string Declarations(IReadOnlyList<FunctionText> functions, bool isDouble)
    {
        string number = isDouble ? "double" : "float";
        var source = new StringBuilder($"using RepLearn; using M = System.Math{(isDouble ? "" : "F")};\n");
        for (int index = 0; index < functions.Count; index++)
        {
            foreach ((string name, string penalty) in new[] { ("Model", "Custom(nameof(Itself), 1)"), ("Curved", "Contractive(1)") })
            {
                source.Append($"[Autoencoder(1{(isDouble ? ", Precision = Precision.Double" : "")})] [Latent.Code(1, Custom = nameof(F))] [Decoder.Dense(1)] [Likelihood.SquaredError] ");
                source.Append($"[Regularizer.{penalty}] partial class {name}{index} {{ static {number} F({number} x) => {functions[index].Text}; static {number} Itself({number} x) => x; }}\n");
            }
        }

        return source.ToString();
    }
}
