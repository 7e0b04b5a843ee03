using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>The numbers of the declaration that are read when a program runs, in the order in which lowering first meets them.</summary>
internal sealed class SettingLowering(ArrayGraph graph)
{
    /// <summary>All, each with a name of its own.</summary>
    public readonly List<SettingSpec> Settings = [];

    private readonly List<SettingSpec> _declared = [];
    private readonly List<string> _names = [];
    private readonly List<Node> _nodes = [];

    public Node Of(SettingSpec declared)
    {
        for (int index = 0; index < _declared.Count; index++)
        {
            if (_declared[index].IsSame(declared))
            {
                return _nodes[index];
            }
        }

        SettingSpec setting = declared.Among(_names);
        Node node = graph.Setting(Casing.Lower(setting.Name), Settings.Count, setting.Declared);
        Settings.Add(setting);
        _declared.Add(declared);
        _names.Add(setting.Name);
        _nodes.Add(node);
        return node;
    }
}
