using System.Globalization;
using RepLearn.Embeddings.Models;
using RepLearn.Embeddings.Random;
using RepLearn.Embeddings.Vocabularies;
using RepLearn.Numerics.Buffers;
using RepLearn.Numerics.Random;

namespace RepLearn.Embeddings;

public abstract partial class Embedding<T>
{
    /// <summary>
    /// Extends the vocabulary, to continue training with new words. Words that the model has keep their vectors; new ones get freshly
    /// drawn vectors. With hierarchical softmax the new counts make another Huffman tree, so the inner nodes' rows start again. A fit that
    /// was stopped cannot be resumed afterwards, and <see cref="Vectors"/> taken before do not change.
    /// </summary>
    /// <param name="vocabulary">The model's vocabulary with words after it, as <see cref="Vocabulary.Extend(ICorpus, VocabularyOptions, IProgress{VocabularyProgress}, CancellationToken)"/> makes it.</param>
    /// <exception cref="ArgumentException">The vocabulary does not begin with the model's words, or a table would be too large.</exception>
    /// <exception cref="InvalidOperationException">The model is being trained.</exception>
    public void Extend(Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ObjectDisposedException.ThrowIf(_disposed, this);
        using Exclusive fitting = BeginFit();
        Vocabulary old = Vocabulary;
        for (int id = 0; id < old.Count; id++)
        {
            if (id >= vocabulary.Count || !old.Utf8Of(id).SequenceEqual(vocabulary.Utf8Of(id)))
            {
                string found = id < vocabulary.Count ? $"'{vocabulary[id]}'" : "nothing";
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"Expected a vocabulary that begins with the model's {old.Count} words, but in place of '{old[id]}', word {id}, it has {found}."),
                    nameof(vocabulary));
            }
        }

        int stride = Info.Stride;
        int oldWords = old.Count * stride;
        AlignedBuffer<T> input = Table((long)vocabulary.Count + Info.Buckets);
        AlignedBuffer<T> output = Table(Info.IsHierarchical ? vocabulary.Count - 1 : vocabulary.Count);
        _input.Span[..oldWords].CopyTo(input.Span);
        _input.Span[oldWords..].CopyTo(input.Span[(vocabulary.Count * stride)..]);
        if (!Info.IsHierarchical)
        {
            OutputTable.CopyTo(output.Span);
        }

        SubwordTable? subwords = Info.Buckets > 0 ? new SubwordTable(vocabulary, Info) : null;
        using TableAccess.Held changing = _access.Change();
        _searchThreads = _vectors?.Threads ?? _searchThreads;
        (Vocabulary, _input, _output, _vectors, _state) = (vocabulary, input, output, null, null);
        _subwords = subwords;
        Draw(old.Count, vocabulary.Count, (ulong)old.Count);
    }

    // Step 0 draws all rows of a new model. Rows that are added later are drawn with the number of words before them as their step.
    private void Draw(int from, int to, ulong step)
    {
        T bound = T.One / T.CreateChecked(Info.Dimension);
        for (int row = from; row < to; row++)
        {
            Span<T> values = InputRow(row);
            Noise.Uniform(new NoiseKey(Seed, step), EmbeddingSite.Initialization, row, values);
            for (int column = 0; column < values.Length; column++)
            {
                values[column] = ((values[column] + values[column]) - T.One) * bound;
            }
        }
    }
}
