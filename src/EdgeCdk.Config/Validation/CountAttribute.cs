namespace EdgeCdk.Config.Validation;

/// <summary>How many items a list may have, both ends included.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CountAttribute(int minimum, int maximum) : Attribute
{
    public int Minimum { get; } = minimum;

    public int Maximum { get; } = maximum;

    /// <summary>The allowed numbers of items, to follow the word "use".</summary>
    public string Allowed => Minimum == 0 ? $"at most {Maximum} items" : $"{Minimum} to {Maximum} items";

    /// <summary>Whether a list may have so many items.</summary>
    public bool Accepts(int count) => count >= Minimum && count <= Maximum;
}
