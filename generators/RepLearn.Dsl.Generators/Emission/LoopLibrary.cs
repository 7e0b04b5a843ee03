using RepLearn.Dsl.Generators.Planning;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>All loops of a model's programs. Loops of the same text are one method, named once.</summary>
internal sealed class LoopLibrary(VectorExpressions vectors)
{
    private readonly Dictionary<LoopStep, LoopMethod> _methods = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly List<LoopMethod> _pending = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public LoopMethod Get(Plan plan, LoopStep step)
    {
        if (!_methods.TryGetValue(step, out LoopMethod? method))
        {
            method = LoopEmitter.Emit(plan, step, vectors);
            _methods.Add(step, method);
            string text = string.Join(",", method.Parameters) + "\n" + method.Body;
            if (!_names.TryGetValue(text, out string? name))
            {
                name = NewName(plan.Program.Name, method.Title);
                _names.Add(text, name);
                _pending.Add(method);
            }

            method.Name = name;
        }

        return method;
    }

    /// <summary>Prints the loops that were first asked for since the last call.</summary>
    public void EmitPending(CodeWriter writer)
    {
        foreach (LoopMethod method in _pending)
        {
            writer.Line();
            foreach (string formula in method.Formulas)
            {
                writer.Line($"// {formula}");
            }

            writer.Signature($"private static void {method.Name}", method.Parameters);
            using (writer.Block())
            {
                writer.Lines(method.Body);
            }
        }

        _pending.Clear();
    }

    // The first program's loops have plain names, later versions carry their program's. The suffix keeps loops apart from
    // the methods of programs and sections, whatever users call their functions.
    private string NewName(string program, string title)
    {
        string name = $"{title}Loop";
        if (_taken.Add(name))
        {
            return name;
        }

        name = $"{program}{title}Loop";
        for (int count = 2; !_taken.Add(name); count++)
        {
            name = $"{program}{title}Loop{CSharpLiteral.Int(count)}";
        }

        return name;
    }
}
