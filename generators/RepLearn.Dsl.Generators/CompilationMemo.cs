using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators;

/// <summary>
/// Caches the last compilation of each class, for the lifetime of the pipeline. The pipeline compares by position, so without it a declaration
/// added before others would make all of those compile again.
/// </summary>
internal sealed class CompilationMemo(Func<ModelSpec, CancellationToken, CompiledModel> compile)
{
    private const int FewModels = 64;

    private readonly object _lock = new();

    // By the name of the class's file, because a specification's hash code reads all of it.
    private readonly Dictionary<string, WeakReference<ModelCompilation>> _known = new(StringComparer.Ordinal);
    private int _limit = FewModels;

    /// <inheritdoc cref="ModelCompilation.Of"/>
    public ModelCompilation Of(ClassSpec spec, CancellationToken token)
    {
        string name = ModelCompiler.FileNameOf(spec);
        lock (_lock)
        {
            if (_known.TryGetValue(name, out WeakReference<ModelCompilation>? reference)
                && reference.TryGetTarget(out ModelCompilation? known) && known.Spec == spec)
            {
                return known;
            }
        }

        var compilation = ModelCompilation.Of(spec, compile, token);
        lock (_lock)
        {
            _known[name] = new WeakReference<ModelCompilation>(compilation);
            if (_known.Count > _limit)
            {
                ForgetCollected();
            }
        }

        return compilation;
    }

    private void ForgetCollected()
    {
        foreach (string gone in _known.Where(entry => !entry.Value.TryGetTarget(out _)).Select(entry => entry.Key).ToArray())
        {
            _known.Remove(gone);
        }

        _limit = Math.Max(FewModels, 2 * _known.Count);
    }
}
