using System.Numerics;
using System.Runtime.CompilerServices;
using RepLearn.Runtime;

namespace RepLearn.Embeddings;

/// <summary>
/// Both tables of a model as they were at the start of an epoch. All threads copy: where memory is touched for the first time, that
/// takes as long as training on some hundred thousand words.
/// </summary>
internal sealed class LastGoodTables<T> : ITeamWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Embedding<T> _model;
    private readonly int _threads;
    private readonly T[] _input;
    private readonly T[] _output;

    /// <param name="model">Whose tables they are; the output table stays where it is.</param>
    /// <param name="threads">Threads that copy.</param>
    public LastGoodTables(Embedding<T> model, int threads)
    {
        (_model, _threads) = (model, threads);
        _input = GC.AllocateUninitializedArray<T>(model.InputTable.Length);
        _output = GC.AllocateUninitializedArray<T>(model.OutputTable.Length);
    }

    public TeamBarrier Barrier { get; } = new();

    public long Bytes => Unsafe.SizeOf<T>() * ((long)_input.Length + _output.Length);

    /// <summary>Keeps the tables as they are.</summary>
    public void Keep() => Team.Run(this, _threads);

    /// <summary>Makes the tables again what they were.</summary>
    public void Restore()
    {
        _input.CopyTo(_model.InputTable);
        _output.CopyTo(_model.OutputTable);
    }

    public void Execute(int rank)
    {
        CopyShare(_model.InputTable, _input, rank);
        CopyShare(_model.OutputTable, _output, rank);
    }

    private void CopyShare(Span<T> table, T[] copy, int rank)
    {
        (int first, int end) = Share.Of(table.Length, _model.Info.Stride, rank, _threads);
        table[first..end].CopyTo(copy.AsSpan(first));
    }
}
