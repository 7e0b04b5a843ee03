namespace RepLearn.Embeddings.Vectors;

/// <summary>Makes the vector of a word that has no row, from its parts.</summary>
/// <param name="word">The word.</param>
/// <param name="vector">Room for the vector.</param>
/// <returns>Whether there were parts to make it from.</returns>
internal delegate bool ComposeVector(string word, Span<float> vector);
