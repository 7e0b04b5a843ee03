using RepLearn.Dsl.Generators.Lowering;
using RepLearn.Dsl.Generators.Planning;
using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>Prints what the runtime must know of a model: layout, names, sizes of its programs, description.</summary>
internal sealed class InfoEmitter(ModelSpec spec, LoweredModel model, IReadOnlyList<NamedNode> metrics, IReadOnlyList<Plan> plans)
{
    public void Emit(CodeWriter writer)
    {
        string architecture = ArchitectureText.Of(spec);
        int[] offsets = ParameterLayout.Offsets(model);
        writer.Line("public static readonly ModelInfo Info = new(");
        writer.Line($"    {CSharpLiteral.Text(Identifier.Plain(spec.Name))}, {CSharpLiteral.Int(spec.InputSize)}, {CSharpLiteral.Int(spec.Latent.Size)}, {CSharpLiteral.Int(ParameterLayout.Count(model))},");
        writer.Line("    new ParameterInfo[]");
        writer.Line("    {");
        for (int index = 0; index < offsets.Length; index++)
        {
            ModelParameter parameter = model.Parameters[index];
            writer.Line($"        new({CSharpLiteral.Text(parameter.Name)}, {CSharpLiteral.Int(parameter.Rows)}, {CSharpLiteral.Int(parameter.Columns)}, "
                + $"{CSharpLiteral.Int(offsets[index])}, InitialValues.{parameter.Initialization.Values}, {CSharpLiteral.Double(parameter.Initialization.Scale)}),");
        }

        writer.Line("    },");
        writer.Line($"    new[] {{ {string.Join(", ", model.Terms.Select(term => CSharpLiteral.Text(term.Name)))} }},");
        writer.Line($"    {CSharpLiteral.Text(architecture)},");
        writer.Line($"    {CSharpLiteral.Text(ArchitectureText.Fingerprint(architecture))},");
        foreach (Plan plan in plans)
        {
            writer.Line($"    {plan.Program.Name}: {ProgramInfo(plan)},");
        }

        writer.Line($"    MetricNames: new string[] {{ {string.Join(", ", metrics.Select(metric => CSharpLiteral.Text(metric.Name)))} }})");
        writer.Line("{");
        if (spec.Likelihood.Kind == LikelihoodKind.Bernoulli)
        {
            writer.Line("    InputDomain = new(0, 1, \"Likelihood.Bernoulli\"),");
        }

        writer.Line($"    WarmupSteps = {CSharpLiteral.Int(spec.Latent.WarmupSteps)},");
        writer.Line("};");

        writer.Line();
        writer.Line("public const string Description =");
        string[] lines = DescriptionText.Of(spec, model, plans).TrimEnd('\n').Split('\n');
        for (int index = 0; index < lines.Length; index++)
        {
            writer.Line($"    {CSharpLiteral.Text(lines[index] + "\n")}{(index == lines.Length - 1 ? ";" : " +")}");
        }
    }

    private static string ProgramInfo(Plan plan)
    {
        int output = plan.Program.Outputs.OfType<RowsOutput>().FirstOrDefault() is { } rows ? plan.Storage[rows.Node].Offset : -1;
        return $"new(KeptPerExample: {CSharpLiteral.Int(plan.Memory.SavedPerExample)}, Fixed: {CSharpLiteral.Int(plan.Memory.Fixed)}, ScratchPerExample: {CSharpLiteral.Int(plan.Memory.WorkspacePerExample)}, "
            + $"RowBlock: {CSharpLiteral.Int(plan.Memory.RowBlock)}, Output: {CSharpLiteral.Int(output)}, MultiplyAdds: {CSharpLiteral.Int(plan.Work.MultiplyAdds)}, "
            + $"ComputedPerExample: {CSharpLiteral.Int(plan.Work.ValuesPerExample)}, ComputedOnce: {CSharpLiteral.Int(plan.Work.FixedValues)})";
    }
}
