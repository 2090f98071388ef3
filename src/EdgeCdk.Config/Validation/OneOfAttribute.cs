namespace EdgeCdk.Config.Validation;

/// <summary>One of a fixed set of numbers or texts.</summary>
internal class OneOfAttribute(params object[] values) : ConstraintAttribute
{
    public IReadOnlyList<object> Values { get; } = values;

    public override string Allowed => $"one of {string.Join(", ", Values)}";

    public override bool Accepts(object value) => Values.Contains(value);
}
