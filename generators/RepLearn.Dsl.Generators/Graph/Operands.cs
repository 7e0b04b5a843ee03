namespace RepLearn.Dsl.Generators.Graph;

/// <summary>Questions about an operation's operands.</summary>
internal static class Operands
{
    /// <summary>Whether any of them was made by an operation.</summary>
    public static bool HasAny(Node[] operands, Op op)
    {
        foreach (Node operand in operands)
        {
            if (operand.Op == op)
            {
                return true;
            }
        }

        return false;
    }

    public static bool AreAll(Node[] operands, Op op)
    {
        foreach (Node operand in operands)
        {
            if (operand.Op != op)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The operands, with what an operation was applied to in place of its results.</summary>
    public static Node[] Without(Node[] operands, Op op)
    {
        var plain = new Node[operands.Length];
        for (int index = 0; index < plain.Length; index++)
        {
            plain[index] = operands[index].Op == op ? operands[index][0] : operands[index];
        }

        return plain;
    }
}
