namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>What the generated part of a kind of models declares and derives from.</summary>
/// <param name="BaseClass">The generic base class, without its namespace.</param>
/// <param name="BaseNamespace">Its namespace.</param>
/// <param name="Constructors">The generated constructors, of which users call the first.</param>
/// <param name="Members">The members that the generated part declares: constants and properties by name, methods with their parameters.</param>
internal sealed record GeneratedForm(
    string BaseNamespace,
    string BaseClass,
    GeneratedConstructor[] Constructors,
    GeneratedMember[] Members)
{
    private const string Worker = "RepLearn.Runtime.Worker<>";
    private const string Batch = "RepLearn.Embeddings.Runtime.GroupBatch<>";

    public static readonly GeneratedForm Autoencoder = new(
        "RepLearn", "Autoencoder", [new("ulong seed", "this(seed)", ["ulong"])],
        [
            new("InputSize"), new("LatentSize"), new("ParameterCount"), new("Layout"),
            new("Clone", []), new("Describe", []), new("Load", ["string"]), new("Sample", ["int", "ulong"]),
            new("Sample", ["int", "RepLearn.Conditions<>", "ulong"]),
            new("Run", ["int", Worker]),
        ]);

    public static GeneratedForm Embedding => Embeddings.Form;

    // Made only where it is asked for.
    private static class Embeddings
    {
        public static readonly GeneratedForm Form = new(
            "RepLearn.Embeddings", "Embedding",
            [
                new("Vocabulary vocabulary, ulong seed", "this(vocabulary, seed)", ["RepLearn.Embeddings.Vocabulary", "ulong"]),
                new("EmbeddingFile file", "this(file)", ["RepLearn.Embeddings.EmbeddingFile"]),
            ],
            [
                new("Dimension"), new("Load", ["string"]), new("MemoryOf"),
                new("TrainGroups"), new("DifferentiateGroups"), new("AddRow"),
            ]);
    }
}
