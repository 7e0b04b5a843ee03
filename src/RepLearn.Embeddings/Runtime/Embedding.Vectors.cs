using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;
using RepLearn.Runtime;

namespace RepLearn.Embeddings;

public abstract partial class Embedding<T>
{
    /// <summary>
    /// The words' vectors, to search and to save: a view of the table where the model has <see cref="float"/> numbers and no
    /// subwords, else a copy of the vectors as they are after the last fit. Not to be used while a fit runs.
    /// </summary>
    public WordVectors Vectors => _vectors ??= MakeVectors();

    private WordVectors MakeVectors()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_input is AlignedBuffer<float> rows && _subwords is null)
        {
            return new WordVectors(Vocabulary, rows, Info.Stride, Info.Dimension);
        }

        var copy = new AlignedBuffer<float>(checked(Vocabulary.Count * Info.Stride));
        var vector = new T[Info.Dimension];
        for (int word = 0; word < Vocabulary.Count; word++)
        {
            if (_subwords is null)
            {
                InputRow(word).CopyTo(vector);
            }
            else
            {
                Mean(_subwords.RowsOf(word), vector);
            }

            TensorPrimitives.ConvertTruncating<T, float>(vector, copy.Span.Slice(word * Info.Stride, Info.Dimension));
        }

        return new WordVectors(Vocabulary, copy, Info.Stride, Info.Dimension, _subwords is null ? null : ComposeUnseen);
    }

    private bool ComposeUnseen(string word, Span<float> vector)
    {
        var sum = new T[Info.Dimension];
        if (!Compose(word, -1, sum))
        {
            return false;
        }

        TensorPrimitives.ConvertTruncating<T, float>(sum, vector);
        return true;
    }

    // The mean of a known word's rows, or of an unknown one's n-grams; false where there are none.
    private bool Compose(string word, int id, Span<T> vector)
    {
        if (id >= 0)
        {
            Mean(_subwords!.RowsOf(id), vector);
            return true;
        }

        var rows = new List<int>();
        _subwords!.AddGrams(Encoding.UTF8.GetBytes(word), rows);
        Mean(CollectionsMarshal.AsSpan(rows), vector);
        return rows.Count > 0;
    }

    private void Mean(ReadOnlySpan<int> rows, Span<T> vector)
    {
        vector.Clear();
        foreach (int row in rows)
        {
            TensorPrimitives.Add(vector, InputRow(row), vector);
        }

        TensorPrimitives.Multiply(vector, T.One / T.CreateChecked(Math.Max(rows.Length, 1)), vector);
    }
}
