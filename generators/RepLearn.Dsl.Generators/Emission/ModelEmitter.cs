using System.Globalization;
using RepLearn.Dsl.Generators.Lowering;
using RepLearn.Dsl.Generators.Planning;
using RepLearn.Dsl.Generators.Differentiation;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>
/// Prints a model's file: the user's partial class with its members, and beside it a class, visible in this file alone,
/// with the programs. The programs have their own namespace, where no name can bind to one of the user's by mistake.
/// </summary>
internal sealed class ModelEmitter(ModelSpec spec, DifferentiatedModel differentiated, Plan[] plans)
{
    private readonly VectorExpressions _vectors = new(spec.Precision == ModelPrecision.Double);
    private readonly ModelCost _cost = new(differentiated.Model, plans, spec.Precision);
    private readonly LoweredModel _model = differentiated.Model;
    private readonly string _programs = Identifier.Companion(spec.Name, "Programs");

    private string Qualified => $"global::RepLearn.Generated.{_programs}";

    /// <param name="header">Comment lines that show the declaration's graph and plan, asked for while the programs are printed.</param>
    public string Emit(Func<string> header)
    {
        Task<string> programs = Task.Run(PrintPrograms);
        var writer = new CodeWriter();
        PartialClass.OpenFile(writer, header());
        using (PartialClass.Nest(writer, spec))
        {
            EmitModel(writer);
        }

        writer.Line();
        using (writer.Open("namespace RepLearn.Generated"))
        {
            writer.Lines("using System;\nusing System.Runtime.CompilerServices;\nusing System.Runtime.Intrinsics;\nusing RepLearn.Numerics.Elementary;\nusing RepLearn.Numerics.Matrices;\nusing RepLearn.Runtime;");
            writer.Line();
            using (writer.Open($"file static class {_programs}"))
            {
                new InfoEmitter(spec, differentiated, plans, _cost).Emit(writer);
                writer.Text(programs.GetAwaiter().GetResult());
            }
        }

        return writer.ToString();
    }

    private void EmitModel(CodeWriter writer)
    {
        string name = spec.Name;
        EmitCost(writer);
        PartialClass.OptOutOfCls(writer, spec.Cls);
        using (writer.Open($"partial class {name} : global::RepLearn.Autoencoder<{_vectors.Type}>"))
        {
            writer.Lines($$"""
                /// <summary>Values in one example.</summary>
                public const int InputSize = {{CSharpLiteral.Int(spec.InputSize)}};

                /// <summary>Values in one code.</summary>
                public const int LatentSize = {{CSharpLiteral.Int(spec.Latent.Size)}};

                /// <summary>Values in the flat parameter buffer.</summary>
                public const int ParameterCount = {{CSharpLiteral.Int(_model.ParameterCount)}};
                """);
            writer.Line();
            PartialClass.Constructors(writer, spec.HasUnsetMembers, $$"""
                /// <summary>Creates a model with random initial parameters.</summary>
                /// <param name="seed">Decides all initial values; the same seed gives the same bits on every machine.</param>
                public {{name}}(ulong seed)
                    : base({{Qualified}}.Info, seed)
                {
                }
                """);
            writer.Lines($$"""

                /// <summary>Name, shape and offset of each parameter in the flat buffer.</summary>
                public static global::System.ReadOnlySpan<global::RepLearn.ParameterInfo> Layout => {{Qualified}}.Info.Layout;

                /// <summary>Reads a model from a file that <c>Save</c> wrote.</summary>
                /// <param name="path">A safetensors file of this architecture.</param>
                /// <exception cref="global::RepLearn.ModelFileException">The file is damaged, or of another architecture.</exception>
                public static {{name}} Load(string path)
                {
                    {{name}} model = new {{name}}(0UL);
                    ((global::RepLearn.Autoencoder<{{_vectors.Type}}>)model).Restore(path);
                    return model;
                }

                /// <inheritdoc/>
                public override {{name}} Clone() => ({{name}})base.Clone();

                /// <summary>Tables of the layers, parameters and programs: shapes, multiply-adds, bytes.</summary>
                public static string Describe() => {{Qualified}}.Info.Describe(sizeof({{_vectors.Type}}));

                """);
            if ((spec.Prior?.Text ?? spec.Latent.Prior) is { } prior)
            {
                EmitSample(writer, prior);
            }

            if (_model.Settings.Count > 0)
            {
                writer.Line();
                SettingEmitter.EmitProperty(writer, _model.Settings);
            }

            writer.Line();
            EmitRun(writer);
        }
    }

    private void EmitSample(CodeWriter writer, PriorText prior)
    {
        bool isConditional = spec.Condition is not null;
        string classes = prior.Classes is { } count ? $", classes: {CSharpLiteral.Int(count)}" : string.Empty;
        string parameter = isConditional ? $"global::RepLearn.Conditions<{_vectors.Type}> conditions, " : string.Empty;
        writer.Line();
        writer.Line($"/// <summary>Decodes codes drawn from the prior {prior.Description}{(isConditional ? ", each with its condition" : string.Empty)}.</summary>");
        writer.Line("/// <param name=\"count\">Examples to draw; at least 1.</param>");
        if (isConditional)
        {
            writer.Line("/// <param name=\"conditions\">One for each example, or one for all.</param>");
        }

        writer.Line("/// <param name=\"seed\">Decides the codes.</param>");
        writer.Line("/// <returns>The outputs' means, one row per example.</returns>");
        writer.Line($"public {_vectors.Type}[] Sample(int count, {parameter}ulong seed) => base.Sample{prior.Method}(count, seed{(isConditional ? ", conditions" : string.Empty)}{classes});");
    }

    private void EmitCost(CodeWriter writer)
    {
        writer.Lines($"""
            /// <remarks>
            /// <para>{Grouped(_cost.Parameters)} parameters, {Grouped(_cost.Parameters * _cost.BytesPerValue)} bytes.</para>
            /// <para>Multiply-adds per example: {Grouped(_cost.ForwardMultiplyAdds)} forward, {Grouped(_cost.StepMultiplyAdds)} in a training step. An elementwise result counts as 4, whatever is computed on the way to it.</para>
            /// <para>Working memory of a training step: {Grouped(_cost.SavedBytes + _cost.WorkspaceBytes)} bytes per example, of which {Grouped(_cost.SavedBytes)} are saved for the whole batch, and {Grouped(_cost.FixedBytes)} bytes whatever the batch.</para>
            /// </remarks>
            """);
    }

    private static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private void EmitRun(CodeWriter writer)
    {
        writer.Line("/// <inheritdoc/>");
        using (writer.Open($"protected override void Run(int program, global::RepLearn.Runtime.Worker<{_vectors.Type}> worker)"))
        using (writer.Open("switch (program)"))
        {
            for (int index = 0; index < plans.Length; index++)
            {
                writer.Line($"case {CSharpLiteral.Int(index)}:");
                writer.Line($"    {Qualified}.{Same(plans[index]).Program.Name}(worker);");
                writer.Line("    break;");
            }
        }
    }

    // The first program that computes the same: without noise and schedules, testing is evaluating.
    private Plan Same(Plan plan)
    {
        foreach (Plan other in plans)
        {
            if (other.Program.ComputesTheSameAs(plan.Program))
            {
                return other;
            }
        }

        return plan;
    }

    private string PrintPrograms()
    {
        var writer = new CodeWriter(indentation: 2);
        int[] offsets = ParameterLayout.Offsets(_model);
        var loops = new LoopLibrary(_vectors);
        foreach (Plan plan in plans)
        {
            if (ReferenceEquals(Same(plan), plan))
            {
                writer.Line();
                new ProgramEmitter(plan, _vectors, loops, offsets).Emit(writer);
                loops.EmitPending(writer);
            }
        }

        _vectors.EmitFunctions(writer);
        return writer.ToString();
    }
}
