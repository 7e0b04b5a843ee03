using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Fusion;

/// <summary>Checks a plan: every value is computed once, after its operands, and what is read from memory lies there.</summary>
internal static class PlanVerifier
{
    public static void Verify(Plan plan)
    {
        Node[] inputs = [.. plan.Storage.Keys.Where(node => node.Op == Op.Input)];
        Check(plan, inputs.Length <= 1, "a program has one input, but this is a second", inputs.LastOrDefault() ?? plan.Program.Outputs[0].Node);
        var computed = new HashSet<Node>();
        foreach (Step step in plan.Sections.SelectMany(section => section.Steps))
        {
            if (step is KernelStep kernel)
            {
                Check(plan, kernel.Memory.All(plan.Storage.ContainsKey), "a kernel's value or operand has no place", kernel.Stored);
                Check(plan, kernel.Epilogue is null || IsReady(plan, kernel.Epilogue.Operand, computed), "an epilogue's operand is not computed before its product", kernel.Stored);
            }

            foreach (Node node in step.Results)
            {
                Check(plan, node.Operands.All(operand => IsReady(plan, operand, computed)), "an operand is not computed before it", node);
                Check(plan, computed.Add(node), "it is computed twice", node);
            }
        }

        foreach (ProgramOutput output in plan.Program.Outputs)
        {
            bool there = output is ScalarOutput ? IsReady(plan, output.Node, computed) : plan.Storage.ContainsKey(output.Node) && computed.Contains(output.Node);
            Check(plan, there, "an output is not computed", output.Node);
        }
    }

    private static bool IsReady(Plan plan, Node node, HashSet<Node> computed) =>
        computed.Contains(node)
        || NodeKinds.IsGiven(node)
        || NodeKinds.IsProgramScalar(node)
        || (plan.Views.Contains(node) && node.Operands.All(operand => IsReady(plan, operand, computed)));

    private static void Check(Plan plan, bool holds, string what, Node node)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Plan of {plan.Program.Name}: {what}: {GraphPrinter.Definition(node)}\n{PlanPrinter.Print(plan)}");
        }
    }
}
