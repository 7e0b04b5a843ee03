namespace RepLearn.Data;

/// <summary>One pass over a source, which must give as many examples as it declares: schedules and progress go by that number.</summary>
/// <param name="source">The source.</param>
/// <param name="order">Decides the order; null for the stored one.</param>
/// <param name="name">What the examples are to the caller, for messages.</param>
/// <param name="cancellation">Asks to stop; then reading throws <see cref="OperationCanceledException"/>, within a batch, too.</param>
internal sealed class ExamplePass<T>(IExampleSource<T> source, NoiseKey? order, string name, CancellationToken cancellation) : IDisposable
    where T : unmanaged
{
    // How far a source that gives too much is read on to tell its number; it may have no end.
    private const long MostCounted = 1 << 20;

    private readonly IExampleReader<T> _reader = ExampleReading.Open(source, order, cancellation)
        ?? throw new InvalidOperationException($"Expected the source of {name} to open a reader, but it gave null.");
    private bool _ended;

    /// <summary>Examples read.</summary>
    public long Examples { get; private set; }

    /// <summary>Reads until the room is full or the source ends; returns the rows read.</summary>
    public int Fill(Span<T> room)
    {
        int rows = ExampleReading.Fill(_reader, room, source.Width, cancellation);
        Examples += rows;
        _ended = rows < room.Length / source.Width;
        return Examples > source.Count ? throw WrongCount() : rows;
    }

    /// <summary>As <see cref="Fill(Span{T})"/>, but into room that grows with the rows, up to <paramref name="most"/>.</summary>
    public int Fill(ref T[] room, int most)
    {
        int rows = ExampleReading.Fill(_reader, ref room, source.Width, most, source.Count, cancellation);
        Examples += rows;
        _ended = rows < most;
        return Examples > source.Count ? throw WrongCount() : rows;
    }

    /// <summary>Throws where the source has not given what it declares, or has more.</summary>
    public void ExpectEnd()
    {
        if (source.Count is { } count && (Examples != count || (!_ended && Fill(new T[source.Width]) > 0)))
        {
            throw WrongCount();
        }
    }

    public void Dispose() => _reader.Dispose();

    private InvalidOperationException WrongCount()
    {
        long limit = Examples + MostCounted;
        var room = new T[source.Width];
        while (!_ended && Examples < limit)
        {
            _ended = ExampleReading.Fill(_reader, room, source.Width, cancellation) == 0;
            Examples += _ended ? 0 : 1;
        }

        return new InvalidOperationException(
            $"The source of {name} declares {source.Count} examples, but gives {(_ended ? "" : "more than ")}{Examples}. Its count must be that of one epoch, or null where it is not known.");
    }
}
