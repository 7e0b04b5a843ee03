using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Planning;

/// <summary>Checks between passes that a plan computes what its program asks for.</summary>
internal static class PlanVerifier
{
    /// <summary>Every value is computed once, after its operands, and every output is computed.</summary>
    public static void VerifyOrder(Plan plan)
    {
        var computed = new HashSet<Node>();
        foreach (Step step in plan.Steps)
        {
            if (step is KernelStep { Epilogue: { } epilogue } kernel)
            {
                Check(plan, IsReady(plan, epilogue.Operand, computed), "an epilogue's operand is not computed before its product", kernel.Stored);
            }

            foreach (Node node in step.Results)
            {
                Check(plan, AreReady(plan, node.Operands, computed), "an operand is not computed before it", node);
                Check(plan, computed.Add(node), "it is computed twice", node);
            }
        }

        foreach (ProgramOutput output in plan.Program.Outputs)
        {
            Check(plan, output is ScalarOutput ? IsReady(plan, output.Node, computed) : computed.Contains(output.Node), "an output is not computed", output.Node);
        }
    }

    /// <summary>What is read from memory or leaves the program has storage, and what it needs is given.</summary>
    public static void VerifyStorage(Plan plan)
    {
        foreach (Node node in plan.Needed)
        {
            Check(plan, node.Op != Op.Input || plan.Program.Inputs.Contains(node), "the program is not given this input", node);
        }

        foreach (Step step in plan.Steps)
        {
            foreach (Node node in step is KernelStep kernel ? kernel.Memory : [])
            {
                Check(plan, plan.Storage.ContainsKey(node), "a kernel's value or operand has no storage", node);
            }
        }

        foreach (ProgramOutput output in plan.Program.Outputs)
        {
            Check(plan, output is ScalarOutput || plan.Storage.ContainsKey(output.Node), "an output has no storage", output.Node);
            Check(plan, output is not ExampleOutput || plan.Storage[output.Node].Kind == StorageKind.Saved, "what the caller reads does not last until the end", output.Node);
        }

        VerifyWorkspace(plan);
    }

    // The next row block of a stage overwrites its workspace.
    private static void VerifyWorkspace(Plan plan)
    {
        var computed = new HashSet<Node>();
        foreach (Stage stage in plan.Stages)
        {
            var before = new HashSet<Node>(computed);
            foreach (Step step in stage.Steps)
            {
                foreach (Node node in Read(plan, step))
                {
                    bool isWorkspace = plan.Storage.TryGetValue(node, out Storage? storage) && storage.Kind == StorageKind.Workspace;
                    Check(plan, !isWorkspace || !before.Contains(node), "it is read in another stage than that whose workspace it is in", node);
                }

                computed.UnionWith(step.Results);
            }
        }
    }

    /// <summary>No step reads a parameter after another has written its new values.</summary>
    public static void VerifyParameters(Plan plan)
    {
        foreach (ProgramOutput output in plan.Program.Outputs)
        {
            if (output is ParameterOutput update)
            {
                VerifyUpdate(plan, update);
            }
        }
    }

    private static void VerifyUpdate(Plan plan, ParameterOutput update)
    {
        bool isWritten = false;
        foreach (Step step in plan.Steps)
        {
            Check(plan, !isWritten || !Read(plan, step).Contains(update.Parameter), "it is read after its new values are written", update.Parameter);
            isWritten |= step.Results.Contains(update.Node);
        }
    }

    // What a kernel writes is among what it has in memory.
    private static IEnumerable<Node> Read(Plan plan, Step step)
    {
        if (step is KernelStep kernel)
        {
            return kernel.Memory;
        }

        var read = new List<Node>();
        foreach (Node node in step.Results)
        {
            read.AddRange(plan.StoredOperands(node));
        }

        return read;
    }

    private static bool IsReady(Plan plan, Node node, HashSet<Node> computed) =>
        computed.Contains(node)
        || node.Kind == OpKind.Given
        || NodeKinds.IsProgramScalar(node)
        || (plan.Rematerialized.Contains(node) && AreReady(plan, node.Operands, computed));

    private static bool AreReady(Plan plan, Node[] nodes, HashSet<Node> computed)
    {
        foreach (Node node in nodes)
        {
            if (!IsReady(plan, node, computed))
            {
                return false;
            }
        }

        return true;
    }

    private static void Check(Plan plan, bool holds, string what, Node node)
    {
        if (!holds)
        {
            throw Failure(plan, what, node);
        }
    }

    private static InvalidOperationException Failure(Plan plan, string what, Node node) =>
        new($"Plan of {plan.Program.Name}: {what}: {GraphPrinter.Definition(node)}\n{PlanPrinter.Print(plan)}");
}
