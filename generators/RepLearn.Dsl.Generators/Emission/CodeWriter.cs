using System.Text;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>Lines of C# with their indentation; newlines are <c>\n</c> everywhere.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _indentation;

    public void Line(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', 4 * _indentation).Append(line);
        }

        _text.Append('\n');
    }

    /// <summary>Several lines at once, each at the current indentation.</summary>
    public void Lines(string lines)
    {
        foreach (string line in lines.TrimEnd('\n').Split('\n'))
        {
            Line(line);
        }
    }

    /// <summary>A header and a block in braces, which ends with the returned value's disposal.</summary>
    public Block Open(string header)
    {
        Line(header);
        Line("{");
        _indentation++;
        return new Block(this);
    }

    public override string ToString() => _text.ToString();

    internal readonly struct Block(CodeWriter writer) : IDisposable
    {
        public void Dispose()
        {
            writer._indentation--;
            writer.Line("}");
        }
    }
}
