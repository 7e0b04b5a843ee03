namespace RepLearn.Dsl.Generators.Graph;

/// <summary>A value as text, in C# or as a formula, with how tightly its outermost operator binds.</summary>
internal sealed class Expression(string text, Binding binding)
{
    public readonly string Text = text;
    public readonly Binding Binding = binding;

    /// <summary>The text as an operand of an operator that binds as given.</summary>
    public string Within(Binding outer, bool rightOperand = false) =>
        Binding < outer || (rightOperand && Binding == outer) ? $"({Text})" : Text;

    public override string ToString() => Text;
}

/// <summary>Binding strength, weakest first.</summary>
internal enum Binding
{
    Choice,
    Sum,
    Product,
    Sign,
    Atom,
}
