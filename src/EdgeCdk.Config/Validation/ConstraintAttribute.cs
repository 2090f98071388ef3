namespace EdgeCdk.Config.Validation;

/// <summary>
/// What a single value must be. Stands on a property of a configuration record; on a list or a map it applies to each item.
/// Rules over several keys are functions in <c>Rules</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class ConstraintAttribute : Attribute
{
    /// <summary>The allowed values, to follow the word "use".</summary>
    public abstract string Allowed { get; }

    /// <summary>Where the right value is found.</summary>
    public virtual string Remedy => "correct the value";

    /// <summary>Whether the value may stand here.</summary>
    public abstract bool Accepts(object value);

    /// <summary>What to say about a value that is not accepted.</summary>
    public virtual Refusal Refuse(object value) => new($"is {Problem.Shown(value)}", Allowed, Remedy);
}

/// <summary>What is wrong with a value, what would be right, and what to do: the words of a <see cref="Problem"/>.</summary>
public sealed record Refusal(string Fault, string Allowed, string Remedy);

/// <summary>How many items a list may have, both ends included.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CountAttribute(int minimum, int maximum) : Attribute
{
    public int Minimum { get; } = minimum;

    public int Maximum { get; } = maximum;

    /// <summary>The allowed numbers of items, to follow the word "use".</summary>
    public string Allowed => Minimum == 0 ? $"at most {Maximum} items" : $"{Minimum} to {Maximum} items";

    /// <summary>Whether a list may have so many items.</summary>
    public bool Accepts(int count) => count >= Minimum && count <= Maximum;
}

/// <summary>A whole number, both ends included.</summary>
public sealed class RangeAttribute(int minimum, int maximum) : ConstraintAttribute
{
    public int Minimum { get; } = minimum;

    public int Maximum { get; } = maximum;

    public override string Allowed => $"a whole number from {Minimum} to {Maximum}";

    public override bool Accepts(object value) => value is int number && number >= Minimum && number <= Maximum;
}

/// <summary>One of a fixed set of numbers or texts.</summary>
public sealed class OneOfAttribute(params object[] values) : ConstraintAttribute
{
    public IReadOnlyList<object> Values { get; } = values;

    public override string Allowed => $"one of {string.Join(", ", Values)}";

    public override bool Accepts(object value) => Values.Contains(value);
}
