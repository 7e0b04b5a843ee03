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
                Check(plan, node.Operands.All(operand => IsReady(plan, operand, computed)), "an operand is not computed before it", node);
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
        foreach (Node input in plan.Needed.Where(node => node.Op == Op.Input))
        {
            Check(plan, plan.Program.Inputs.Contains(input), "the program is not given this input", input);
        }

        foreach (KernelStep kernel in plan.Steps.OfType<KernelStep>())
        {
            Check(plan, kernel.Memory.All(plan.Storage.ContainsKey), "a kernel's value or operand has no storage", kernel.Stored);
        }

        foreach (ProgramOutput output in plan.Program.Outputs.Where(output => output is not ScalarOutput))
        {
            Check(plan, plan.Storage.ContainsKey(output.Node), "an output has no storage", output.Node);
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
                foreach (Node node in step is KernelStep kernel ? kernel.Memory : step.Results.SelectMany(plan.StoredOperands))
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
        ParameterOutput[] outputs = [.. plan.Program.Outputs.OfType<ParameterOutput>()];
        var written = new HashSet<Node>();
        foreach (Step step in outputs.Length == 0 ? [] : plan.Steps)
        {
            IEnumerable<Node> read = step is KernelStep kernel ? kernel.Memory : step.Results.SelectMany(plan.StoredOperands);
            foreach (Node node in read.Where(written.Contains))
            {
                Check(plan, false, "it is read after its new values are written", node);
            }

            written.UnionWith(outputs.Where(output => step.Results.Contains(output.Node)).Select(output => output.Parameter));
        }
    }

    private static bool IsReady(Plan plan, Node node, HashSet<Node> computed) =>
        computed.Contains(node)
        || node.Kind == OpKind.Given
        || NodeKinds.IsProgramScalar(node)
        || (plan.Rematerialized.Contains(node) && node.Operands.All(operand => IsReady(plan, operand, computed)));

    private static void Check(Plan plan, bool holds, string what, Node node)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Plan of {plan.Program.Name}: {what}: {GraphPrinter.Definition(node)}\n{PlanPrinter.Print(plan)}");
        }
    }
}
