using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators;

/// <summary>
/// Caches the compilations of models, for the lifetime of the pipeline. The pipeline compares by position, so without it a declaration added
/// before others would make all of those compile again.
/// </summary>
internal sealed class CompilationMemo(Func<ModelSpec, CancellationToken, CompiledModel> compile)
{
    private const int FewSpecs = 64;

    private readonly object _lock = new();
    private readonly Dictionary<ModelSpec, WeakReference<ModelCompilation>> _known = [];
    private int _limit = FewSpecs;

    /// <inheritdoc cref="ModelCompilation.Of"/>
    public ModelCompilation Of(ModelSpec spec, CancellationToken token)
    {
        lock (_lock)
        {
            if (_known.TryGetValue(spec, out WeakReference<ModelCompilation>? reference) && reference.TryGetTarget(out ModelCompilation? known))
            {
                return known;
            }
        }

        var compilation = ModelCompilation.Of(spec, compile, token);
        lock (_lock)
        {
            _known[spec] = new WeakReference<ModelCompilation>(compilation);
            if (_known.Count > _limit)
            {
                foreach (ModelSpec gone in _known.Where(entry => !entry.Value.TryGetTarget(out _)).Select(entry => entry.Key).ToArray())
                {
                    _known.Remove(gone);
                }

                _limit = Math.Max(FewSpecs, 2 * _known.Count);
            }
        }

        return compilation;
    }
}
