using RepLearn.Evaluation;
using Xunit;

namespace RepLearn.Tests.Evaluation.Codes;

public sealed class ConceptTests
{
    private static readonly Concept s_even = Concept.OfLabel([0, 1, 0, 1, 0, 1, 0, 1], 0);
    private static readonly Concept s_large = Concept.OfUnit([9, 0, 9, 1, 9, 2, 9, 3, 9, 4, 9, 5, 9, 6, 9, 7], 2, 1, threshold: 3);

    [Fact]
    public void Operators_AreThoseOfSets()
    {
        Assert.Equal([4, 5, 6, 7], s_large.ToRows());
        Assert.Equal([4, 6], (s_even & s_large).ToRows());
        Assert.Equal([0, 2, 4, 5, 6, 7], (s_even | s_large).ToRows());
        Assert.Equal([0, 2, 5, 7], (s_even ^ s_large).ToRows());
        Assert.Equal([0, 2], (s_even - s_large).ToRows());
        Assert.Equal([1, 3, 5, 7], (!s_even).ToRows());
        Assert.Equal((!(s_even & s_large)).ToRows(), (!s_even | !s_large).ToRows());
        Assert.Equal(4, s_even.Rows);
        Assert.Equal(8, s_even.Count);
        Assert.True(s_even[2]);
        Assert.Equal([0, 2, 4, 6], s_even.ToRows());
    }

    [Fact]
    public void Shares_AreThoseOfTheFormulas()
    {
        Concept none = s_even & !s_even;
        Assert.Equal(0.5, s_large.Implies(s_even));
        Assert.Equal(1, (s_even & s_large).Implies(s_even));
        Assert.Equal(1, none.Implies(s_even));
        Assert.Equal(2 / 6.0, s_even.Overlap(s_large), 1e-15);
        Assert.Equal(1, none.Overlap(none));
        Assert.Equal([1], Concept.Above([0.5, 2], 0.5).ToRows());
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Concept.Of([]));
        Assert.Throws<ArgumentException>(() => Concept.Above([1, double.NaN], 0));
        Assert.Throws<ArgumentException>(() => Concept.Above([1], double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Concept.OfUnit([1, 2], 2, 2));
        Assert.Contains("same 8 rows", Assert.Throws<ArgumentException>(() => s_even & Concept.Of([true])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => s_even[8]);
    }
}
