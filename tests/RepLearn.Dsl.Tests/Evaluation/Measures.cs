using System.Text.Json;
using RepLearn.Data;
using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Tests.Evaluation;

/// <summary>Data and values that scikit-learn and SciPy computed of them; Fixtures/make_measures.py made them.</summary>
internal static class Measures
{
    private static readonly JsonElement Root = ScikitLearn.Load("measures.json");

    /// <summary>240 rows of 3 values, around three centres.</summary>
    public static float[] Points { get; } = [.. Numbers("points").Select(value => (float)value)];

    /// <summary>The digits, each value moved a little, so that hardly any two distances are equal.</summary>
    public static LabelledRows DistinctDigits { get; } = MoveDigits();

    public static double Number(params string[] path) => Value(path).GetDouble();

    public static double[] Numbers(params string[] path) => [.. Value(path).EnumerateArray().Select(element => element.GetDouble())];

    public static int[] Integers(params string[] path) => [.. Value(path).EnumerateArray().Select(element => element.GetInt32())];

    public static void AssertNear(double[] expected, double[] actual, double tolerance = 1e-6)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }

    private static JsonElement Value(string[] path) => path.Aggregate(Root, (element, name) => element.GetProperty(name));

    private static LabelledRows MoveDigits()
    {
        ImageSet digits = Digits.Load();
        float[] values = [.. digits.Pixels.ToArray().Select((value, place) => (float)(value + (place * 7919 % 1009 / 1009.0 / 64)))];
        return new LabelledRows(values, digits.Size, digits.Labels);
    }
}
