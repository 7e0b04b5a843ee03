using System.Text;

namespace RepLearn.Dsl.Generators.Emission;

/// <summary>Lines of C# with their indentation; newlines are <c>\n</c> everywhere.</summary>
/// <param name="indentation">That of the first lines, where the text will stand in another one.</param>
internal sealed class CodeWriter(int indentation = 0)
{
    private const int LongestLine = 140;

    private readonly StringBuilder _text = new();
    private int _indentation = indentation;

    /// <summary>That of the next line, in steps of four spaces.</summary>
    public int Indentation => _indentation;

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

    /// <summary>The lines of another writer, each at the current indentation; none where it has none.</summary>
    public void Lines(CodeWriter part)
    {
        if (part._text.Length > 0)
        {
            Lines(part.ToString());
        }
    }

    /// <summary>What another writer made for this place.</summary>
    public void Text(string lines) => _text.Append(lines);

    /// <summary>A statement that is a call: on one line, or with its arguments on lines of their own where that would be too long.</summary>
    public void Call(string function, string[] arguments)
    {
        string line = $"{function}({string.Join(", ", arguments)});";
        if (IsShort(line))
        {
            Line(line);
            return;
        }

        Line($"{function}(");
        line = string.Empty;
        for (int index = 0; index < arguments.Length; index++)
        {
            string argument = arguments[index] + (index == arguments.Length - 1 ? ");" : ",");
            if (line.Length > 0 && !IsShort($"     {line} {argument}"))
            {
                Line($"    {line}");
                line = string.Empty;
            }

            line = line.Length == 0 ? argument : $"{line} {argument}";
        }

        Line($"    {line}");
    }

    /// <summary>The head of a method: on one line, or one parameter per line where that would be too long.</summary>
    public void Signature(string method, List<string> parameters)
    {
        string line = $"{method}({string.Join(", ", parameters)})";
        if (IsShort(line))
        {
            Line(line);
            return;
        }

        Line($"{method}(");
        for (int index = 0; index < parameters.Count; index++)
        {
            Line($"    {parameters[index]}{(index == parameters.Count - 1 ? ")" : ",")}");
        }
    }

    /// <summary>A header and a block in braces, which ends with the returned value's disposal.</summary>
    public BlockEnd Open(string header)
    {
        Line(header);
        return Block();
    }

    /// <summary>A block in braces, which ends with the returned value's disposal.</summary>
    public BlockEnd Block()
    {
        Line("{");
        return new BlockEnd(this, _indentation++);
    }

    public override string ToString() => _text.ToString();

    private bool IsShort(string line) => line.Length + (4 * _indentation) <= LongestLine;

    /// <summary>The end of a block, and of those in it that are still open.</summary>
    /// <param name="outside">The indentation around the block.</param>
    internal readonly struct BlockEnd(CodeWriter writer, int outside) : IDisposable
    {
        public void Dispose()
        {
            while (writer._indentation > outside)
            {
                writer._indentation--;
                writer.Line("}");
            }
        }
    }
}
