using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;
using RepLearn.Embeddings.Corpora;
using RepLearn.Embeddings.Vectors;
using RepLearn.Numerics.Buffers;

namespace RepLearn.Embeddings.Files;

/// <summary>
/// Reads the vectors of a model that fastText saved (facebookresearch/fastText, fasttext.cc <c>loadModel</c>, versions 11 and 12): a word's vector is
/// the mean of its row and those of its n-grams, an unknown word's the mean of its n-grams' alone. Of the output matrix only its size is read.
/// </summary>
internal sealed class FastTextModel
{
    private const int MostGram = 100;
    private const int Supervised = 3;

    private readonly VectorFileReader _reader;
    private readonly VectorReadOptions _options;
    private int _dimension;
    private int _buckets;
    private int _least;
    private int _most;

    private FastTextModel(VectorFileReader reader, VectorReadOptions options) => (_reader, _options) = (reader, options);

    /// <summary>The bytes with which a model begins.</summary>
    public static ReadOnlySpan<byte> Start => [0xBA, 0x16, 0x4F, 0x2F];

    public static WordVectors Read(VectorFileReader reader, VectorReadOptions options) => new FastTextModel(reader, options).Read();

    private WordVectors Read()
    {
        ReadArguments();
        byte[][] words = ReadWords();
        if (Read<byte>("whether it is quantised") != 0)
        {
            throw _reader.Problem("expected a model of fastText with its full matrix, but it is quantised (.ftz); save it without quantisation, or its vectors as text (.vec).");
        }

        GrowingRows rows = ReadMatrix(words.Length);
        SkipOutput();
        return Compose(words, rows);
    }

    private void ReadArguments()
    {
        Read<int>("the mark");
        int version = Read<int>("the version");
        if (version is not (11 or 12))
        {
            throw _reader.Problem($"expected a model of fastText of version 11 or 12, but it has version {version}.");
        }

        // Dimension, window, epochs, least count, negatives, n-grams of words, loss, model, buckets, least and most n-gram, rate of updates.
        Span<int> numbers = stackalloc int[12];
        foreach (ref int number in numbers)
        {
            number = Read<int>("the settings");
        }

        Read<double>("the settings");
        (_dimension, _buckets, _least, _most) = (numbers[0], numbers[8], numbers[9], numbers[10]);
        _most = version == 11 && numbers[7] == Supervised ? 0 : _most;
        if (_dimension < 1 || _buckets < 0 || _most > MostGram || (_most > 0 && _buckets == 0))
        {
            throw _reader.Problem($"expected settings of fastText, but it has {_dimension} values a word, {_buckets} buckets and n-grams of up to {_most} characters.");
        }
    }

    private byte[][] ReadWords()
    {
        int size = Read<int>("the number of words");
        int words = Read<int>("the number of words");
        int labels = Read<int>("the number of labels");
        Read<long>("the number of tokens");
        long pruned = Read<long>("the number of pruned n-grams");

        // The shortest entry: a letter, its end, a count and a kind.
        const int LeastEntry = 11;
        if (words < 1 || labels < 0 || words + (long)labels != size || !CanHold(size * (Int128)LeastEntry))
        {
            throw _reader.Problem($"expected a dictionary of words, but it announces {words} words and {labels} labels, {size} together, in {_reader.FileLength} bytes.");
        }

        if (pruned >= 0)
        {
            throw _reader.Problem("expected a model of fastText with all n-grams, but some are pruned; save it without quantisation, or its vectors as text (.vec).");
        }

        var read = new List<byte[]>();
        for (int entry = 0; entry < size; entry++)
        {
            if (!_reader.TryReadUntil(0, out ReadOnlySpan<byte> word, WordText.MostBytes, "word"))
            {
                throw Truncated($"word {entry + 1}");
            }

            byte[] kept = entry < words ? word.ToArray() : [];
            Read<long>("a word's count");
            if (Read<byte>("a word's kind") != (entry < words ? 0 : 1))
            {
                throw _reader.Problem($"expected {words} words and then {labels} labels, but entry {entry + 1} is of another kind.");
            }

            if (entry < words)
            {
                read.Add(kept);
            }
        }

        return [.. read];
    }

    private GrowingRows ReadMatrix(int words)
    {
        long count = Read<long>("the matrix's rows");
        long columns = Read<long>("the matrix's columns");
        if (count != words + (long)_buckets || columns != _dimension || !CanHold(sizeof(float) * (Int128)count * columns))
        {
            throw _reader.Problem(
                $"expected a matrix of {words + (long)_buckets} rows, one for each word and bucket, and {_dimension} columns, but it announces {count} and {columns} in a file of {_reader.FileLength} bytes.");
        }

        var rows = new GrowingRows(_reader.Path, count <= int.MaxValue ? (int)count : throw _reader.Problem($"expected at most {int.MaxValue} rows, but it has {count}."), _dimension, !_reader.IsPacked);
        for (int index = 0; index < count; index++)
        {
            bool isThere = _reader.MayHold(sizeof(float) * _dimension);
            Span<float> row = isThere ? rows[index] : [];
            if (!isThere || !_reader.TryRead(MemoryMarshal.AsBytes(row)))
            {
                throw Truncated($"row {index + 1} of {count}");
            }

            LittleEndian.Normalize(row);
            foreach (float value in row)
            {
                _ = float.IsFinite(value) ? 0 : throw _reader.Problem(FormattableString.Invariant($"expected finite values, but row {index + 1} of the matrix has {value}."));
            }
        }

        return rows;
    }

    // Its values do not matter, but a file that was cut within them is damaged.
    private void SkipOutput()
    {
        if (Read<byte>("whether its output matrix is quantised") != 0)
        {
            throw _reader.Problem("expected a model of fastText with its full output matrix, but that is quantised; save it without quantisation, or its vectors as text (.vec).");
        }

        long count = Read<long>("the output matrix's rows");
        long columns = Read<long>("the output matrix's columns");
        if (count < 0 || columns != _dimension)
        {
            throw _reader.Problem($"expected an output matrix of {_dimension} columns, but it announces {count} rows and {columns} columns.");
        }

        Int128 left = sizeof(float) * (Int128)count * columns;
        bool isThere = CanHold(left);
        var skipped = new byte[_reader.IsPacked ? (int)Int128.Min(left, 1 << 16) : 0];
        for (; isThere && _reader.IsPacked && left > 0; left -= skipped.Length)
        {
            isThere = _reader.TryRead(skipped.AsSpan(0, (int)Int128.Min(left, skipped.Length)));
        }

        if (!isThere)
        {
            throw Truncated($"its output matrix of {count} rows");
        }
    }

    // The row of a word becomes its vector in place; the rows of the buckets stay for unknown words.
    private WordVectors Compose(byte[][] words, GrowingRows rows)
    {
        var list = new WordList(words.Length);
        var grams = new List<int>();
        var vector = new float[_dimension];
        for (int word = 0; word < words.Length; word++)
        {
            grams.Clear();
            grams.Add(word);
            if (!words[word].AsSpan().SequenceEqual("</s>"u8))
            {
                AddGrams(words[word], words.Length, grams);
            }

            Mean(grams, rows, vector);
            int row = list.Count;
            if (LoadedVectors.TryAdd(list, words[word], _reader.Path, $"word {word + 1}", _options))
            {
                vector.CopyTo(rows[row]);
            }
        }

        int first = words.Length;
        return new WordVectors(list, rows.Buffer, rows.Stride, _dimension, (word, target) =>
        {
            var own = new List<int>();
            AddGrams(Encoding.UTF8.GetBytes(word), first, own);
            Mean(own, rows, target);
            return own.Count > 0;
        });
    }

    private void AddGrams(ReadOnlySpan<byte> word, int firstRow, List<int> grams)
    {
        if (_most > 0)
        {
            HashedGrams.Add(word, _least, _most, _buckets, firstRow, grams);
        }
    }

    private static void Mean(List<int> grams, GrowingRows rows, Span<float> vector)
    {
        vector.Clear();
        foreach (int row in grams)
        {
            TensorPrimitives.Add(vector, rows[row], vector);
        }

        TensorPrimitives.Multiply(vector, 1f / Math.Max(1, grams.Count), vector);

        // The mean is in the range of single precision even where the sum, which fastText computes, is not.
        for (int column = 0; column < vector.Length; column++)
        {
            vector[column] = float.IsFinite(vector[column]) ? vector[column] : (float)(grams.Sum(row => (double)rows[row][column]) / grams.Count);
        }
    }

    private bool CanHold(Int128 bytes) => _reader.IsPacked || bytes <= _reader.FileLength - _reader.Position;

    private T Read<T>(string what)
        where T : unmanaged
    {
        Span<T> value = stackalloc T[1];
        if (!_reader.TryRead(MemoryMarshal.AsBytes(value)))
        {
            throw Truncated(what);
        }

        if (!BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(value).Reverse();
        }

        return value[0];
    }

    private ModelFileException Truncated(string what) => _reader.Problem($"it is a model of fastText, but ends in {what}, at byte {_reader.Position}; it is truncated.");
}
