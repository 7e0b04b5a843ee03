using RepLearn.Dsl.Generators.Lowering;
using RepLearn.Dsl.Generators.Planning;
using RepLearn.Dsl.Generators.Differentiation;
using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>Prints what the runtime must know of a model: layout, names, sizes of its programs, layers.</summary>
internal sealed class InfoEmitter(ModelSpec spec, DifferentiatedModel differentiated, Plan[] plans, ModelCost cost)
{
    /// <summary>The contract that generated code keeps: <c>RepLearn.Runtime.ModelInfo.CurrentContract</c>.</summary>
    public const int Contract = 7;

    public void Emit(CodeWriter writer)
    {
        LoweredModel model = differentiated.Model;
        string architecture = ArchitectureText.Of(spec);
        int[] offsets = ParameterLayout.Offsets(model);
        writer.Lines($$"""
            public static readonly ModelInfo Info = new(
                Contract: {{CSharpLiteral.Int(Contract)}},
                Name: {{CSharpLiteral.Text(Identifier.Plain(spec.Name))}},
                InputSize: {{CSharpLiteral.Int(spec.InputSize)}},
                LatentSize: {{CSharpLiteral.Int(spec.Latent.Size)}},
                ParameterCount: {{CSharpLiteral.Int(model.ParameterCount)}},
                Layout: new ParameterInfo[]
                {
            """);
        for (int index = 0; index < offsets.Length; index++)
        {
            ModelParameter parameter = model.Parameters[index];
            writer.Line($"        new({CSharpLiteral.Text(parameter.Name)}, {CSharpLiteral.Int(parameter.Rows)}, {CSharpLiteral.Int(parameter.Columns)}, "
                + $"{CSharpLiteral.Int(offsets[index])}, InitialValues.{parameter.Initialization.Values}, {CSharpLiteral.Double(parameter.Initialization.Scale)}){Marks(parameter)},");
        }

        writer.Lines($$"""
                },
                LossNames: {{Names(differentiated.Train.Terms)}},
                MetricNames: {{Names(differentiated.Train.Metrics)}},
                Architecture: {{CSharpLiteral.Text(architecture)}},
                Fingerprint: {{CSharpLiteral.Text(ArchitectureText.Fingerprint(architecture))}},
                Programs: new ProgramInfo[]
                {
            """);
        foreach (Plan plan in plans)
        {
            writer.Lines(ProgramInfo(plan));
        }

        writer.Line("    })");
        writer.Line("{");
        writer.Line($"    WarmupSteps = {CSharpLiteral.Int(spec.Latent.Divergence?.WarmupSteps ?? 0)},");
        SettingEmitter.EmitInfo(writer, model.Settings);
        new LayerTable(spec, model, cost).Emit(writer);
        writer.Line("    Graph = Graph,");
        writer.Line("};");

        writer.Line();
        writer.Lines($"// Codes and outputs, for ExportOnnx: number, name, operation, shape (* is the batch), operands, arguments after @.\nprivate const string Graph = \"\"\"\n{GraphText.Of(model)}\"\"\";");
    }

    private static string Marks(ModelParameter parameter) =>
        parameter.IsState ? " { IsState = true }"
        : parameter.Initialization.Source is { } source ? $" {{ Source = {CSharpLiteral.Text(source)} }}"
        : string.Empty;

    private static string Names(NamedNode[] values)
    {
        var names = new List<string>();
        foreach (NamedNode value in values)
        {
            names.Add(CSharpLiteral.Text(value.Name));
        }

        return $"new string[] {{ {string.Join(", ", names)} }}";
    }

    private string ProgramInfo(Plan plan)
    {
        ProgramOutput[] outputs = plan.Program.Outputs;
        Node? rows = outputs[0] is RowsOutput first ? first.Node : null;
        int output = rows is null ? -1 : plan.Storage[rows].Offset;
        string more = rows is null
            ? plan.Program.Mode == ProgramMode.Test ? $"\n        {{ LossColumns = new LossColumn[] {{ {LossColumns(plan)} }} }}" : string.Empty
            : outputs.Length > 1 ? $" {{ Numbers = {CSharpLiteral.Int(plan.Storage[outputs[1].Node].Offset)} }}" : string.Empty;
        return $$"""
                    new(
                        ProgramName.{{plan.Program.Name}}, ProgramMode.{{plan.Program.Mode}}, Inputs: new InputInfo[] { {{Inputs(plan.Program)}} },
                        SavedPerExample: {{CSharpLiteral.Int(plan.Memory.SavedPerExample)}}, Fixed: {{CSharpLiteral.Int(plan.Memory.Fixed)}}, WorkspacePerExample: {{CSharpLiteral.Int(plan.Memory.WorkspacePerExample)}}, RowBlock: {{CSharpLiteral.Int(plan.Memory.RowBlock)}},
                        Output: {{CSharpLiteral.Int(output)}}, OutputWidth: {{CSharpLiteral.Int(rows?.Shape.Columns ?? 0)}},
                        MultiplyAdds: {{CSharpLiteral.Int(plan.Work.MultiplyAdds)}}, ComputedPerExample: {{CSharpLiteral.Int(plan.Work.ValuesPerExample)}}, ComputedOnce: {{CSharpLiteral.Int(plan.Work.FixedValues)}}){{more}},
            """;
    }

    private static string LossColumns(Plan plan)
    {
        var columns = new List<string>();
        foreach (ProgramOutput output in plan.Program.Outputs)
        {
            if (output is ExampleOutput { Slot: var slot })
            {
                Storage place = plan.Storage[output.Node];
                columns.Add($"new({CSharpLiteral.Int(slot)}, {CSharpLiteral.Int(place.Offset)}, {CSharpLiteral.Int(place.Stride)})");
            }
        }

        return string.Join(", ", columns);
    }

    private string Inputs(ProgramSpec program)
    {
        var inputs = new List<string>();
        foreach (Node input in program.Inputs)
        {
            inputs.Add(InputInfo(input, program));
        }

        return string.Join(", ", inputs);
    }

    private string InputInfo(Node input, ProgramSpec program)
    {
        LoweredModel model = differentiated.Model;
        bool isJudged = program.Mode != ProgramMode.Infer || model.Divergence == program.Outputs[0].Node;
        string domain = input == (model.Target ?? model.Inputs[0])
            ? isJudged && spec.Likelihood.Domain is { } values ? $" {{ Domain = {ValueDomain(values)} }}" : string.Empty
            : input == model.Inputs[0] ? string.Empty
            : DomainOf(input, model);
        return $"new({CSharpLiteral.Text(input.ToString())}, {CSharpLiteral.Int(input.Shape.Columns)}){domain}";
    }

    private string ValueDomain(ValueDomain values)
    {
        string most = values.Most is { } number ? CSharpLiteral.Int(number) : "double.PositiveInfinity";
        string group = values.Group > 0 ? $" {{ Group = {CSharpLiteral.Int(values.Group)} }}" : string.Empty;
        return $"new({CSharpLiteral.Int(values.Least)}, {most}, \"Likelihood.{spec.Likelihood.Name}\"){group}";
    }

    // Of what is no example's values.
    private string DomainOf(Node input, LoweredModel model) =>
        input == model.Condition ? ConditionDomain(spec.Condition!)
        : input == model.Indexed?.Input ? IndexDomain()
        : model.Inputs.Contains(input) ? $" {{ Domain = {HeadDomain(spec.Head!)} }}"
        : string.Empty;

    private static string ConditionDomain(ConditionSpec condition) =>
        condition.IsClass ? $" {{ Domain = new(0, {CSharpLiteral.Int(condition.Size - 1)}, \"Condition\") {{ IsLabel = true }} }}" : string.Empty;

    private string IndexDomain() =>
        $" {{ Domain = new(0, {CSharpLiteral.Int(((VectorQuantizedSpec)spec.Latent).Codes - 1)}, \"Latent.{spec.Latent.Name}\") }}";

    private string HeadDomain(HeadSpec head)
    {
        string owner = CSharpLiteral.Text($"Head.{head.Name}");
        string number = spec.Precision == ModelPrecision.Double ? "double" : "float";
        return head is LinearSpec
            ? $"new({number}.MinValue, {number}.MaxValue, {owner}) {{ AllowsMissing = true }}"
            : $"new(-1, {CSharpLiteral.Int(head.Outputs - 1)}, {owner}) {{ IsLabel = true }}";
    }
}
