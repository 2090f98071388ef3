namespace EdgeCdk.Cli.Review.Judges;

/// <summary>One condition of a statement.</summary>
internal sealed record PolicyCondition(string Operator, string Key, IReadOnlyList<string> Values)
{
    /// <summary>Whether all that another lets pass passes this one, too.</summary>
    public bool Covers(PolicyCondition other)
    {
        if (Operator != other.Operator || !string.Equals(Key, other.Key, StringComparison.OrdinalIgnoreCase))
            return false;
        return Operator.Contains("Not", StringComparison.Ordinal) ? Values.All(other.Values.Contains) : other.Values.All(Values.Contains);
    }

    public override string ToString() => $"{Operator} {Key} = {string.Join(" or ", Values)}";
}
