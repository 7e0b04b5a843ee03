using System.Text.Json;

namespace RepLearn.Tests.Evaluation;

/// <summary>Values that NumPy, mpmath and scikit-learn computed; Fixtures/make_fixtures.py made them.</summary>
internal static class ScikitLearn
{
    private static readonly JsonElement Root = Load("scikit-learn.json");

    public static JsonElement Value(params string[] path) => path.Aggregate(Root, (element, name) => element.GetProperty(name));

    public static double Number(params string[] path) => Value(path).GetDouble();

    public static double[] Numbers(params string[] path) => [.. Value(path).EnumerateArray().Select(element => element.GetDouble())];

    public static JsonElement Load(string file)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Evaluation", "Fixtures", file);
        return JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
    }
}
