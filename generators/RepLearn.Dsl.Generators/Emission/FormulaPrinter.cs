using System.Globalization;
using RepLearn.Dsl.Generators.Graph;
using RepLearn.Dsl.Generators.Planning;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>
/// A value as a formula for a comment, in one step: values that are stored or have a name from the model by their names, the others
/// written out. <c>@</c> is a matrix product, <c>*</c> works element by element.
/// </summary>
internal sealed class FormulaPrinter(Plan plan)
{
    public string Define(Node node) => $"{node} = {Body(node).Text}";

    private Expression Reference(Node node)
    {
        if (node.Constant is { } constant)
        {
            return new(Number(constant), constant < 0 ? Binding.Sign : Binding.Atom);
        }

        bool isNamed = node.Op != Op.Identity && (node.Name is not null || node.Operands.Count == 0 || plan.Storage.ContainsKey(node));
        return isNamed ? new(node.ToString(), Binding.Atom) : Body(node);
    }

    private Expression Body(Node node)
    {
        Expression[] x = node.Operands.Select(Reference).ToArray();
        return node.Op switch
        {
            Op.Add => new($"{x[0].Within(Binding.Sum)} + {x[1].Within(Binding.Sum)}", Binding.Sum),
            Op.Subtract => new($"{x[0].Within(Binding.Sum)} − {x[1].Within(Binding.Sum, true)}", Binding.Sum),
            Op.Multiply when node[0] == node[1] => new($"{x[0].Within(Binding.Atom)}²", Binding.Atom),
            Op.Multiply => new($"{x[0].Within(Binding.Product)} * {x[1].Within(Binding.Product)}", Binding.Product),
            Op.Divide => new($"{x[0].Within(Binding.Product)} / {x[1].Within(Binding.Product, true)}", Binding.Product),
            Op.Negate => new($"−{x[0].Within(Binding.Sign, true)}", Binding.Sign),
            Op.Power => new($"{x[0].Within(Binding.Atom)}^{Number(node.Get<Exponent>().Value)}", Binding.Atom),
            Op.Function => new($"{node.Get<FunctionBody>().Body}({x[0].Text})", Binding.Atom),
            Op.Sigmoid => new($"σ({x[0].Text})", Binding.Atom),
            Op.Log => new($"ln({x[0].Text})", Binding.Atom),
            Op.Sqrt => new($"√({x[0].Text})", Binding.Atom),
            Op.Abs => new($"|{x[0].Text}|", Binding.Atom),
            Op.Maximum => new($"max({x[0].Text}, {x[1].Text})", Binding.Atom),
            Op.Minimum => new($"min({x[0].Text}, {x[1].Text})", Binding.Atom),
            Op.Step => new($"[{x[0].Text} > 0]", Binding.Atom),
            Op.Select => new($"({x[0].Text} > 0 ? {x[1].Text} : {x[2].Text})", Binding.Atom),
            Op.Reduce => new($"{Reduction(node.Reduction!)} ({x[0].Text})", Binding.Atom),
            Op.Broadcast or Op.Copy or Op.Detach or Op.RepeatRows or Op.Tile => x[0],
            Op.Identity => new("I", Binding.Atom),
            Op.Product => new($"{x[0].Within(Binding.Atom)} @ {x[1].Within(Binding.Atom)}", Binding.Product),
            Op.ProductTransposed => new($"{x[0].Within(Binding.Atom)} @ {x[1].Within(Binding.Atom)}ᵀ", Binding.Product),
            Op.TransposedProduct => new($"{x[0].Within(Binding.Atom)}ᵀ @ {x[1].Within(Binding.Atom)}", Binding.Product),
            Op.Convolve => new($"{x[0].Within(Binding.Atom)} ∗ {x[1].Within(Binding.Atom)}", Binding.Product),
            Op.ConvolveTransposed => new($"{x[0].Within(Binding.Atom)} ∗ᵀ {x[1].Within(Binding.Atom)}", Binding.Product),
            Op.PatchProduct => new($"patches({x[0].Text})ᵀ @ {x[1].Within(Binding.Atom)}", Binding.Product),
            Op.PairwiseSum => new($"Σ y of {x[1].Text} (k(‖{x[0].Text} − y‖²))", Binding.Atom),
            Op.PairwiseSlope => new($"Σ y of {x[1].Text} ({(x.Length > 2 ? $"{x[2].Text} * " : string.Empty)}2 k'(‖{x[0].Text} − y‖²) ({x[0].Text} − y))", Binding.Atom),
            Op.Reshape => new($"{x[0].Within(Binding.Atom)} as {Number(node.Shape.Rows)} {(node.Shape.Rows == 1 ? "row" : "rows")}", Binding.Atom),
            Op.RepeatPixels => new($"{x[0].Within(Binding.Atom)} per pixel", Binding.Atom),
            Op.SumPixels => new($"Σ pixels ({x[0].Text})", Binding.Atom),
            Op.ColumnIndex => new("column", Binding.Atom),
            Op.Noise => new(node.Get<NoiseSource>().Kind == NoiseKind.Uniform ? "U[0, 1)" : "N(0, 1)", Binding.Atom),
            _ when x.Length > 0 => new($"{node.Op.ToString().ToLowerInvariant()}({string.Join(", ", x.Select(part => part.Text))})", Binding.Atom),
            _ => new(node.ToString(), Binding.Atom),
        };
    }

    private static string Reduction(Reduction reduction)
    {
        string axis = reduction.Axis switch
        {
            ReduceAxis.Columns => "columns",
            ReduceAxis.ExampleRows => "each example's rows",
            ReduceAxis.Examples => "examples",
            _ => "rows",
        };
        return $"{(reduction.IsSum ? "Σ" : "max")} {axis}";
    }

    private static string Number(double value) => value.ToString("G9", CultureInfo.InvariantCulture);
}
