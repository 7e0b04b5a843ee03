using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>Finds the values that must be in memory: those that another step, or another pass of their loop, reads.</summary>
internal sealed class LifetimeAnalysis
{
    // A stage after all others.
    private const int EndOfProgram = int.MaxValue;

    private readonly Dictionary<Node, Origin> _origins = [];
    private readonly Dictionary<Node, Lifetime> _lives = [];

    public static Plan Run(Plan plan) => plan with { Lifetimes = new LifetimeAnalysis().Analyse(plan) };

    private Lifetimes Analyse(Plan plan)
    {
        int index = 0;
        foreach (Stage stage in plan.Stages)
        {
            foreach (Step step in stage.Steps)
            {
                Place(step, index++, stage.Number);
            }
        }

        foreach (Node node in Traversal.InOrder(_origins.Keys))
        {
            AddReads(plan, node);
        }

        foreach (ProgramOutput output in plan.Program.Outputs)
        {
            if (output is not ScalarOutput && _origins.TryGetValue(output.Node, out Origin? origin))
            {
                Extend(output.Node, new Origin(origin.Index, EndOfProgram, origin.Step, origin.Pass));
            }
        }

        return new Lifetimes(_lives);
    }

    // A kernel's values are computed at once, as those of a pass are.
    private void Place(Step step, int index, int stage)
    {
        foreach (Pass pass in step is LoopStep loop ? loop.Passes : [new Pass(0, 0, step.Results)])
        {
            foreach (Node node in pass.Nodes)
            {
                _origins[node] = new Origin(index, stage, step, pass);
            }
        }
    }

    private void AddReads(Plan plan, Node node)
    {
        Origin origin = _origins[node];
        if (origin.Step is KernelStep kernel && kernel.Stored == node)
        {
            Extend(node, origin);
        }

        foreach (Node operand in plan.StoredOperands(node))
        {
            if (_origins.TryGetValue(operand, out Origin? made) && IsReadFromMemory(node, origin, operand, made))
            {
                Extend(operand, origin);
                _lives[operand].Readers.Add(origin.Step);
            }
        }
    }

    private void Extend(Node node, Origin reader)
    {
        Origin own = _origins[node];
        Lifetime life = _lives.TryGetValue(node, out Lifetime? known) ? known : new Lifetime(own.Index, own.Index, false, []);
        _lives[node] = new Lifetime(life.First, Math.Max(life.Last, reader.Index), life.CrossesStages || own.Stage != reader.Stage, life.Readers);
        if (NodeKinds.SharesMemory(node) && _origins.ContainsKey(node[0]))
        {
            Extend(node[0], reader);
        }
    }

    // In one loop, single values stay in registers for the whole row, others within their pass.
    private static bool IsReadFromMemory(Node node, Origin origin, Node operand, Origin made) =>
        origin.Step != made.Step
        || (origin.Step is LoopStep && (NodeKinds.ReadsMemory(node) || (operand.Shape.Columns > 1 && origin.Pass != made.Pass)));

    /// <param name="index">The number of the step that computes a value, in the whole program.</param>
    private sealed class Origin(int index, int stage, Step step, Pass pass)
    {
        public readonly int Index = index;
        public readonly int Stage = stage;
        public readonly Step Step = step;
        public readonly Pass Pass = pass;
    }
}
