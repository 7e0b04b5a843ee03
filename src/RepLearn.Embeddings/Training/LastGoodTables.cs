using System.Numerics;
using System.Runtime.CompilerServices;
using RepLearn.Embeddings.Vectors;

namespace RepLearn.Embeddings.Training;

/// <summary>
/// Both tables of a model as they were at the start of an epoch. All threads copy: where memory is touched for the first time, that
/// takes as long as training on some hundred thousand words.
/// </summary>
/// <param name="model">Whose tables they are; the output table stays where it is.</param>
/// <param name="threads">Threads that copy.</param>
internal sealed class LastGoodTables<T>(Embedding<T> model, int threads)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _input = GC.AllocateUninitializedArray<T>(model.InputTable.Length);
    private readonly T[] _output = GC.AllocateUninitializedArray<T>(model.OutputTable.Length);

    public long Bytes => Unsafe.SizeOf<T>() * ((long)_input.Length + _output.Length);

    /// <summary>Keeps the tables as they are.</summary>
    public void Keep()
    {
        Share(model.InputRows, (start, length) => model.InputTable.Slice(start, length).CopyTo(_input.AsSpan(start)));
        Share(model.OutputRows, (start, length) => model.OutputTable.Slice(start, length).CopyTo(_output.AsSpan(start)));
    }

    /// <summary>Makes the tables again what they were.</summary>
    public void Restore()
    {
        _input.CopyTo(model.InputTable);
        _output.CopyTo(model.OutputTable);
    }

    private void Share(int rows, Action<int, int> copy)
    {
        int stride = model.Info.Stride;
        RowPartition.Run(rows, stride, block: 1, threads, (first, end) => copy(first * stride, (end - first) * stride));
    }
}
