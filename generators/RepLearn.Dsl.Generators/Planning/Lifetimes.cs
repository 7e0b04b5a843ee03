using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>The steps between which a value must stay in memory, counted over the whole program.</summary>
/// <param name="readers">The steps that read the value from there.</param>
internal sealed class Lifetime(int first, int last, bool crossesStages, HashSet<Step> readers)
{
    public readonly int First = first;
    public readonly int Last = last;
    public readonly bool CrossesStages = crossesStages;
    public readonly HashSet<Step> Readers = readers;
}

/// <summary>Which values need memory, for how long, and which steps read them from there.</summary>
internal sealed class Lifetimes(Dictionary<Node, Lifetime> lives)
{
    public readonly Dictionary<Node, Lifetime>.KeyCollection Stored = lives.Keys;

    public Lifetime this[Node node] => lives[node];

    public bool IsStored(Node node) => lives.ContainsKey(node);

    /// <summary>The one step that reads a value from memory; null where there are several.</summary>
    public Step? OnlyReader(Node node) => lives[node].Readers.Count == 1 ? lives[node].Readers.Single() : null;

    /// <summary>The same, where the storage of each result is in use from its product on, and lasts as long as either needs.</summary>
    public Lifetimes StartingWith(Dictionary<Node, Node> results)
    {
        var changed = new Dictionary<Node, Lifetime>(lives);
        foreach (KeyValuePair<Node, Node> pair in results)
        {
            Lifetime life = lives[pair.Value];
            Lifetime product = lives[pair.Key];
            changed[pair.Value] = new Lifetime(Math.Min(life.First, product.First), life.Last, life.CrossesStages || product.CrossesStages, life.Readers);
        }

        return new Lifetimes(changed);
    }
}
