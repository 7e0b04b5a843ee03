using RepLearn.Dsl.Generators.Graph;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>A loop as the text of a method without its name, and what its callers pass.</summary>
/// <param name="Title">A name that says what the loop computes.</param>
/// <param name="Buffers">Values in memory, passed by reference in this order.</param>
/// <param name="Scalars">Numbers known at the start, passed after them.</param>
/// <param name="NeedsBatch">Whether the batch's size is passed.</param>
/// <param name="NeedsTerms">Whether the loss terms are passed.</param>
internal sealed record LoopMethod(
    string Title,
    IReadOnlyList<string> Formulas,
    IReadOnlyList<string> Parameters,
    string Body,
    IReadOnlyList<Node> Buffers,
    IReadOnlyList<Node> Scalars,
    bool NeedsBatch,
    bool NeedsTerms);
