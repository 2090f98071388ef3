namespace EdgeCdk.Config.Validation;

/// <summary>A whole number, both ends included.</summary>
internal sealed class RangeAttribute(int minimum, int maximum) : ConstraintAttribute
{
    public int Minimum { get; } = minimum;

    public int Maximum { get; } = maximum;

    public override string Allowed => $"a whole number from {Minimum} to {Maximum}";

    public override bool Accepts(object value) => value is int number && number >= Minimum && number <= Maximum;
}
