using Microsoft.Extensions.AI;
using RepLearn.Tests.Dsl.Training;
using Xunit;

namespace RepLearn.Tests.Extensions;

public sealed class RowEmbeddingGeneratorTests
{
    private static readonly float[] s_rows = TestData.Plane<float>(40, 6);

    [Fact]
    public async Task Rows_AreEncoded()
    {
        using var model = new LinearModel<float>(6, 2);
        using RowEmbeddingGenerator<ReadOnlyMemory<float>> generator = RowEmbeddingGenerator.OfRows(model);
        GeneratedEmbeddings<Embedding<float>> all = await generator.GenerateAsync(Enumerable.Range(0, 40).Select(row => (ReadOnlyMemory<float>)s_rows.AsMemory(row * 6, 6)));
        Assert.Equal(model.Encode(s_rows), all.SelectMany(one => one.Vector.ToArray()));
        Assert.All(all, one => Assert.Equal(model.Info.Name, one.ModelId));
        Assert.Empty(await generator.GenerateAsync([]));
        var metadata = (EmbeddingGeneratorMetadata)generator.GetService(typeof(EmbeddingGeneratorMetadata))!;
        Assert.Equal(2, metadata.DefaultModelDimensions);
    }

    [Fact]
    public async Task Records_BecomeRowsByAFunction()
    {
        using var model = new LinearModel<float>(6, 2);
        using var generator = new RowEmbeddingGenerator<(int Column, float Value)>(model, (record, row) => row[record.Column] = record.Value);
        GeneratedEmbeddings<Embedding<float>> all = await generator.GenerateAsync([(1, 0.5f), (5, -2)]);
        Assert.Equal(model.Encode([0, 0.5f, 0, 0, 0, 0, 0, 0, 0, 0, 0, -2]), all.SelectMany(one => one.Vector.ToArray()));
    }

    // A model serves one thread, a generator all.
    [Fact]
    public async Task ManyThreads_GetWhatOneGets()
    {
        using var model = new LinearModel<float>(6, 2);
        using RowEmbeddingGenerator<ReadOnlyMemory<float>> generator = RowEmbeddingGenerator.OfRows(model);
        float[] codes = model.Encode(s_rows);
        await Parallel.ForAsync(0, 400, async (call, token) =>
        {
            int row = call % 40;
            ReadOnlyMemory<float> vector = await generator.GenerateVectorAsync(s_rows.AsMemory(row * 6, 6), cancellationToken: token);
            Assert.Equal(codes.AsSpan(row * 2, 2).ToArray(), vector.ToArray());
        });
    }

    [Fact]
    public async Task TrainingOn_DoesNotChangeIt()
    {
        using var model = new LinearModel<float>(6, 2);
        using RowEmbeddingGenerator<ReadOnlyMemory<float>> generator = RowEmbeddingGenerator.OfRows(model);
        float[] before = model.Encode(s_rows.AsSpan(0, 6));
        model.Fit(s_rows, new FitOptions { Epochs = 2 });
        Assert.NotEqual(before, model.Encode(s_rows.AsSpan(0, 6)));
        Assert.Equal(before, (await generator.GenerateVectorAsync(s_rows.AsMemory(0, 6))).ToArray());
    }

    [Fact]
    public async Task WrongInputs_SayWhatWasExpected()
    {
        using var model = new LinearModel<float>(6, 2);
        RowEmbeddingGenerator<ReadOnlyMemory<float>> generator = RowEmbeddingGenerator.OfRows(model);
        ArgumentException width = await Assert.ThrowsAsync<ArgumentException>(() => generator.GenerateAsync([new float[6], new float[5]]));
        Assert.StartsWith("Expected rows of 6 values, but row 2, counted from 1, has 5.", width.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => generator.GenerateAsync([new float[6]], new EmbeddingGenerationOptions { Dimensions = 6 }));
        ArgumentException number = await Assert.ThrowsAsync<ArgumentException>(() => generator.GenerateAsync([new float[6], new[] { 0, 0, float.NaN, 0, 0, 0 }]));
        Assert.Contains("row 2, column 3", number.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("batch", number.Message, StringComparison.Ordinal);
        Assert.Equal(("values", "values"), (width.ParamName, number.ParamName));
        generator.Dispose();
        Assert.Equal("RowEmbeddingGenerator", (await Assert.ThrowsAsync<ObjectDisposedException>(() => generator.GenerateAsync([new float[6]]))).ObjectName);
    }

    // The clone in use, which comes back after Dispose, is not kept.
    [Fact]
    public async Task DisposingDuringACall_DisposesOfItsCloneAfterwards()
    {
        LinearModel<float>? used = null;
        RowEmbeddingGenerator<ReadOnlyMemory<float>>? generator = null;
        using var model = new LinearModel<float>(6, 2);
        model.BeforeRun = clone =>
        {
            used = clone;
            generator!.Dispose();
        };
        generator = RowEmbeddingGenerator.OfRows(model);
        Assert.Single(await generator.GenerateAsync([new float[6]]));
        Assert.Throws<ObjectDisposedException>(() => used!.Encode(new float[6]));
        Assert.NotSame(model, used);
    }
}
