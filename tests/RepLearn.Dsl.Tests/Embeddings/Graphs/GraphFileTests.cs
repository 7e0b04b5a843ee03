using System.Text;
using RepLearn.Embeddings;
using RepLearn.Tests.Support;
using Xunit;

namespace RepLearn.Tests.Embeddings.Graphs;

public sealed class GraphFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("karate.mtx")]
    [InlineData("karate.txt")]
    public void MatrixMarket_IsReadByItsBanner(string file)
    {
        Graph graph = Read(file, "%%MatrixMarket matrix coordinate real symmetric\n% a remark\n\n4 4 5\n2 1 3\n3 1 1e1\n3 2 0.5\n4 4 2\n4 1 0\n");
        Assert.Equal((4, 4, true, false), (graph.Count, graph.Edges, graph.IsWeighted, graph.IsDirected));
        Assert.Equal([3, 10], graph.WeightsOf(graph.IndexOf("1")).ToArray());
        Assert.Equal([2], graph.WeightsOf(graph.IndexOf("4")).ToArray());
    }

    [Fact]
    public void MatrixMarket_HasEdgesBothWaysWhereItIsSymmetric()
    {
        Graph graph = Read("g.mtx", "%%matrixmarket MATRIX Coordinate Pattern Symmetric\n3 3 3\n2 1\n3 2\n3 3\n", directed: true);
        Assert.Equal((3, 5, false), (graph.Count, graph.Edges, graph.IsWeighted));
        Assert.True(graph.HasEdge(graph.IndexOf("1"), graph.IndexOf("2")) && graph.HasEdge(graph.IndexOf("2"), graph.IndexOf("1")));

        Graph general = Read("g.mtx", "%%MatrixMarket matrix coordinate integer general\n3 3 2\n1 2 5\n003 +1 7\n", directed: true);
        Assert.Equal((3, 2), (general.Count, general.Edges));
        Assert.True(general.HasEdge(general.IndexOf("3"), general.IndexOf("1")) && !general.HasEdge(general.IndexOf("1"), general.IndexOf("3")));
    }

    [Theory]
    [InlineData("34 34 78\n2 1 1\n", "line 1", "%%MatrixMarket")]
    [InlineData("% of old\n34 34 78\n2 1 1\n", "%%MatrixMarket")]
    [InlineData("%%MatrixMarket matrix array real general\n2 2\n1\n2\n3\n4\n", "line 1", "matrix in coordinates")]
    [InlineData("%%MatrixMarket matrix coordinate complex hermitian\n2 2 1\n1 1 1 0\n", "line 1", "real or integer")]
    [InlineData("%%MatrixMarket matrix coordinate real skew-symmetric\n2 2 1\n2 1 1\n", "line 1", "symmetric")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 3 1\n2 1 1\n", "line 2", "as many rows as columns")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2\n2 1 1\n", "line 2", "'rows columns entries'")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n", "'rows columns entries'")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2 2\n2 1 1\n", "announces 2 entries", "ends after 1")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2 1\n2 1 1\n1 2 1\n", "line 4", "end after 1 entries")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2 1\n3 1 1\n", "line 3", "from 1 to 2")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2 1\n0 1 1\n", "line 3", "from 1 to 2")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2 1\n2 1 -1\n", "line 3", "not below 0")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2 1\n2 1 NaN\n", "line 3", "finite")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2 1\n2 1\n", "line 3", "a value")]
    [InlineData("%%MatrixMarket matrix coordinate pattern general\n2 2 1\n2 1 4\n", "line 3", "a row and a column")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2 0\n", "there are none")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2 1\n1 1 0\n", "there are none")]
    public void WhatIsNoGraphOfTheMatrixMarket_IsRefused(string text, params string[] problem) => ExpectProblem("g.mtx", text, problem);

    [Theory]
    [InlineData("*Vertices 34\n1 \"a\"\n", "Pajek")]
    [InlineData("<?xml version='1.0'?>\n<graphml>\n", "GraphML")]
    [InlineData("graph {\na -- b\n", "DOT")]
    [InlineData("graph [\nnode [\n", "GML")]
    [InlineData("{\"nodes\": []}\n", "JSON")]
    [InlineData("digraph G {\na -> b;\n", "DOT")]
    [InlineData("strict graph {\na -- b\n", "DOT")]
    [InlineData("a -- b\n", "DOT")]
    [InlineData("Creator \"x\"\ngraph [\n", "GML")]
    [InlineData("Creator \"x on Monday\"\ngraph [\n", "GML")]
    [InlineData("a,b\nb,c\n", "comma separated")]
    [InlineData("a, b\nb, c\n", "comma separated")]
    [InlineData("a;b;1\n", "comma separated")]
    [InlineData("source target\na b\n", "column names")]
    [InlineData("Source\tTarget\tWeight\na\tb\t1\n", "column names")]
    public void OtherFormats_AreNamed(string text, string format) => ExpectProblem("g", text, "line 1", format);

    [Theory]
    [InlineData("Version 1\ngraph [\nid 1\n", "line 2", "GML")]
    [InlineData("7 11\n5 3 2\n1 3 4\n", "line 2", "METIS")]
    [InlineData("3 2 1\n2 7\n", "line 2", "METIS")]
    public void OtherFormats_AreNamedWhereTheyAreSeenLater(string text, params string[] problem) => ExpectProblem("g", text, problem);

    [Fact]
    public void FilesThatWerePutTogether_HaveMarksWithinThem()
    {
        Graph graph = Read("g", "\uFEFFa b\n\uFEFFb c\n\uFEFF# a remark\n\uFEFF, ;\n");
        Assert.Equal(["a", "b", "c", ",", ";"], Enumerable.Range(0, graph.Count).Select(node => graph[node]));
    }

    [Fact]
    public void LongNames_AreRefusedAndNeverReplacedByWeights()
    {
        string name = new('n', 1001);
        ExpectProblem("g", $"a {name} 1\nb c 2\n", "line 1", "names of at most 1000 bytes");
        ExpectProblem("g", $"a b\n{name} c\n", "line 2", "names of at most 1000 bytes");
        ExpectProblem("g", $"{name} a b\nb c\n", "line 1");
        ExpectProblem("g", $"a {new string('n', 100_000)} 1\n", "line 1", "longer than");
        Assert.Equal(name[1..], Read("g", $"{name[1..]} a 2\n")[0]);
    }

    [Fact]
    public void RemarksOfAnyLength_AreReadOver()
    {
        string remark = "# " + string.Join(' ', Enumerable.Repeat("word", 50_000)) + " x y\n";
        Assert.Equal((2, 1), (Read("g", remark + "a b\n" + remark).Count, Read("g", "a b\n" + remark).Edges));
        ExpectProblem("g", "a b\n" + string.Join(' ', Enumerable.Repeat("w", 10_002)) + "\n", "line 2", "two names");
    }

    [Theory]
    [InlineData("a b 1e308\nc d 1\nb a 1e308\n", "'b' 'a'")]
    [InlineData("a b NaN\n", "finite weight")]
    [InlineData("a b -1\n", "finite weight")]
    [InlineData("a b Infinity\n", "finite weight")]
    [InlineData("a b 1e400\n", "finite weight")]
    public void WeightsThatAreOrBecomeInfinite_AreRefused(string text, string problem)
    {
        File.WriteAllText(_folder["g"], text);
        CorpusException error = Assert.Throws<CorpusException>(() => Graph.FromFile(_folder["g"]));
        Assert.True(error.Message.Contains(problem, StringComparison.Ordinal) || error.Message.Contains("'a' 'b'", StringComparison.Ordinal), error.Message);
    }

    [Fact]
    public void WeightsOfAProgram_AreCheckedInTheirSum()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Graph.FromEdges([("a", "b", 1e308), ("a", "b", 1e308)]));
        Assert.Contains("add up to infinity", error.Message, StringComparison.Ordinal);
        Assert.All((double[])[double.NaN, -1, 0, double.PositiveInfinity], weight => Assert.Throws<ArgumentException>(() => Graph.FromEdges([("a", "b", weight)])));
        Assert.Equal(1.5e308, Graph.FromEdges([("a", "b", 1e308), ("b", "a", 0.5e308)]).WeightsOf(0)[0]);
    }

    private Graph Read(string name, string text, bool directed = false)
    {
        File.WriteAllText(_folder[name], text);
        return Graph.FromFile(_folder[name], directed);
    }

    private void ExpectProblem(string name, string text, params string[] problem)
    {
        CorpusException error = Assert.Throws<CorpusException>(() => Read(name, text));
        Assert.All(problem, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
        Assert.InRange(error.Message.Length, 1, 400);
    }
}
