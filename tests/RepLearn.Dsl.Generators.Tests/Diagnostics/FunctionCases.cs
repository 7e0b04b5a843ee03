namespace RepLearn.Dsl.Generators.Tests.Diagnostics;

/// <summary>RL3002 and after: what cannot be differentiated in the user's functions.</summary>
internal static class FunctionCases
{
    private const string Known = "of the mathematical functions the compiler knows Abs, Clamp, Cos, Exp, Log, Max, Min, Pow, Sin, Sqrt and Tanh";
    private const string Jumps = "it is constant but for its jumps, so its derivative is 0; write a smooth function, or comparisons with ?: where jumps are meant";
    private const string Throw = "a function has a value for every number and cannot throw; give a value instead";

    public static IEnumerable<DiagnosticCase> All =>
    [
        Body("a step function", "=> x * «MathF.Floor(x)»;", $"'MathF.Floor(x)' cannot be differentiated: {Jumps}", "=> x * MathF.Abs(x);"),
        Body("an unknown function", "=> x * «MathF.Cbrt(x)»;", $"'MathF.Cbrt(x)' cannot be differentiated: {Known}", "=> x * MathF.Pow(x, 1f / 3);"),
        Body("a sign", "=> x * «MathF.Sign(x)»;",
            "'MathF.Sign(x)' cannot be differentiated: it is constant but for its jump, so its derivative is 0; write x > 0 ? 1f : -1f where that is meant",
            "=> x * (x > 0 ? 1f : -1f);"),
        Body("whole numbers", "=> x * («(x > 0 ? 1 : 3) / 2»);",
            "'(x > 0 ? 1 : 3) / 2' cannot be differentiated: it is computed in whole numbers, of type int; write (x > 0f ? 1f : 3f) / 2f", "=> x * ((x > 0f ? 1f : 3f) / 2f);"),
        Body("a choice of whole numbers", "=> x * («x > 0 ? 1 : 3»);",
            "'x > 0 ? 1 : 3' cannot be differentiated: it is computed in whole numbers, of type int; write x > 0f ? 1f : 3f", "=> x * (x > 0 ? 1f : 3f);"),
        Body("a local of whole numbers", "{ int «n = 3»; return x * n; }", "'n = 3' cannot be differentiated: it is of type int; declare it as float, or as const", "{ const int n = 3; return x * n; }"),
        Body("a local that var makes whole", "{ var «n = 3»; return x * n; }", "'n = 3' cannot be differentiated: it is of type int; declare it as float, or as const", "{ var n = 3f; return x * n; }"),
        Body("a local condition", "{ var «large = x > 3»; return large ? x : 0; }",
            "'large = x > 3' cannot be differentiated: a local of type bool is not read; write the comparison where it is used", "{ return x > 3 ? x : 0; }"),
        Body("an exception", "{ if (x < 0) { «throw new Exception();» } return x; }", $"'throw new Exception();' cannot be differentiated: {Throw}", "{ if (x < 0) { return 0; } return x; }"),
        Body("an exception in an expression", "=> x < 0 ? «throw new Exception()» : x;", $"'throw new Exception()' cannot be differentiated: {Throw}", "=> x < 0 ? 0 : x;"),
        Body("a number that float does not have", "=> (float)(x / (x * x + «1e-60»));",
            "'1e-60' cannot be differentiated: its value 1E-60 is 0 in a float", "=> x / (x * x + 1e-30f);"),
        Body("a number above those of float", "=> (float)(x * «1e60»);",
            "'1e60' cannot be differentiated: its value 1E+60 is more than a float can hold", "=> (float)(x * 1e6);"),
        Body("a number below the normal ones of float", "=> (float)(x / «1e-39»);",
            "'1e-39' cannot be differentiated: its value 1E-39 is below the normal numbers of a float, so that it has not all its digits", "=> (float)(x / 2e-38);"),
        Body("a product of constants below the normal ones", "=> x * («MathF.Exp(-60) * MathF.Exp(-30)»);",
            $"'MathF.Exp(-60) * MathF.Exp(-30)' cannot be differentiated: its value {(Math.Exp(-60) * Math.Exp(-30)).ToString("R", System.Globalization.CultureInfo.InvariantCulture)} is below the normal numbers of a float, so that it has not all its digits",
            "=> x * (MathF.Exp(-60) * MathF.Exp(-20));"),
        Body("the size of a whole number", "=> x * «Math.Abs(-3)»;",
            "'Math.Abs(-3)' cannot be differentiated: it is computed in whole numbers, of type int; write Math.Abs(-3f)", "=> x * Math.Abs(-3f);"),
        Body("the larger of whole numbers", "=> x + «Math.Max(1, 2)»;",
            "'Math.Max(1, 2)' cannot be differentiated: it is computed in whole numbers, of type int; write Math.Max(1f, 2f)", "=> x + Math.Max(1f, 2f);"),
        Body("a clamped whole number", "=> x - «Math.Clamp(3, 0, 2)»;",
            "'Math.Clamp(3, 0, 2)' cannot be differentiated: it is computed in whole numbers, of type int; write Math.Clamp(3f, 0f, 2f)", "=> x - Math.Clamp(3f, 0f, 2f);"),
        Body("a logarithm to another base", "=> «MathF.Log(x * x + 1, 2)»;",
            "'MathF.Log(x * x + 1, 2)' cannot be differentiated: a logarithm to another base is not read; write Log(x) / Log(base)", "=> MathF.Log(x * x + 1) / MathF.Log(2);"),
        Body("bounds the wrong way round", "=> «Math.Clamp(x, 1, -1)»;",
            "'Math.Clamp(x, 1, -1)' cannot be differentiated: its lower bound is above its upper one, for which C# throws", "=> Math.Clamp(x, -1, 1);"),
        Body("a function of a text", "=> «float.Parse(\"1\")» * x;", $"'float.Parse(\"1\")' cannot be differentiated: {Known}", "=> 1f * x;"),
        Body("values taken apart", "{ «var (y, z) = (x, 2 * x);» return y * z; }",
            "'var (y, z) = (x, 2 * x);' cannot be differentiated: values are not taken apart; declare each local by itself", "{ float y = x, z = 2 * x; return y * z; }"),
        Body("a value thrown away", "{ «_ = x;» return x * x; }", "'_ = x;' cannot be differentiated: its value is not used; remove it", "{ ; { } return x * x; }"),
        Body("an item of a tuple", "=> «(x, 1).Item1»;",
            "'(x, 1).Item1' cannot be differentiated: expected arithmetic, comparisons with ?:, constants, locals, or calls of mathematical functions", "=> (x);"),
        Body("a pattern's variable", "=> x is float y ? «y» : 0;", "'y' cannot be differentiated: it is declared in a condition; write what it stands for", "=> x > 0 ? x : 0;"),
        new("a mistake that two functions share", "RL3002",
            "using System; using RepLearn; [Autoencoder(4)] [Encoder.Dense(3, Custom = \"F\")] [Latent.Code(2, Custom = \"G\")] [Decoder.Dense(4)] [Likelihood.SquaredError] partial class M { static float F(float x) => H(x) + H(-x); static float G(float x) => H(2 * x); static float H(float x) => x * «MathF.Floor(x)»; }",
            $"'MathF.Floor(x)' cannot be differentiated: {Jumps}",
            "using System; using RepLearn; [Autoencoder(4)] [Encoder.Dense(3, Custom = \"F\")] [Latent.Code(2, Custom = \"G\")] [Decoder.Dense(4)] [Likelihood.SquaredError] partial class M { static float F(float x) => H(x) + H(-x); static float G(float x) => H(2 * x); static float H(float x) => x * MathF.Exp(x); }"),
        Body("a remainder", "=> «x % 2»;", "'x % 2' cannot be differentiated: of the operators with two operands only +, -, * and / on float or double have a derivative", "=> x / 2;"),
        Body("a cast to a whole number", "=> «(int)x» * x;", "'(int)x' cannot be differentiated: it is computed in whole numbers, of type int; write it in float", "=> (float)(double)x * x;"),
        Body("a static field", "=> x * «Scale»;", "'Scale' cannot be differentiated: it can change after the model is built; make it const", "=> x * Factor;",
            "static readonly float Scale = 2; const float Factor = 2;"),
        Body("a property", "=> x * «Scale»;", "'Scale' cannot be differentiated: it can change after the model is built; use a const or a method of the parameter", "=> x * 2;",
            "static float Scale => 2;"),
        Body("a loop", "{ «while (x > 2) { }» return x; }", "'while (x > 2) { }' cannot be differentiated: a loop is not read; write its terms one after the other", "{ return x; }"),
        Body("an assignment", "{ «x = x + 1;» return x; }", "'x = x + 1;' cannot be differentiated: a local has one value; declare another local", "{ var y = x + 1; return y; }"),
        Body("an assignment inside an expression", "=> «x++»;", "'x++' cannot be differentiated: a local has one value; declare another local", "=> x + 1;"),
        Body("a method of another class", "=> «Other.F(x)»;",
            "'Other.F(x)' cannot be differentiated: expected a call of Math or MathF, or of a static method of 'M' from numbers to a number", "=> G(x);",
            "static float G(float x) => x; static class Other { public static float F(float x) => x; }"),
        Body("a power of the parameter", "=> MathF.Pow(2, «x»);",
            "'x' cannot be differentiated: the exponent of Pow must not depend on the parameter; write Exp(y * Log(x)) for x to the power of y", "=> MathF.Pow(x, 2 * Half);",
            "const float Half = 0.5f;"),
        Body("a pattern", "=> «x is > 0 and < 1» ? x : 0;",
            "'x is > 0 and < 1' cannot be differentiated: expected a comparison of numbers: >, >=, <, <=, == or !=, joined by &&, || or !", "=> x > 0 && x < 1 ? x : 0;"),
        Body("a constant that is no number", "=> x * «MathF.Sqrt(-1f)»;", "'MathF.Sqrt(-1f)' cannot be differentiated: its value is not a number (NaN)", "=> x * MathF.Sqrt(1f);"),
        Body("an infinite constant", "=> x - «MathF.Log(0)»;", "'MathF.Log(0)' cannot be differentiated: its value is infinite", "=> x - MathF.Log(1);"),
        Body("a quotient of constants that is infinite", "=> MathF.Max(x, «1f / Zero»);", "'1f / Zero' cannot be differentiated: its value is infinite", "=> MathF.Max(x, 1f / 2);", "const float Zero = 0;"),
        Body("an infinite local", "{ var far = «MathF.Exp(1000)»; return MathF.Tanh(far) * x; }", "'MathF.Exp(1000)' cannot be differentiated: its value is infinite", "{ var far = MathF.Exp(10); return MathF.Tanh(far) * x; }"),
        Body("a constant beyond float", "=> (float)(x / «1e300»);", "'1e300' cannot be differentiated: its value 1E+300 is more than a float can hold", "=> (float)(x / 1e30);"),
        Body("an exponent that is no number", "=> MathF.Pow(x, «MathF.Log(-1)»);", "'MathF.Log(-1)' cannot be differentiated: its value is not a number (NaN)", "=> MathF.Pow(x, MathF.Log(3));"),
        Body("a switch", "=> «x switch { > 0 => x, _ => 0 }»;",
            "'x switch { > 0 => x, _ => 0 }' cannot be differentiated: a switch is not read; write comparisons with ?:", "=> x > 0 ? x : 0;"),
        Body("a local without a value", "{ float «y»; y = x; return y; }", "'y' cannot be differentiated: a local needs a value where it is declared", "{ float y = x; return y; }"),
        new("a method without a body", "RL3002", Model("static extern float «F»(float x);"), "'F' cannot be differentiated: it has no body to read", Model("static float F(float x) => x;")),
        Body("a function that calls itself", "=> x > 1 ? «F(x - 1)» : x;", "'F' calls itself, but a function's expression must end to be differentiated; write it without recursion",
            "=> x > 1 ? x - 1 : x;", id: "RL3003"),
        Body("functions that call each other", "=> G(x);", "'F' calls itself, but a function's expression must end to be differentiated; write it without recursion", "=> H(x);",
            "static float H(float x) => x; static float G(float x) => «F(x)»;", id: "RL3003"),
        Body("locals that double each other", $"{{ var x0 = x; {Doubling} return x12; }}",
            "'F' grows beyond 1000 operations, or 100 inside each other, once its locals and calls are put in place; write it shorter", "{ var x0 = x; var x1 = x0 + x0; return x1; }", id: "RL3004"),
        Body("a very long sum", $"=> «x»{string.Concat(Enumerable.Repeat(" + x", 100))};",
            "'F' grows beyond 1000 operations, or 100 inside each other, once its locals and calls are put in place; write it shorter", $"=> x{string.Concat(Enumerable.Repeat(" + x", 99))};", id: "RL3004"),
    ];

    // x12 has 2^13 - 1 operations; x9 is the first beyond 1000.
    private static string Doubling => string.Concat(Enumerable.Range(1, 12).Select(index =>
        index == 9 ? "var x9 = «x8 + x8»;" : $"var x{index} = x{index - 1} + x{index - 1};"));

    private static DiagnosticCase Body(string name, string bad, string message, string good, string members = "", string id = "RL3002") => new(
        name, id, Model($"static float F(float x) {bad} {members}"), message, Model($"static float F(float x) {good} {members.Replace("«", "").Replace("»", "")}"));

    private static string Model(string members) =>
        $"using System; using RepLearn; [Autoencoder(4)] [Latent.Code(2, Custom = \"F\")] [Decoder.Dense(4)] [Likelihood.SquaredError] partial class M {{ {members} }}";
}
