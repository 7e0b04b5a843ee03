using System.Linq.Expressions;

namespace RepLearn.Extensions.VectorData;

/// <summary>
/// A filter, interpreted at first: to compile it takes as long as to ask it about some thousand records, and most searches ask about fewer. For one
/// thread.
/// </summary>
internal sealed class RecordFilter<TRecord>(Expression<Func<TRecord, bool>> expression)
{
    private const int Interpreted = 1000;

    private Func<TRecord, bool> _accepts = expression.Compile(preferInterpretation: true);
    private int _asked;

    /// <summary>Whether a record passes.</summary>
    public bool Accepts(TRecord record)
    {
        if (_asked++ == Interpreted)
        {
            _accepts = expression.Compile();
        }

        return _accepts(record);
    }
}
