namespace RepLearn.Embeddings;

/// <summary>"a is to b as c is to d", for example man, king, woman, queen.</summary>
/// <param name="A">The first word.</param>
/// <param name="B">The word that belongs to it.</param>
/// <param name="C">Another word.</param>
/// <param name="Expected">The word d that belongs to it: the right answer.</param>
public readonly record struct AnalogyQuestion(string A, string B, string C, string Expected);
