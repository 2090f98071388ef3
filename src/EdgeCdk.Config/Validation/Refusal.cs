namespace EdgeCdk.Config.Validation;

/// <summary>What is wrong with a value, what would be right, and what to do: the words of a <see cref="Problem"/>.</summary>
internal sealed record Refusal(string Fault, string Allowed, string Remedy)
{
    /// <summary>Whether the value holds a secret, and so is in no answer. Default: false.</summary>
    public bool HidesValue { get; init; }
}
