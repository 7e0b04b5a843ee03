namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>What the generated part of a kind of models declares and derives from.</summary>
/// <param name="baseClass">The generic base class, without its namespace.</param>
/// <param name="baseNamespace">Its namespace.</param>
/// <param name="constructors">The generated constructors, of which users call the first.</param>
/// <param name="members">The members that the generated part declares: constants and properties by name, methods with their parameters.</param>
internal sealed class GeneratedForm(string baseNamespace, string baseClass, GeneratedConstructor[] constructors, GeneratedMember[] members)
{
    public readonly string BaseNamespace = baseNamespace;
    public readonly string BaseClass = baseClass;
    public readonly GeneratedConstructor[] Constructors = constructors;
    public readonly GeneratedMember[] Members = members;

    /// <summary>Whether a member has this name.</summary>
    public bool Has(string name)
    {
        foreach (GeneratedMember member in Members)
        {
            if (member.Name == name)
            {
                return true;
            }
        }

        return false;
    }

    private const string Worker = "RepLearn.Runtime.Worker<>";
    private const string Batch = "RepLearn.Embeddings.Runtime.GroupBatch<>";

    public static readonly GeneratedForm Autoencoder = new(
        "RepLearn", "Autoencoder", [new("ulong seed", "this(seed)", ["ulong"])],
        [
            new("InputSize"), new("LatentSize"), new("ParameterCount"), new("Layout"), new("Settings"), new("SettingValues"),
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
