using System.Globalization;
using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>The numbers of the declaration that are read when a program runs, in the order in which lowering first meets them.</summary>
internal sealed class SettingLowering(ArrayGraph graph)
{
    private readonly List<SettingSpec> _declared = [];
    private readonly Dictionary<SettingSpec, Node> _nodes = [];

    /// <summary>All, each with a name of its own.</summary>
    public List<SettingSpec> Settings { get; } = [];

    public Node Of(SettingSpec declared)
    {
        if (!_nodes.TryGetValue(declared, out Node? node))
        {
            // A penalty of the user's may be called as one that exists.
            int others = _declared.Count(other => other.Name == declared.Name);
            SettingSpec setting = others == 0 ? declared : declared with { Name = declared.Name + (others + 1).ToString(CultureInfo.InvariantCulture) };
            node = graph.Setting($"{char.ToLowerInvariant(setting.Name[0])}{setting.Name.Substring(1)}", Settings.Count, setting.Declared);
            _declared.Add(declared);
            Settings.Add(setting);
            _nodes.Add(declared, node);
        }

        return node;
    }
}
