using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RepLearn.Numerics.Buffers;

namespace RepLearn.Embeddings.Runtime;

/// <summary>
/// What generated kernels read and write: groups of pairs, in flat arrays. A group has input rows, whose mean h is compared with the
/// targets of its pairs: for skip-gram the centre's row and a pair per context word, for CBOW the context's rows and one pair. A target
/// is an output row with a signed weight: positive samples are above 0, negative ones below, padding is 0. The magnitude weights the loss.
/// </summary>
/// <typeparam name="T">The model's numbers.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GroupBatch<T>
    where T : unmanaged
{
    private readonly int _stride;
    private readonly AlignedBuffer<T> _rows;
    private int[] _inputStarts = new int[65];
    private int[] _pairStarts = new int[65];
    private int[] _inputs = new int[512];
    private int[] _targetStarts = new int[513];
    private int[] _targets = new int[4096];
    private T[] _marks = new T[4096];
    private AlignedBuffer<T> _coefficients = new(64);
    private AlignedBuffer<T> _hidden;
    private AlignedBuffer<T> _steps;

    /// <param name="stride">Values from one row to the next.</param>
    internal GroupBatch(int stride)
    {
        _stride = stride;
        _rows = new AlignedBuffer<T>(stride);
        _hidden = new AlignedBuffer<T>(stride);
        _steps = new AlignedBuffer<T>(stride);
    }

    /// <summary>Groups in the batch.</summary>
    public int Groups { get; private set; }

    /// <summary>Pairs of all groups.</summary>
    public int Pairs { get; private set; }

    /// <summary>Words that are predicted: those whose losses a mean loss is over.</summary>
    internal long Predictions { get; set; }

    /// <summary>Memory held, in bytes.</summary>
    internal long Bytes =>
        ((long)sizeof(int) * (_inputStarts.Length + _pairStarts.Length + _inputs.Length + _targetStarts.Length + _targets.Length))
        + (Unsafe.SizeOf<T>() * ((long)_marks.Length + _rows.Length + _coefficients.Length + _hidden.Length + _steps.Length));

    /// <summary>A row of scratch that holds zeros whenever no kernel runs.</summary>
    public ref T PairStep => ref _rows.Start;

    /// <summary>Scratch for one coefficient a target of a pair, and a vector more.</summary>
    public ref T Coefficients => ref _coefficients.Start;

    /// <summary>Input rows of a group.</summary>
    /// <param name="group">The group's number.</param>
    public int InputCount(int group) => _inputStarts[group + 1] - _inputStarts[group];

    /// <summary>The first of a group's input rows; the others follow.</summary>
    /// <param name="group">The group's number.</param>
    public ref int Inputs(int group) => ref _inputs[_inputStarts[group]];

    /// <summary>The number of a group's first pair; that of the next group ends its pairs.</summary>
    /// <param name="group">The group's number, or <see cref="Groups"/>.</param>
    public int FirstPair(int group) => _pairStarts[group];

    /// <summary>Targets of a pair.</summary>
    /// <param name="pair">The pair's number.</param>
    public int TargetCount(int pair) => _targetStarts[pair + 1] - _targetStarts[pair];

    /// <summary>The output row of a pair's first target; those of the others follow.</summary>
    /// <param name="pair">The pair's number.</param>
    public ref int Targets(int pair) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_targets), _targetStarts[pair]);

    /// <summary>The mark of a pair's first target; a vector may be read from any of them.</summary>
    /// <param name="pair">The pair's number.</param>
    public ref T Marks(int pair) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_marks), _targetStarts[pair]);

    /// <summary>A row for a group's input vector.</summary>
    /// <param name="group">The group's number; without <see cref="ReserveRows"/> 0.</param>
    public ref T Hidden(int group) => ref Unsafe.Add(ref _hidden.Start, (nint)group * _stride);

    /// <summary>A row for the step of a group's input vector: −rate times its gradient.</summary>
    /// <param name="group">The group's number; without <see cref="ReserveRows"/> 0.</param>
    public ref T Step(int group) => ref Unsafe.Add(ref _steps.Start, (nint)group * _stride);

    /// <summary>Removes all groups; the memory is kept.</summary>
    internal void Clear() => (Groups, Pairs, Predictions) = (0, 0, 0);

    /// <summary>Makes rows for the vectors and steps of all groups.</summary>
    internal void ReserveRows()
    {
        if ((long)Groups * _stride > _hidden.Length)
        {
            int length = checked(Groups * 2 * _stride);
            _hidden = new AlignedBuffer<T>(length);
            _steps = new AlignedBuffer<T>(length);
        }
    }

    /// <summary>Begins a group; its inputs and pairs follow.</summary>
    internal void BeginGroup()
    {
        Groups++;
        if (Groups == _inputStarts.Length)
        {
            Array.Resize(ref _inputStarts, 2 * Groups);
            Array.Resize(ref _pairStarts, 2 * Groups);
        }

        _inputStarts[Groups] = _inputStarts[Groups - 1];
        _pairStarts[Groups] = Pairs;
    }

    /// <summary>Adds an input row to the last group.</summary>
    internal void AddInput(int row)
    {
        int place = _inputStarts[Groups]++;
        if (place == _inputs.Length)
        {
            Array.Resize(ref _inputs, 2 * place);
        }

        _inputs[place] = row;
    }

    /// <summary>Adds input rows to the last group.</summary>
    internal void AddInputs(ReadOnlySpan<int> rows)
    {
        foreach (int row in rows)
        {
            AddInput(row);
        }
    }

    /// <summary>Adds a pair with room for targets to the last group.</summary>
    /// <param name="count">Targets of the pair.</param>
    /// <param name="targets">Gets the output rows.</param>
    /// <param name="marks">Gets the marks.</param>
    internal void AddPair(int count, out Span<int> targets, out Span<T> marks)
    {
        int start = _targetStarts[Pairs];
        if (Pairs + 2 > _targetStarts.Length)
        {
            Array.Resize(ref _targetStarts, 2 * _targetStarts.Length);
        }

        // Kernels read whole vectors of marks: 16 more than there are.
        if (start + count + 16 > _targets.Length)
        {
            int length = 2 * (start + count + 16);
            Array.Resize(ref _targets, length);
            Array.Resize(ref _marks, length);
        }

        if (count + 16 > _coefficients.Length)
        {
            _coefficients = new AlignedBuffer<T>(2 * (count + 16));
        }

        _targetStarts[++Pairs] = start + count;
        _pairStarts[Groups] = Pairs;
        targets = _targets.AsSpan(start, count);
        marks = _marks.AsSpan(start, count);
    }

    /// <summary>Moves targets from some rows to as many others, in their order.</summary>
    internal void Redirect(int from, int count, int to)
    {
        foreach (ref int target in _targets.AsSpan(0, _targetStarts[Pairs]))
        {
            int place = target - from;
            target = (uint)place < (uint)count ? to + place : target;
        }
    }
}
