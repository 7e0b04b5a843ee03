using RepLearn.Numerics.Threads;

namespace RepLearn.Models;

/// <summary>
/// Admits one thread at a time to a model. That thread may call again from within its call (a report of progress encodes a
/// batch), but not while a program runs or an optimiser writes. Parameters change only while <see cref="Change"/> lasts, and other threads
/// read them only while <see cref="Read"/> lasts, so that they see the state after a whole step.
/// </summary>
/// <param name="model">The model's name in messages.</param>
internal sealed class ModelGate(string model)
{
    private readonly Lock _change = new();
    private int _owner;
    private int _depth;
    private int _readers;
    private int _read;
    private bool _running;
    private volatile bool _disposed;

    /// <summary>Whether the owner's call is a fit.</summary>
    public bool IsFitting { get; set; }

    /// <summary>Makes every later call fail.</summary>
    public void Close() => _disposed = true;

    /// <summary>Gives the model to this thread until the hold is disposed.</summary>
    /// <exception cref="InvalidOperationException">Another thread has it, or a program runs.</exception>
    public Hold Enter()
    {
        ExpectOpen();
        int thread = Environment.CurrentManagedThreadId;
        if (Volatile.Read(ref _owner) != thread && Interlocked.CompareExchange(ref _owner, thread, 0) != 0)
        {
            throw Busy();
        }

        if (_running)
        {
            throw new InvalidOperationException($"{model} is in the middle of a step, so it cannot be called from within; wait for the step's end, for example for a report of progress.");
        }

        _depth++;
        return new Hold(this);
    }

    /// <summary>Throws if the model is closed or held by another thread. Workers belong to its owner.</summary>
    public void ExpectAccess()
    {
        ExpectOpen();
        int owner = Volatile.Read(ref _owner);
        if (owner != 0 && owner != Environment.CurrentManagedThreadId && !TeamMember.IsCurrent)
        {
            throw Busy();
        }
    }

    /// <summary>For the owner: nothing else may begin until the pass is disposed of.</summary>
    public Pass Run()
    {
        _running = true;
        return new Pass(this);
    }

    /// <summary>For the owner: lets parameters and step change, after waiting readers have had their turn.</summary>
    public Lock.Scope Change()
    {
        int read = Volatile.Read(ref _read);
        var wait = default(SpinWait);
        while (Volatile.Read(ref _readers) > 0 && Volatile.Read(ref _read) == read && !_change.IsHeldByCurrentThread)
        {
            wait.SpinOnce();
        }

        return _change.EnterScope();
    }

    /// <summary>For any thread: keeps parameters and step as they are.</summary>
    public Reading Read()
    {
        ExpectOpen();

        // The step's own threads must not wait for its end.
        if (_change.IsHeldByCurrentThread || (TeamMember.IsCurrent && !_change.TryEnter()))
        {
            throw new InvalidOperationException($"{model} is in the middle of a step, so its parameters cannot be copied from within.");
        }

        Interlocked.Increment(ref _readers);
        if (!_change.IsHeldByCurrentThread)
        {
            _change.Enter();
        }

        return new Reading(this);
    }

    /// <summary>Throws if the model is closed.</summary>
    public void ExpectOpen()
    {
        if (_disposed)
        {
            throw new ObjectDisposedException(model);
        }
    }

    private InvalidOperationException Busy() => new(IsFitting
        ? $"This {model} is being fitted by another thread, and a model serves one caller at a time: use {nameof(Autoencoder<float>.Clone)}(), which any thread may call between two steps, or wait for the fit's end. (Progress<T> calls back on another thread while Fit runs.)"
        : $"This {model} is at work for another thread. A model serves one caller at a time: use a {nameof(Autoencoder<float>.Clone)}() for each thread, or wait.");

    /// <summary>Ends with its thread's call.</summary>
    public readonly ref struct Hold(ModelGate gate)
    {
        public void Dispose()
        {
            if (--gate._depth == 0)
            {
                Volatile.Write(ref gate._owner, 0);
            }
        }
    }

    /// <summary>Ends with a program's run.</summary>
    public readonly ref struct Pass(ModelGate gate)
    {
        public void Dispose() => gate._running = false;
    }

    /// <summary>Ends with a copy.</summary>
    public readonly ref struct Reading(ModelGate gate)
    {
        public void Dispose()
        {
            gate._read++;
            gate._change.Exit();
            Interlocked.Decrement(ref gate._readers);
        }
    }
}
