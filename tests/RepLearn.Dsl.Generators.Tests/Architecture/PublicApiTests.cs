namespace RepLearn.Dsl.Generators.Tests.Architecture;

/// <summary>
/// What each library publishes is a reviewed text, so that a change of it shows in a diff: what users see, and apart from it what is
/// hidden from completion, which generated code and the other libraries call.
/// </summary>
public class PublicApiTests
{
    public static TheoryData<string> Projects => ["RepLearn.Numerics", "RepLearn.Dsl", "RepLearn.Embeddings", "RepLearn.Data", "RepLearn.Evaluation", "RepLearn.Extensions", "RepLearn.Extensions.Hnsw", "RepLearn.ML"];

    [Theory]
    [MemberData(nameof(Projects))]
    public Task Visible(string project) => Snapshot.Verify(PublicApi.Text(Library.Of(project), hidden: false), variant: project);

    [Theory]
    [MemberData(nameof(Projects))]
    public Task Hidden(string project) => Snapshot.Verify(PublicApi.Text(Library.Of(project), hidden: true), variant: project);

    [Fact]
    public void TheText_HasWhatCallersCanReach()
    {
        var library = new Library("Sketch",
        [
            ("A.cs", """
                using System.ComponentModel;
                namespace Sketch;
                public abstract class Base { protected Base(int size) { } internal int Inner; private protected int Narrow; protected abstract void Step(string? name = null); }
                public sealed class Leaf : Base, System.IDisposable { public Leaf() : base(1) { } protected override void Step(string? name) { } public void Dispose() { }
                    [EditorBrowsable(EditorBrowsableState.Never)] public ref float Row(in int index) => throw null!; }
                public readonly record struct Pair(int First, float Second = 0.5f);
                public enum Kind { None, Some = 4 }
                public class Plain { public int Size { get; init; } public class Nested { public const int Width = 16; } }
                public delegate void Told(int count);
                [EditorBrowsable(EditorBrowsableState.Never)] public static class Calls { public static void Run<T>(this T one) where T : struct { } }
                internal class Unseen { public int Size; }
                """),
        ]);

        Assert.Equal(
            """
            namespace Sketch

            Base: abstract class
                protected Base(int size)
                protected abstract void Step(string? name = null)

            Kind: enum
                None = 0
                Some = 4

            Leaf: sealed class (Base, IDisposable)
                public Leaf()
                public void Dispose()

            Pair: readonly record struct
                public Pair(int First, float Second = 0.5)
                public int First { get; init; }
                public float Second { get; init; }

            Plain.Nested: class
                public Nested()
                public const int Width = 16

            Plain: class
                public Plain()
                public int Size { get; init; }

            Told: delegate void Invoke(int count)


            """, PublicApi.Text(library, hidden: false));
        Assert.Equal(
            """
            namespace Sketch

            Calls: static class
                public static void Run<T>(this T one) where T : struct

            Leaf: sealed class (Base, IDisposable)
                public ref float Row(in int index)


            """, PublicApi.Text(library, hidden: true));
    }
}
