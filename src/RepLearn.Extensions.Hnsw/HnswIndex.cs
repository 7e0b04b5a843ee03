using Cloud.Unum.USearch;
using RepLearn.Embeddings;

namespace RepLearn;

/// <summary>
/// A graph of neighbours in layers (Malkov and Yashunin 2018, "Efficient and robust approximate nearest neighbor search using Hierarchical
/// Navigable Small World graphs") by USearch, whose native files are for x64 Linux, x64 Windows and Arm64 macOS.
/// </summary>
/// <remarks>
/// The graph has a copy of the vectors. By dot product, which is no distance, it finds fewer of the nearest than by cosine or Euclidean distance: scale
/// vectors to length 1 where that is right. The same calls in the same order make the same graph.
/// </remarks>
public sealed class HnswIndex : INearestIndex
{
    // The native index has a workspace for each processor, and refuses more searches than that at once.
    private readonly SemaphoreSlim _workspaces = new(Environment.ProcessorCount);
    private readonly USearchIndex _index;
    private readonly int _dimension;
    private bool _disposed;

    /// <summary>Makes an empty graph.</summary>
    /// <param name="dimension">Values of a vector, at most 65,536.</param>
    /// <param name="metric">How nearness is measured.</param>
    /// <param name="options">The size of the graph.</param>
    /// <exception cref="ArgumentOutOfRangeException">The dimension or the metric is out of its range.</exception>
    /// <exception cref="PlatformNotSupportedException">There is no native file for this platform.</exception>
    public HnswIndex(int dimension, Metric metric, HnswOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, 1 << 16);
        options ??= new();
        _dimension = dimension;
        MetricKind kind = metric switch
        {
            Metric.Cosine => MetricKind.Cos,
            Metric.Dot => MetricKind.Ip,
            Metric.Euclidean => MetricKind.L2sq,
            _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "Expected Cosine, Dot or Euclidean."),
        };
        try
        {
            _index = new USearchIndex(
                kind, options.HalfPrecision ? ScalarKind.Float16 : ScalarKind.Float32, (ulong)dimension,
                (ulong)options.Connectivity, (ulong)options.ExpansionAdd, (ulong)options.ExpansionSearch);
        }
        catch (DllNotFoundException missing)
        {
            throw new PlatformNotSupportedException("Expected x64 Linux, x64 Windows or Arm64 macOS, for which USearch has native files, or these files beside the program. Exact search needs none.", missing);
        }
    }

    /// <summary>A graph of the default size: <c>new MemoryVectorStoreOptions { Index = HnswIndex.Create }</c>.</summary>
    /// <param name="dimension">Values of a vector, at most 65,536.</param>
    /// <param name="metric">How nearness is measured.</param>
    /// <exception cref="ArgumentOutOfRangeException">The dimension or the metric is out of its range.</exception>
    /// <exception cref="PlatformNotSupportedException">There is no native file for this platform.</exception>
    public static HnswIndex Create(int dimension, Metric metric) => new(dimension, metric);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The vector is of another length.</exception>
    public void Set(int row, ReadOnlySpan<float> vector)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        float[] values = Values(vector);
        _index.Remove((ulong)row);
        _index.Add((ulong)row, values);
    }

    /// <inheritdoc/>
    public void Remove(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ObjectDisposedException.ThrowIf(_disposed, this);
        _index.Remove((ulong)row);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The vector is of another length.</exception>
    public int[] Search(ReadOnlySpan<float> vector, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        float[] values = Values(vector);
        _workspaces.Wait();
        try
        {
            _index.Search(values, count, out ulong[] rows, out _);
            return Array.ConvertAll(rows, row => (int)row);
        }
        finally
        {
            _workspaces.Release();
        }
    }

    /// <summary>Frees the graph.</summary>
    public void Dispose()
    {
        _disposed = true;
        _index.Dispose();
        _workspaces.Dispose();
    }

    // Native code reads as many values as it expects, wherever they end.
    private float[] Values(ReadOnlySpan<float> vector)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return vector.Length == _dimension
            ? vector.ToArray()
            : throw new ArgumentException($"Expected {_dimension} values, but got {vector.Length}.", nameof(vector));
    }
}
