using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Lowering;

/// <summary>The numbers of the declaration that are read when a program runs, in the order in which lowering first meets them.</summary>
internal sealed class SettingLowering(ArrayGraph graph)
{
    /// <summary>All, each with a name of its own.</summary>
    public readonly List<SettingSpec> Settings = [];

    // The same as they are written, without numbers behind their names.
    private readonly List<SettingSpec> _declared = [];

    public Node Of(SettingSpec declared)
    {
        int index = 0;
        while (index < _declared.Count && !_declared[index].IsSame(declared))
        {
            index++;
        }

        if (index == _declared.Count)
        {
            _declared.Add(declared);
            Settings.Add(declared.Among(Settings));
        }

        return graph.Setting(Casing.Lower(Settings[index].Name), index, declared.Declared);
    }
}
