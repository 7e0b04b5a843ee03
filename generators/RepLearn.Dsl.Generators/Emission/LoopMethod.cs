using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>A loop as the text of a method without its name, and what its callers pass.</summary>
/// <param name="title">A name that says what the loop computes.</param>
/// <param name="buffers">Values in memory, passed by reference in this order.</param>
/// <param name="scalars">Numbers known at the start, passed after them.</param>
/// <param name="needsBatch">Whether the batch's size is passed.</param>
/// <param name="needsTerms">Whether the loss terms are passed.</param>
internal sealed class LoopMethod(
    string title,
    string[] formulas,
    List<string> parameters,
    string body,
    Node[] buffers,
    Node[] scalars,
    bool needsBatch,
    bool needsTerms)
{
    public readonly string Title = title;

    /// <summary>The method's name in the generated file: that of the first of the same text.</summary>
    public string Name = title;

    public readonly string[] Formulas = formulas;
    public readonly List<string> Parameters = parameters;
    public readonly string Body = body;
    public readonly Node[] Buffers = buffers;
    public readonly Node[] Scalars = scalars;
    public readonly bool NeedsBatch = needsBatch;
    public readonly bool NeedsTerms = needsTerms;
}
