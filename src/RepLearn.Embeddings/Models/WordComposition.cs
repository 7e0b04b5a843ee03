using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;
using RepLearn.Embeddings.Runtime;
using RepLearn.Embeddings.Vocabularies;
using RepLearn.Numerics.Buffers;

namespace RepLearn.Embeddings.Models;

/// <summary>The vectors of words with subwords: means of rows of an input table.</summary>
/// <param name="table">The table.</param>
/// <param name="subwords">Which rows a word has.</param>
/// <param name="info">The model.</param>
internal sealed class WordComposition<T>(AlignedBuffer<T> table, SubwordTable subwords, EmbeddingInfo info)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The mean of a known word's rows.</summary>
    public void OfKnown(int word, Span<T> vector) => Mean(subwords.RowsOf(word), vector);

    /// <summary>The mean of the rows of a word's n-grams; false where there are none.</summary>
    public bool TryOfUnseen(string word, Span<T> vector)
    {
        var rows = new List<int>();
        subwords.AddGrams(Encoding.UTF8.GetBytes(word), rows);
        Mean(CollectionsMarshal.AsSpan(rows), vector);
        return rows.Count > 0;
    }

    private void Mean(ReadOnlySpan<int> rows, Span<T> vector)
    {
        vector.Clear();
        foreach (int row in rows)
        {
            TensorPrimitives.Add<T>(vector, table.Span.Slice(row * info.Stride, info.Dimension), vector);
        }

        TensorPrimitives.Multiply(vector, T.One / T.CreateChecked(Math.Max(rows.Length, 1)), vector);
    }
}
