using Microsoft.Extensions.VectorData;

namespace RepLearn.Tests.Extensions.VectorData;

/// <summary>A record of the tests, described by attributes.</summary>
public sealed class Note
{
    [VectorStoreKey]
    public string Id { get; set; } = "";

    [VectorStoreData]
    public int Year { get; set; }

    [VectorStoreData]
    public string? Author { get; set; }

    [VectorStoreVector(2)]
    public ReadOnlyMemory<float>? Place { get; set; }

    public static Note At(string id, float x, float y, int year = 0, string? author = null) => new() { Id = id, Place = new[] { x, y }, Year = year, Author = author };
}
