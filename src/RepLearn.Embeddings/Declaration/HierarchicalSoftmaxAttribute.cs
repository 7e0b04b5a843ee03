namespace RepLearn;

/// <summary>
/// Predicts a word by its path in the Huffman tree of the counts: <c>−Σ ln σ(±h·uₙ)</c> over the inner nodes n from the root,
/// + where the path's code is 0 and − where it is 1 (Morin and Bengio 2005; Mikolov et al. 2013).
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class HierarchicalSoftmaxAttribute : Attribute;
