using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Fusion;

/// <summary>The steps between which a value must stay in memory, counted over the whole program.</summary>
internal sealed record Lifetime(int First, int Last, bool CrossesSections);

/// <summary>Which values need memory, and for how long.</summary>
internal sealed class Lifetimes
{
    private readonly Dictionary<Node, Lifetime> _lives = [];
    private readonly Dictionary<Node, HashSet<Step>> _readers = [];

    public IEnumerable<Node> Stored => _lives.Keys;

    public Lifetime this[Node node] => _lives[node];

    public bool IsStored(Node node) => _lives.ContainsKey(node);

    /// <summary>Lets a value's place be taken before the value itself is there.</summary>
    public void BeginEarlier(Node node, Node earlier) => _lives[node] = _lives[node] with { First = Math.Min(_lives[node].First, _lives[earlier].First) };

    /// <summary>The one step that reads a value from memory; null where there are several.</summary>
    public Step? OnlyReader(Node node) => _readers[node].Count == 1 ? _readers[node].Single() : null;

    public static Lifetimes Of(Plan plan)
    {
        var lifetimes = new Lifetimes();
        var places = new Dictionary<Node, Place>();
        int index = 0;
        foreach (Section section in plan.Sections)
        {
            foreach (Step step in section.Steps)
            {
                foreach (Node node in step.Results)
                {
                    places[node] = new Place(index, section.Number, step);
                }

                index++;
            }
        }

        foreach (Node node in places.Keys.OrderBy(node => node.Id))
        {
            if (places[node].Step is KernelStep kernel && kernel.Stored == node)
            {
                lifetimes.Keep(node, places[node], places[node]);
            }

            foreach (Node operand in plan.Behind(node).Where(places.ContainsKey))
            {
                if (IsReadFromMemory(node, operand, places))
                {
                    lifetimes.Keep(operand, places[operand], places[node]);
                    lifetimes._readers[operand].Add(places[node].Step);
                }
            }
        }

        foreach (ProgramOutput output in plan.Program.Outputs.Where(output => output is not ScalarOutput && places.ContainsKey(output.Node)))
        {
            Place place = places[output.Node];
            lifetimes.Keep(output.Node, place, place);
            lifetimes._lives[output.Node] = lifetimes._lives[output.Node] with { CrossesSections = true };
        }

        return lifetimes;
    }

    private void Keep(Node node, Place born, Place read)
    {
        Lifetime life = _lives.TryGetValue(node, out Lifetime? known) ? known : new Lifetime(born.Index, born.Index, false);
        _lives[node] = new Lifetime(life.First, Math.Max(life.Last, read.Index), life.CrossesSections || born.Section != read.Section);
        if (!_readers.ContainsKey(node))
        {
            _readers[node] = [];
        }
    }

    private static bool IsReadFromMemory(Node node, Node operand, Dictionary<Node, Place> places)
    {
        if (places[node].Step != places[operand].Step || NodeKinds.ReadsMemory(node))
        {
            return true;
        }

        if (places[node].Step is not LoopStep loop)
        {
            return false;
        }

        // In one loop: single values stay in registers for the whole row, others within their pass.
        return PhaseOf(loop, node) != PhaseOf(loop, operand) && operand.Shape.Columns > 1;
    }

    private static Phase PhaseOf(LoopStep loop, Node node) => loop.Phases.First(phase => phase.Nodes.Contains(node));

    /// <summary>Where a value is computed.</summary>
    /// <param name="Index">The step's place in the whole program.</param>
    private sealed record Place(int Index, int Section, Step Step);
}
