using System.Text;
using RepLearn.Embeddings.Graphs;
using RepLearn.Embeddings.Vocabularies;
using RepLearn.Numerics.Files;

namespace RepLearn.Embeddings;

/// <summary>
/// Named nodes and the edges between them, as compressed adjacency: each node's neighbours lie side by side, sorted by number.
/// Nodes are numbered in the order in which edges first name them. It does not change and may be read by many threads.
/// </summary>
/// <remarks>
/// Without weights an edge that is named again counts once; with them its weights add up. In a graph without directions
/// "a b" and "b a" are the same edge. An edge from a node to itself is allowed.
/// </remarks>
public sealed class Graph
{
    private readonly WordTable _names;
    private readonly int[] _starts;
    private readonly int[] _neighbours;
    private readonly double[]? _weights;

    internal Graph(WordTable names, int[] starts, int[] neighbours, double[]? weights, bool isDirected, int edges)
    {
        (_names, _starts, _neighbours, _weights) = (names, starts, neighbours, weights);
        (IsDirected, Edges) = (isDirected, edges);
    }

    /// <summary>Number of nodes.</summary>
    public int Count => _names.Count;

    /// <summary>Number of different edges; those of a graph without directions count once.</summary>
    public int Edges { get; }

    /// <summary>Whether edges lead one way only.</summary>
    public bool IsDirected { get; }

    /// <summary>Whether edges have weights; all are 1 otherwise.</summary>
    public bool IsWeighted => _weights is not null;

    /// <summary>The memory held, in bytes.</summary>
    public long Bytes =>
        _names.Bytes + (sizeof(int) * ((long)_starts.Length + _neighbours.Length)) + (sizeof(double) * (long)(_weights?.Length ?? 0));

    /// <summary>A node's name.</summary>
    /// <param name="node">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such node.</exception>
    public string this[int node] => Encoding.UTF8.GetString(Utf8Of(node));

    /// <summary>Makes a graph of edges without weights.</summary>
    /// <param name="edges">Names of the nodes that each edge joins, or leads from and to.</param>
    /// <param name="directed">Whether edges lead one way only.</param>
    /// <exception cref="ArgumentException">A name is empty or has half of a surrogate pair, or there is no edge.</exception>
    public static Graph FromEdges(IEnumerable<(string From, string To)> edges, bool directed = false)
    {
        ArgumentNullException.ThrowIfNull(edges);
        var builder = new GraphBuilder(isWeighted: false, directed);
        foreach ((string from, string to) in edges)
        {
            builder.Add(Name(from), Name(to), 1);
        }

        return builder.Edges > 0 ? builder.Build() : throw new ArgumentException("Expected at least one edge, but got none.", nameof(edges));
    }

    /// <summary>Makes a graph of edges with weights.</summary>
    /// <param name="edges">Names of the nodes that each edge joins, or leads from and to, and its weight: finite and above 0.</param>
    /// <param name="directed">Whether edges lead one way only.</param>
    /// <exception cref="ArgumentException">A name is empty or has half of a surrogate pair, a weight is not a finite number above 0, those of an edge add up to infinity, or there is no edge.</exception>
    public static Graph FromEdges(IEnumerable<(string From, string To, double Weight)> edges, bool directed = false)
    {
        ArgumentNullException.ThrowIfNull(edges);
        var builder = new GraphBuilder(isWeighted: true, directed);
        foreach ((string from, string to, double weight) in edges)
        {
            if (!GraphBuilder.IsWeight(weight))
            {
                throw new ArgumentException(Invariant($"Expected finite weights above 0, but the edge '{FileText.Shown(from)}' '{FileText.Shown(to)}' has {weight}."), nameof(edges));
            }

            builder.Add(Name(from), Name(to), weight);
        }

        return builder.Edges > 0 ? builder.Build() : throw new ArgumentException("Expected at least one edge, but got none.", nameof(edges));
    }

    /// <summary>
    /// Reads an edge list: lines of two names, or of two names and a weight, with white space between. Or a square sparse matrix of the Matrix
    /// Market, known by its first line <c>%%MatrixMarket</c>: nodes are named by the numbers of their rows, values are weights, and entries of
    /// zero no edges. A line of column names, comma separated values, and the formats of METIS, Pajek, DOT, GML and GraphML are not read.
    /// </summary>
    /// <remarks>
    /// In a matrix that is stored as <c>general</c> the entries (i, j) and (j, i) are two edges; read without directions their weights add up.
    /// One that is stored as <c>symmetric</c> has edges both ways.
    /// </remarks>
    /// <param name="path">
    /// The file, UTF-8; <c>.gz</c> and <c>.br</c> at its name's end mean gzip and Brotli. Empty lines and those that begin with #
    /// or % are skipped. Names have at most 1000 bytes.
    /// </param>
    /// <param name="directed">Whether edges lead one way only.</param>
    /// <exception cref="CorpusException">
    /// The file is missing or damaged, has no edges, or a line is not an edge, or has no weight where the first has one, or the other way round;
    /// or the weights of an edge add up to infinity. The message names the line.
    /// </exception>
    public static Graph FromFile(string path, bool directed = false) => EdgeListReader.Read(path, directed);

    /// <summary>A node's number; −1 when there is none of that name.</summary>
    /// <param name="name">The name; letters are compared as they are.</param>
    public int IndexOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _names.IndexOf(Encoding.UTF8.GetBytes(name));
    }

    /// <summary>A node's name as UTF-8, valid as long as the graph.</summary>
    /// <param name="node">The node's number.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such node.</exception>
    public ReadOnlySpan<byte> Utf8Of(int node)
    {
        ThrowIfNoNode(node);
        return _names[node];
    }

    /// <summary>The nodes to which edges lead from a node, in rising order.</summary>
    /// <param name="node">The node's number.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such node.</exception>
    public ReadOnlySpan<int> NeighboursOf(int node)
    {
        ThrowIfNoNode(node);
        return _neighbours.AsSpan(_starts[node].._starts[node + 1]);
    }

    /// <summary>The weights of the edges to <see cref="NeighboursOf"/>; empty when edges have no weights.</summary>
    /// <param name="node">The node's number.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such node.</exception>
    public ReadOnlySpan<double> WeightsOf(int node)
    {
        ThrowIfNoNode(node);
        return _weights is null ? [] : _weights.AsSpan(_starts[node].._starts[node + 1]);
    }

    /// <summary>Whether an edge leads from one node to another, found in logarithmic time.</summary>
    /// <param name="from">The first node's number.</param>
    /// <param name="to">The second node's number.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no node <paramref name="from"/>.</exception>
    public bool HasEdge(int from, int to) => NeighboursOf(from).BinarySearch(to) >= 0;

    /// <summary>Where a node's edges begin among those of all nodes.</summary>
    internal int FirstEdgeOf(int node) => _starts[node];

    /// <summary>Where each node's edges begin, and the last one's end.</summary>
    internal ReadOnlySpan<int> Starts => _starts;

    /// <summary>The weights of all nodes' edges; empty when edges have no weights.</summary>
    internal ReadOnlySpan<double> Weights => _weights;

    private static byte[] Name(string name)
    {
        if (string.IsNullOrEmpty(name))
        {
            throw new ArgumentException("Expected nodes with names, but got null or nothing.");
        }

        return Encoding.UTF8.GetBytes(FileText.Whole(name, "names"));
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private void ThrowIfNoNode(int node)
    {
        if ((uint)node >= (uint)Count)
        {
            throw new ArgumentOutOfRangeException(nameof(node), node, $"The graph has {Count} nodes.");
        }
    }
}
