using System.Globalization;

namespace RepLearn.Onnx;

/// <summary>A model's graph of codes, outputs and predictions, of the text that generated code holds.</summary>
internal sealed class ModelGraph
{
    private readonly List<GraphValue> _values = [];
    private readonly Dictionary<string, GraphValue[]> _results = [];

    /// <param name="text">A line for each value: <c>number name: operation shape operands @ arguments</c>; then a line for each program: <c>name = numbers</c>.</param>
    public ModelGraph(string text)
    {
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] words = line.Split(' ');
            if (words[1] == "=")
            {
                _results.Add(words[0], Array.ConvertAll(words[2..], Operand));
            }
            else
            {
                _values.Add(Parse(words));
            }
        }
    }

    /// <summary>What a program computes.</summary>
    public GraphValue ResultOf(string program) => ResultsOf(program)[0];

    /// <summary>All that a program computes.</summary>
    /// <exception cref="NotSupportedException">The text has no such program.</exception>
    public GraphValue[] ResultsOf(string program) => _results.TryGetValue(program, out GraphValue[]? results)
        ? results
        : throw new NotSupportedException($"The model's code was generated before {program} could be exported: compile it anew.");

    /// <summary>The table whose rows a value, or what it has in another shape, tells by their numbers.</summary>
    public GraphValue TableOf(GraphValue numbers) =>
        _values.First(value => value.Op == "GatherRows" && (value.Operands[0] == numbers || numbers.Operands.Contains(value.Operands[0]))).Operands[1];

    /// <summary>A value and those that it depends on, in order of evaluation.</summary>
    public IEnumerable<GraphValue> Needed(params IEnumerable<GraphValue> results)
    {
        var needed = new HashSet<GraphValue>(results);
        for (int index = _values.Count - 1; index >= 0; index--)
        {
            if (needed.Contains(_values[index]))
            {
                needed.UnionWith(_values[index].Operands);
            }
        }

        return _values.Where(needed.Contains);
    }

    private GraphValue Parse(string[] words)
    {
        string[] shape = words[3].TrimStart('*').Split('x');
        int end = Array.IndexOf(words, "@") is >= 0 and var at ? at : words.Length;
        return new GraphValue(words[1].TrimStart('~').TrimEnd(':'), words[2], words[3][0] == '*', Int(shape[0]), Int(shape[1]))
        {
            IsWide = words[1][0] == '~',
            Operands = [.. words[4..end].Select(Operand)],
            Arguments = [.. words.Skip(end + 1).Select(Int)],
        };
    }

    private GraphValue Operand(string word) => word[0] != '#'
        ? _values[Int(word)]
        : new GraphValue(string.Empty, GraphValue.Constant, false, 1, 1) { Number = double.Parse(word.AsSpan(1, word.Length - 2), CultureInfo.InvariantCulture) };

    private static int Int(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
