using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Planning;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>
/// A value as a formula for a comment, in one step: values that are stored or have a name from the model by their names, the others
/// written out.
/// </summary>
internal sealed class FormulaPrinter(Plan plan)
{
    public string Define(Node node) => $"{node} = {Body(node)}";

    private Expression Reference(Node node)
    {
        bool isNamed = node.Op != Op.Identity && (node.Name is not null || node.Operands.Length == 0 || plan.Storage.ContainsKey(node));
        return isNamed ? Formula.Reference(node) : Body(node);
    }

    private Expression Body(Node node) => Formula.Of(node, Array.ConvertAll(node.Operands, Reference));
}
