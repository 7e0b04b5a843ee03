using System.Numerics;
using RepLearn.Embeddings.Random;
using RepLearn.Embeddings.Runtime;
using RepLearn.Embeddings.Vocabularies;

namespace RepLearn.Embeddings.Training;

/// <summary>
/// Draws the examples of a model: windows and noise words, as a function of (seed, epoch, chunk, place) alone. One belongs to
/// all threads; each has its own <see cref="SamplerScratch"/>.
/// </summary>
internal sealed class GroupSampler<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // In long windows, with noise words that count as often.
    private const int ContextsOfAPair = 8;

    private readonly EmbeddingInfo _info;
    private readonly SubwordTable? _subwords;
    private readonly HuffmanTree? _tree;
    private readonly NoiseDistribution? _noise;
    private readonly ulong[]? _bounds;
    private readonly ulong _seed;

    public GroupSampler(EmbeddingInfo info, Vocabulary vocabulary, SubwordTable? subwords, ulong seed)
    {
        (_info, _subwords, _seed) = (info, subwords, seed);
        _tree = info.IsHierarchical ? new HuffmanTree(vocabulary) : null;
        _noise = info.IsHierarchical ? null : new NoiseDistribution(vocabulary, info.NoisePower);
        if (info.Subsampling > 0)
        {
            _bounds = new ulong[vocabulary.Count];
            for (int id = 0; id < _bounds.Length; id++)
            {
                _bounds[id] = (ulong)(Subsampling.KeepProbability(vocabulary.CountOf(id), vocabulary.TotalCount, info.Subsampling) * (1L << 32));
            }
        }
    }

    /// <summary>Bytes of trees and tables.</summary>
    public long Bytes => (_tree?.Bytes ?? 0) + (_noise?.Bytes ?? 0) + (sizeof(ulong) * (long)(_bounds?.Length ?? 0));

    /// <summary>The probability that subsampling keeps an occurrence of a word.</summary>
    public double KeepProbability(int id) => _bounds is null ? 1 : _bounds[id] / (double)(1L << 32);

    /// <summary>The probability that a draw of noise gives a word.</summary>
    public double NoiseProbability(int id) => _noise?.Probability(id) ?? 0;

    /// <summary>The inner nodes that predict a word; none with noise words.</summary>
    public ReadOnlySpan<int> PathOf(int id) => _tree is null ? [] : _tree.PathOf(id);

    /// <summary>Subsamples the words of a chunk, and draws the widths of its windows.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="epoch">The epoch, counted over all fits of the model.</param>
    /// <param name="scratch">Gets the widths.</param>
    public void Prepare(TokenChunk chunk, long epoch, SamplerScratch scratch)
    {
        NoiseKey key = Key(epoch, chunk.Index);
        if (_bounds is not null)
        {
            chunk.Subsample(key, _bounds);
        }

        scratch.Key = key;
        KeyedBits.Fill(key, EmbeddingSite.Window, 0, scratch.ReserveWindows(chunk.Kept));
    }

    /// <summary>Fills a batch with the groups of some of a chunk's words.</summary>
    /// <param name="chunk">A prepared chunk.</param>
    /// <param name="prepared">The scratch that it was prepared with; may be read by many threads.</param>
    /// <param name="from">The first centre.</param>
    /// <param name="to">The place after the last centre.</param>
    /// <param name="scratch">The calling thread's own.</param>
    /// <param name="batch">Gets the groups.</param>
    public void Sample(TokenChunk chunk, SamplerScratch prepared, int from, int to, SamplerScratch scratch, GroupBatch<T> batch)
    {
        batch.Clear();
        ReadOnlySpan<int> ids = chunk.Ids;
        ReadOnlySpan<int> ends = chunk.Ends;
        int sentence = FirstSentence(ends, from);
        for (int centre = from; centre < to; centre++)
        {
            while (ends[sentence] <= centre)
            {
                sentence++;
            }

            int start = sentence == 0 ? 0 : ends[sentence - 1];
            int width = 1 + (int)(((ulong)prepared.Windows[centre] * (uint)_info.Window) >> 32);
            int first = Math.Max(start, centre - width);
            int last = Math.Min(ends[sentence], centre + width + 1);
            if (last - first > 1)
            {
                SampleGroup(ids, first, last, centre, prepared.Key, scratch, batch);
            }
        }
    }

    private void SampleGroup(ReadOnlySpan<int> ids, int first, int last, int centre, NoiseKey key, SamplerScratch scratch, GroupBatch<T> batch)
    {
        batch.BeginGroup();
        int contexts = last - first - 1;
        bool isShared = _info.SharesNegatives && _info.IsSkipGram;
        if (_noise is not null)
        {
            int draws = _info.Negatives * (_info.IsSkipGram && !isShared ? contexts : 1);
            KeyedBits.Fill(key, EmbeddingSite.Negatives, centre, scratch.ReserveNegatives(2 * draws));
        }

        if (!_info.IsSkipGram)
        {
            for (int place = first; place < last; place++)
            {
                if (place != centre)
                {
                    AddInput(ids[place], batch);
                }
            }

            batch.Predictions++;
            AddPair(ids[centre], scratch, 0, batch);
            return;
        }

        batch.Predictions += contexts;
        AddInput(ids[centre], batch);
        if (isShared)
        {
            AddSharedPairs(ids, first, last, centre, scratch, batch);
            return;
        }

        int pair = 0;
        for (int place = first; place < last; place++)
        {
            if (place != centre)
            {
                AddPair(ids[place], scratch, pair++ * 2 * _info.Negatives, batch);
            }
        }
    }

    private void AddInput(int word, GroupBatch<T> batch)
    {
        if (_subwords is null)
        {
            batch.AddInput(word);
        }
        else
        {
            batch.AddInputs(_subwords.RowsOf(word));
        }
    }

    // A word and its noise words, or the nodes of its path.
    private void AddPair(int word, SamplerScratch scratch, int draw, GroupBatch<T> batch)
    {
        if (_tree is not null)
        {
            AddPath(word, batch);
            return;
        }

        int live = _info.Negatives + 1;
        batch.AddPair(Padded(live), out Span<int> targets, out Span<T> marks);
        targets[0] = word;
        marks[0] = T.One;
        for (int target = 1; target < live; target++, draw += 2)
        {
            int noise = _noise!.Draw(scratch.Negatives[draw], scratch.Negatives[draw + 1]);
            targets[target] = noise;
            marks[target] = noise == word ? T.Zero : T.NegativeOne;
        }

        Pad(targets, marks, live);
    }

    private void AddPath(int word, GroupBatch<T> batch)
    {
        ReadOnlySpan<int> path = _tree!.PathOf(word);
        ReadOnlySpan<byte> code = _tree.CodeOf(word);
        batch.AddPair(Padded(path.Length), out Span<int> targets, out Span<T> marks);
        for (int target = 0; target < path.Length; target++)
        {
            targets[target] = path[target];
            marks[target] = code[target] == 0 ? T.One : T.NegativeOne;
        }

        Pad(targets, marks, path.Length);
    }

    // Of long windows a part at a time, because the centre's row is updated once for all context words of a pair.
    private void AddSharedPairs(ReadOnlySpan<int> ids, int first, int last, int centre, SamplerScratch scratch, GroupBatch<T> batch)
    {
        int length = MinibatchLength.IsTooLong(_info) ? ContextsOfAPair : last - first;
        for (int place = first; place < last; place += length)
        {
            int end = Math.Min(place + length, last);
            if (place != centre || end > centre + 1)
            {
                AddSharedPair(ids, place, end, centre, scratch, batch);
            }
        }
    }

    // All context words and one list of noise words, each weighted by the number of context words. A noise word that is also a context word
    // counts for the other ones only.
    private void AddSharedPair(ReadOnlySpan<int> ids, int first, int last, int centre, SamplerScratch scratch, GroupBatch<T> batch)
    {
        int contexts = last - first - (centre >= first && centre < last ? 1 : 0);
        int live = contexts + _info.Negatives;
        batch.AddPair(Padded(live), out Span<int> targets, out Span<T> marks);
        int target = 0;
        for (int place = first; place < last; place++)
        {
            if (place != centre)
            {
                targets[target] = ids[place];
                marks[target++] = T.One;
            }
        }

        for (int draw = 0; target < live; target++, draw += 2)
        {
            int noise = _noise!.Draw(scratch.Negatives[draw], scratch.Negatives[draw + 1]);
            targets[target] = noise;
            marks[target] = -T.CreateChecked(contexts - targets[..contexts].Count(noise));
        }

        Pad(targets, marks, live);
    }

    private int Padded(int targets) => (targets + _info.TargetBlock - 1) / _info.TargetBlock * _info.TargetBlock;

    // Padding targets have no weight. They point to the pair's first row, which is in cache anyway.
    private static void Pad(Span<int> targets, Span<T> marks, int live)
    {
        for (int target = live; target < targets.Length; target++)
        {
            targets[target] = targets[0];
            marks[target] = T.Zero;
        }
    }

    private NoiseKey Key(long epoch, int chunk) => new(_seed, ((ulong)(uint)(epoch + 1) << 32) | (uint)chunk);

    // The first sentence that ends after a place.
    private static int FirstSentence(ReadOnlySpan<int> ends, int place)
    {
        int low = 0, high = ends.Length - 1;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            (low, high) = ends[middle] <= place ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
