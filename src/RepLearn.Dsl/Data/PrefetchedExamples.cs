using System.Runtime.ExceptionServices;

namespace RepLearn.Data;

/// <summary>Reads another source ahead on a thread of its own, so that reading and training go on at the same time.</summary>
internal sealed class PrefetchedExamples<T> : IExampleSource<T>, INamedSource
    where T : unmanaged
{
    private readonly IExampleSource<T> _inner;
    private readonly int _rows;

    public PrefetchedExamples(IExampleSource<T> inner, int rows)
    {
        ArgumentNullException.ThrowIfNull(inner);
        BufferRows.Expect(rows, inner.Width, nameof(rows));
        _inner = inner;
        _rows = rows;
    }

    public int Width => _inner.Width;

    public long? Count => _inner.Count;

    public string? Fingerprint => _inner.Fingerprint;

    public string Name => _inner is INamedSource named ? named.Name : "The source";

    public IExampleReader<T> Open(NoiseKey? shuffle) => new Reader(_inner.Open(shuffle), Width, _rows, Count);

    // Two buffers: one is handed out while the other is filled.
    private sealed class Reader : IExampleReader<T>, IBufferingReader
    {
        private readonly IExampleReader<T> _inner;
        private readonly int _width;
        private readonly int _most;
        private readonly long? _count;
        private readonly T[][] _buffers = [[], []];
        private readonly int[] _held = new int[2];
        private readonly SemaphoreSlim _free = new(2);
        private readonly SemaphoreSlim _full = new(0);
        private readonly CancellationTokenSource _stop = new();
        private readonly Thread _thread;
        private Exception? _failure;
        private bool _ended;
        private int _current = 1;
        private int _place;
        private int _rows;

        public Reader(IExampleReader<T> inner, int width, int rows, long? count)
        {
            _inner = inner;
            _width = width;
            _most = rows;
            _count = count;
            if (inner is IBufferingReader buffering)
            {
                buffering.Cancellation = _stop.Token;
            }

            _thread = new Thread(ReadAhead) { IsBackground = true, Name = "RepLearn reader" };
            _thread.Start();
        }

        public CancellationToken Cancellation { private get; set; }

        public int Read(Span<T> rows)
        {
            if (_place == _rows && !NextBuffer())
            {
                return 0;
            }

            int count = Math.Min(rows.Length / _width, _rows - _place);
            _buffers[_current].AsSpan(_place * _width, count * _width).CopyTo(rows);
            _place += count;
            return count;
        }

        public void Dispose()
        {
            _stop.Cancel();
            _free.Release();
            _thread.Join();
            _inner.Dispose();
            _free.Dispose();
            _full.Dispose();
            _stop.Dispose();
        }

        private bool NextBuffer()
        {
            if (_ended)
            {
                return false;
            }

            if (_rows > 0)
            {
                _free.Release();
            }

            _full.Wait(Cancellation);
            _current = 1 - _current;
            _place = 0;
            _rows = _held[_current];
            _ended = _rows == 0;
            if (_ended && _failure is not null)
            {
                ExceptionDispatchInfo.Throw(_failure);
            }

            return !_ended;
        }

        // Ends after a buffer without rows, which tells the other side that the data ended or failed.
        private void ReadAhead()
        {
            int buffer = 0;
            do
            {
                _free.Wait();
                if (_stop.IsCancellationRequested)
                {
                    return;
                }

                try
                {
                    _held[buffer] = ExampleReading.Fill(_inner, ref _buffers[buffer], _width, _most, _count, _stop.Token);
                }
                catch (Exception failure)
                {
                    _failure = failure;
                    _held[buffer] = 0;
                }

                buffer = 1 - buffer;
                _full.Release();
            }
            while (_held[1 - buffer] > 0);
        }
    }
}
