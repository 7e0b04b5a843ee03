using RepLearn.Tests.Dsl.Training;
using Xunit;

namespace RepLearn.Tests.Dsl.Runtime;

/// <summary>Finite values so large that a result is not: told, never given out as infinity or as no number.</summary>
public sealed class LargeInputTests
{
    private const int Rows = 3;
    private const int Width = 4;

    [Fact]
    public void Results_AreFiniteOrRefused()
    {
        using var model = new LinearModel<float>(Width, 2, masks: false);
        model.Parameters.Fill(3);
        float[] rows = new float[Rows * Width];
        rows[Width + 1] = float.MaxValue;
        float[] codes = new float[Rows * 2];
        codes[2] = float.MaxValue;
        ExpectProblem("code, but that of row 2", () => model.Encode(rows));
        ExpectProblem("output, but that of row 2", () => model.Decode(codes));
        ExpectProblem("code, but that of row 2", () => model.Reconstruct(rows));
        ExpectProblem("term '", () => model.Test(rows, default));
        ExpectProblem("term '", () => model.Test(Examples.InMemory(rows, Width), default));

        rows[Width + 1] = 1;
        Assert.All(model.Encode(rows), code => Assert.True(float.IsFinite(code)));
    }

    // Behind the first block of rows.
    [Fact]
    public void TheRow_IsTheCallers()
    {
        using var model = new LinearModel<float>(Width, 2, masks: false);
        model.Parameters.Fill(3);
        float[] rows = new float[3000 * Width];
        rows[2500 * Width] = float.MaxValue;
        ExpectProblem("row 2501 ", () => model.Encode(rows));
        ExpectProblem("row 2501 ", () => model.Reconstruct(rows));
    }

    [Fact]
    public void ADisposedModel_IsNeitherSavedNorRestored()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var model = new LinearModel<float>(Width, 2);
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Save(path));
        Assert.Throws<ObjectDisposedException>(() => model.Restore(path));
        Assert.False(File.Exists(path));
    }

    private static void ExpectProblem(string problem, Func<object> call) =>
        Assert.Contains(problem, Assert.Throws<NotFiniteNumberException>(call).Message, StringComparison.Ordinal);
}
