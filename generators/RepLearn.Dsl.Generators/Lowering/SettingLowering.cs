using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>The numbers of the declaration that are read when a program runs, in the order in which lowering first meets them.</summary>
internal sealed class SettingLowering(ArrayGraph graph)
{
    private readonly Dictionary<SettingSpec, Node> _nodes = [];

    /// <summary>All, each with a name of its own.</summary>
    public List<SettingSpec> Settings { get; } = [];

    public Node Of(SettingSpec declared)
    {
        if (!_nodes.TryGetValue(declared, out Node? node))
        {
            SettingSpec setting = declared with { Name = SettingSpec.Unique(declared.Name, name => Settings.Exists(other => other.Name == name)) };
            node = graph.Setting($"{char.ToLowerInvariant(setting.Name[0])}{setting.Name.Substring(1)}", Settings.Count, setting.Declared);
            Settings.Add(setting);
            _nodes.Add(declared, node);
        }

        return node;
    }
}
