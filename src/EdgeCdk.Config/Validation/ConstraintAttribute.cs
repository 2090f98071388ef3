namespace EdgeCdk.Config.Validation;

/// <summary>
/// What a single value must be. Stands on a property of a configuration record; on a list or a map it applies to each item.
/// Rules over several keys are functions in <c>Rules</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal abstract class ConstraintAttribute : Attribute
{
    /// <summary>The allowed values, to follow the word "use".</summary>
    public abstract string Allowed { get; }

    /// <summary>Where the right value is found.</summary>
    public virtual string Remedy => "correct the value";

    /// <summary>Whether the value may stand here.</summary>
    public abstract bool Accepts(object value);

    /// <summary>The message about a value that is not accepted.</summary>
    public virtual Refusal Refuse(object value) => new($"is {Problem.Shown(value)}", Allowed, Remedy);
}
