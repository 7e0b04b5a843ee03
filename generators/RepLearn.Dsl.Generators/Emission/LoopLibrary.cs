using RepLearn.Dsl.Generators.Fusion;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>All loops of a model's programs. Loops of the same text are one method, named once.</summary>
internal sealed class LoopLibrary(VectorExpressions vectors)
{
    private readonly Dictionary<LoopStep, LoopMethod> _methods = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly List<LoopMethod> _distinct = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public LoopMethod Get(Plan plan, LoopStep step)
    {
        if (!_methods.TryGetValue(step, out LoopMethod? method))
        {
            method = LoopEmitter.Emit(plan, step, vectors);
            _methods.Add(step, method);
            if (!_names.ContainsKey(Key(method)))
            {
                string name = method.Title;
                for (int count = 2; !_taken.Add(name); count++)
                {
                    name = method.Title + CSharpLiteral.Int(count);
                }

                _names.Add(Key(method), name);
                _distinct.Add(method);
            }
        }

        return method;
    }

    public string NameOf(LoopMethod method) => _names[Key(method)];

    public void Emit(CodeWriter writer)
    {
        foreach (LoopMethod method in _distinct)
        {
            writer.Line();
            foreach (string formula in method.Formulas)
            {
                writer.Line($"// {formula}");
            }

            using (writer.Open($"private static void {NameOf(method)}({method.Parameters})"))
            {
                writer.Lines(method.Body);
            }
        }
    }

    private static string Key(LoopMethod method) => method.Parameters + "\n" + method.Body;
}
