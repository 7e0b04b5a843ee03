using System.Collections.Immutable;
using System.Globalization;
using RepLearn.Dsl.Generators.Diagnostics;
using RepLearn.Dsl.Generators.Model;

namespace RepLearn.Dsl.Generators.Declarations;

/// <summary>Reads attributes' arguments and reports the ones out of range at the argument itself.</summary>
internal static class ArgumentReader
{
    /// <summary>A number of values; at least 1.</summary>
    /// <param name="missing">The value of a property that is not given.</param>
    /// <param name="least">The smallest that makes sense.</param>
    /// <param name="most">The largest that is served.</param>
    public static int Size(DeclarationContext context, ModelAttribute attribute, string argument, int missing = 0, int least = 1, int most = int.MaxValue)
    {
        int size = (int)(attribute.Value(argument) ?? missing);
        if (size < 1)
        {
            context.Problems.Report(
                ModelDescriptors.SizeNotPositive, attribute.PlaceOf(argument), Casing.Upper(argument), attribute.Name, size.ToString(CultureInfo.InvariantCulture), least.ToString(CultureInfo.InvariantCulture));
        }
        else if (size < least || size > most)
        {
            Report(
                context, attribute, argument, size.ToString(CultureInfo.InvariantCulture),
                size < least ? $"at least {least.ToString(CultureInfo.InvariantCulture)}" : $"at most {most.ToString(CultureInfo.InvariantCulture)}");
        }

        return size;
    }

    /// <summary>A number in a range, which neither vanishes nor overflows in the model's precision.</summary>
    /// <param name="missing">The value of a property that is not given.</param>
    public static double Number(
        DeclarationContext context, ModelAttribute attribute, string argument, NumberRange range, double missing = double.NaN)
    {
        double value = (double)(attribute.Value(argument) ?? missing);
        Check(context, attribute, argument, range, value);
        return value;
    }

    /// <summary>Numbers, each as <see cref="Number"/>; none where the property is not given.</summary>
    public static EquatableArray<double> Numbers(DeclarationContext context, ModelAttribute attribute, string argument, NumberRange range)
    {
        var numbers = EquatableArray<double>.From(attribute.Values(argument).Cast<double>());
        foreach (double number in numbers)
        {
            Check(context, attribute, argument, range, number);
        }

        return numbers;
    }

    private static void Check(DeclarationContext context, ModelAttribute attribute, string argument, NumberRange range, double value)
    {
        double largest = range.LargestFactor(context.Precision);
        if (!range.Admits(value))
        {
            Report(context, attribute, argument, Format(value), range.Text);
        }
        else if (value != 0 && !(value >= 1 / largest && value <= largest))
        {
            string bounds = $"in {context.NumberType} from {Power(1 / largest)} to {Power(largest)}";
            Report(context, attribute, argument, Format(value), $"{range.Text}, {bounds}, so that products with it neither vanish nor overflow");
        }
        else if (context.Precision == ModelPrecision.Single && !range.Admits((float)value))
        {
            string rounded = Format((float)value);
            Report(context, attribute, argument, $"{Format(value)}, in float {rounded}", range.Text + ", after rounding to float too");
        }
    }

    /// <summary>A count; at least 0.</summary>
    /// <param name="most">The largest that is served.</param>
    public static int Count(DeclarationContext context, ModelAttribute attribute, string argument, int most = int.MaxValue)
    {
        int count = (int)(attribute.Value(argument) ?? 0);
        if (count < 0 || count > most)
        {
            string bound = count < 0 ? "at least 0" : $"at most {most.ToString(CultureInfo.InvariantCulture)}";
            Report(context, attribute, argument, count.ToString(CultureInfo.InvariantCulture), bound);
        }

        return count;
    }

    /// <summary>A member of an enumeration by its place; 0 where it has none.</summary>
    public static int Member(
        DeclarationContext context, ModelAttribute attribute, string argument, string enumeration, ImmutableArray<string> members)
    {
        int value = (int)(attribute.Value(argument) ?? 0);
        if (value >= 0 && value < members.Length)
        {
            return value;
        }

        context.Problems.Report(
            DeclarationDescriptors.UnknownEnumValue,
            attribute.PlaceOf(argument),
            Casing.Upper(argument),
            attribute.Name,
            value.ToString(CultureInfo.InvariantCulture),
            enumeration,
            string.Join(", ", members));
        return 0;
    }

    /// <summary>The shortest text that reads back as the same number.</summary>
    public static string Format(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A power of ten.</summary>
    public static string Power(double value) => value.ToString("0E+0", CultureInfo.InvariantCulture);

    /// <summary>Says that an argument is out of its range.</summary>
    /// <param name="value">What it is.</param>
    /// <param name="expected">Completes "expected …".</param>
    public static void Report(DeclarationContext context, ModelAttribute attribute, string argument, string value, string expected) =>
        context.Problems.Report(ModelDescriptors.NumberOutOfRange, attribute.PlaceOf(argument), Casing.Upper(argument), attribute.Name, value, expected);

    /// <summary>Says that a list is not what is expected; of one whose numbers are not written the C# compiler tells.</summary>
    public static void ReportList(DeclarationContext context, ModelAttribute attribute, string argument, string value, string expected)
    {
        SourcePlace place = attribute.PlaceOf(argument);
        if (attribute.IsWritten(argument) && CompilerErrors.Exist(context, place.Tree.GetRoot(context.Token).FindNode(place.Span)))
        {
            context.Problems.LeaveToCompiler();
            return;
        }

        Report(context, attribute, argument, value, expected);
    }
}
