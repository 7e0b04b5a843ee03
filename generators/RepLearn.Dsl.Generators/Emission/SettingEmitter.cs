using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>Prints the property <c>Settings</c> with a member for each number that a model can be given another of.</summary>
internal static class SettingEmitter
{
    /// <summary>The generated class of the members.</summary>
    public const string Values = "SettingValues";

    private const string Base = "global::RepLearn.ModelSettings";

    public static void EmitProperty(CodeWriter writer, List<SettingSpec> settings)
    {
        writer.Line("/// <summary>Numbers of the declaration that this model can be given others of. They take effect with the next call.</summary>");
        writer.Line($"public override {Values} Settings => new {Values}(base.Settings);");
        writer.Line();
        writer.Line("/// <summary>Weights of the loss's terms and levels of noise.</summary>");
        using (writer.Open($"public sealed class {Values} : {Base}"))
        {
            writer.Lines($$"""
                internal {{Values}}({{Base}} all)
                    : base(all)
                {
                }
                """);
            for (int index = 0; index < settings.Count; index++)
            {
                SettingSpec setting = settings[index];
                writer.Line();
                writer.Line($"/// <summary>{setting.Description} {Number(setting.Declared)} as declared.</summary>");
                writer.Line($"/// <exception cref=\"global::System.ArgumentOutOfRangeException\">The number is not {TextOf(setting.Range)}, or in the model's precision out of the range of a declaration.</exception>");
                using (writer.Open($"public double {setting.Name}"))
                {
                    writer.Line($"get => ValueAt({CSharpLiteral.Int(index)});");
                    writer.Line($"set => SetAt({CSharpLiteral.Int(index)}, value);");
                }
            }
        }
    }

    /// <summary>Prints a class with all that a declaration may have, of a model that has an error; in the oldest C#.</summary>
    /// <param name="penalties">The user's functions that the declaration has as penalties.</param>
    /// <param name="throw">What each member does.</param>
    public static void EmitSkeleton(CodeWriter writer, IEnumerable<string> penalties, string @throw)
    {
        writer.Line("/// <summary>Not generated.</summary>");
        using (writer.Open($"public sealed class {Values} : {Base}"))
        {
            writer.Line($"private {Values}() : base(null) {{ }}");
            foreach (string name in SettingSpec.Names(penalties))
            {
                writer.Line("/// <summary>Not generated.</summary>");
                writer.Line($"public double {name} {{ get {{ {@throw} }} set {{ {@throw} }} }}");
            }
        }
    }

    /// <summary>What the runtime must know of each.</summary>
    public static void EmitInfo(CodeWriter writer, List<SettingSpec> settings)
    {
        if (settings.Count == 0)
        {
            return;
        }

        writer.Line("    Settings = new SettingInfo[]");
        writer.Line("    {");
        foreach (SettingSpec setting in settings)
        {
            writer.Line($"        new({CSharpLiteral.Text(setting.Name)}, {CSharpLiteral.Double(setting.Declared)}, SettingRange.{setting.Range}),");
        }

        writer.Line("    },");
    }

    private static string Number(double declared) => CSharpLiteral.Double(declared).TrimEnd('d');

    private static string TextOf(SettingRange range) => range switch
    {
        SettingRange.Positive => "finite and above 0",
        SettingRange.Rate => "at least 0 and below 1",
        SettingRange.Share => "above 0 and below 1",
        _ => "finite and at least 0",
    };
}
