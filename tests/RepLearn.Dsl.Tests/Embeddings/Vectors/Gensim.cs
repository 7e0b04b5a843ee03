using System.Text;
using System.Text.Json;
using RepLearn.Embeddings;
using RepLearn.Embeddings.Vectors;

namespace RepLearn.Tests.Embeddings.Vectors;

/// <summary>Vectors that gensim wrote and its answers about them; Fixtures/make_fixtures.py made them.</summary>
internal static class Gensim
{
    public static JsonElement Answers { get; } = JsonDocument.Parse(File.ReadAllBytes(PathOf("gensim.json"))).RootElement;

    public static WordVectors Families { get; } = Read("families.bin");

    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Embeddings", "Fixtures", file);

    /// <summary>A binary file of gensim's, without the reader that is under test.</summary>
    public static WordVectors Read(string file)
    {
        using var reader = new BinaryReader(File.OpenRead(PathOf(file)));
        string[] header = ReadUntil(reader, '\n').Split(' ');
        var words = new string[int.Parse(header[0])];
        var rows = new float[words.Length * int.Parse(header[1])];
        for (int word = 0; word < words.Length; word++)
        {
            words[word] = ReadUntil(reader, ' ');
            for (int place = 0; place < rows.Length / words.Length; place++)
            {
                rows[(word * (rows.Length / words.Length)) + place] = reader.ReadSingle();
            }
        }

        return new WordVectors(words, rows, rows.Length / words.Length);
    }

    public static (string Word, float Score)[] Ranked(params string[] path) =>
        [.. path.Aggregate(Answers, (element, name) => element.GetProperty(name)).EnumerateArray().Select(entry => (entry[0].GetString()!, entry[1].GetSingle()))];

    public static JsonProperty[] Questions(string name) => [.. Answers.GetProperty(name).EnumerateObject()];

    private static string ReadUntil(BinaryReader reader, char end)
    {
        List<byte> bytes = [];
        for (byte next = reader.ReadByte(); next != end; next = reader.ReadByte())
        {
            bytes.Add(next);
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
