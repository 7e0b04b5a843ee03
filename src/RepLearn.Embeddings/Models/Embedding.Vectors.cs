using System.Numerics.Tensors;
using RepLearn.Embeddings.Models;
using RepLearn.Embeddings.Vectors;
using RepLearn.Numerics.Buffers;

namespace RepLearn.Embeddings;

public abstract partial class Embedding<T>
{
    private readonly TableAccess _access;
    private WordVectors? _vectors;
    private int? _searchThreads;

    /// <summary>
    /// The words' vectors as they are now, to search and to save. A later fit does not change them, and any number of threads may search
    /// them meanwhile. Where the model has <see cref="float"/> numbers and no subwords they take no memory of their
    /// own until the model is trained further, which then works on a copy of its input table.
    /// </summary>
    /// <exception cref="InvalidOperationException">The model is being trained, or a value is not finite or beyond the range of <see cref="float"/>.</exception>
    public WordVectors Vectors
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            using TableAccess.Held reading = _access.Read();
            return _vectors ??= MakeVectors();
        }
    }

    /// <summary>A word's vector as it is now.</summary>
    /// <param name="word">A word of the vocabulary or, with subwords, any word with an n-gram.</param>
    /// <returns>A copy of <c>Dimension</c> values.</returns>
    /// <exception cref="UnknownWordException">There is no such word.</exception>
    /// <exception cref="InvalidOperationException">The model is being trained, or a value is not finite.</exception>
    public ReadOnlySpan<T> this[string word] =>
        TryGet(word, out ReadOnlySpan<T> vector) ? vector : throw new UnknownWordException(word, Vocabulary);

    /// <summary>A word's vector as it is now, if it has one.</summary>
    /// <param name="word">A word of the vocabulary or, with subwords, any word with an n-gram.</param>
    /// <param name="vector">A copy of <c>Dimension</c> values; empty if there is no such word.</param>
    /// <returns>Whether there is such a word.</returns>
    /// <exception cref="InvalidOperationException">The model is being trained, or a value is not finite.</exception>
    public bool TryGet(string word, out ReadOnlySpan<T> vector)
    {
        ArgumentNullException.ThrowIfNull(word);
        ObjectDisposedException.ThrowIf(_disposed, this);
        using TableAccess.Held reading = _access.Read();
        var values = new T[Info.Dimension];
        int id = Vocabulary.IndexOf(word);
        if (id >= 0)
        {
            CopyVector(id, Composition(), values);
        }
        else if (_subwords is null || !Composition()!.TryOfUnseen(word, values))
        {
            vector = default;
            return false;
        }

        vector = values;
        return true;
    }

    // Vectors that were handed out do not change: they keep their table, and the model continues with a copy.
    private void LeaveTableToVectors()
    {
        if (_vectors is null)
        {
            return;
        }

        bool looksAtTable = _subwords is not null || typeof(T) == typeof(float);
        if (looksAtTable)
        {
            var copy = new AlignedBuffer<T>(_input.Length);
            _input.Span.CopyTo(copy.Span);
            _input = copy;
        }

        (_searchThreads, _vectors) = (_vectors.Threads, null);
    }

    private WordVectors MakeVectors()
    {
        WordVectors vectors = _input is AlignedBuffer<float> rows && _subwords is null ? View(rows) : Copy();
        vectors.Threads = _searchThreads ?? vectors.Threads;
        return vectors;
    }

    private WordVectors View(AlignedBuffer<float> rows)
    {
        for (int word = 0; word < Vocabulary.Count; word++)
        {
            if (!Finite.AreFinite<T>(InputRow(word)))
            {
                throw NotFinite(Vocabulary[word]);
            }
        }

        return new WordVectors(Vocabulary, rows, Info.Stride, Info.Dimension);
    }

    private WordVectors Copy()
    {
        (AlignedBuffer<float> copy, int stride) = VectorTable.Allocate(Vocabulary.Count, Info.Dimension);
        WordComposition<T>? composition = Composition();
        var vector = new T[Info.Dimension];
        for (int word = 0; word < Vocabulary.Count; word++)
        {
            CopyVector(word, composition, vector);
            Span<float> target = copy.Span.Slice(word * stride, Info.Dimension);
            TensorPrimitives.ConvertTruncating<T, float>(vector, target);
            if (!Finite.AreFinite<float>(target))
            {
                throw NotFinite(Vocabulary[word]);
            }
        }

        return new WordVectors(Vocabulary, copy, stride, Info.Dimension, composition is null ? null : (unseen, target) => Compose(composition, unseen, target));
    }

    private static bool Compose(WordComposition<T> composition, string word, Span<float> vector)
    {
        var values = new T[vector.Length];
        bool isFound = composition.TryOfUnseen(word, values);
        TensorPrimitives.ConvertTruncating<T, float>(values, vector);
        return !isFound || Finite.AreFinite<float>(vector) ? isFound : throw NotFinite(word);
    }

    private WordComposition<T>? Composition() => _subwords is null ? null : new WordComposition<T>(_input, _subwords, Info);

    private void CopyVector(int word, WordComposition<T>? composition, Span<T> vector)
    {
        if (composition is null)
        {
            InputRow(word).CopyTo(vector);
        }
        else
        {
            composition.OfKnown(word, vector);
        }

        if (!Finite.AreFinite<T>(vector))
        {
            throw NotFinite(Vocabulary[word]);
        }
    }

    private static InvalidOperationException NotFinite(string word) => new(
        $"Expected finite vectors, but that of '{word}' has a value that is infinite, not a number, or beyond the range of float; a fit has spoilt it. Load a file that was saved before.");
}
