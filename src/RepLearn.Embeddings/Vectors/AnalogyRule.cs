namespace RepLearn.Embeddings;

/// <summary>How the answer <c>d</c> to "a is to b as c is to d" is chosen. All vectors are scaled to length 1 first.</summary>
public enum AnalogyRule
{
    /// <summary>3CosAdd: largest <c>cos(d, b − a + c)</c> (Mikolov, Yih and Zweig 2013).</summary>
    Add,

    /// <summary>
    /// 3CosMul: largest <c>s(d, b) s(d, c) / (s(d, a) + 1e-6)</c> with <c>s = (1 + cos) / 2</c> (Levy and Goldberg 2014), so
    /// that no one of the three decides alone.
    /// </summary>
    Multiply,
}
