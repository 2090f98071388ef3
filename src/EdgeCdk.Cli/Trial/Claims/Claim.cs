using System.Text.Json.Serialization;

namespace EdgeCdk.Cli.Trial.Claims;

/// <summary>A sentence about AWS that only a real account can settle.</summary>
/// <param name="Id">What reports and documents call it; never changed.</param>
/// <param name="Step">The step of the trial that settles it, or <see cref="ByHand"/>.</param>
/// <param name="Text">The sentence.</param>
/// <param name="How">The evidence that settles it; what to do, for one that is settled by hand.</param>
/// <param name="Yes">What follows when it is true.</param>
/// <param name="No">What follows when it is false.</param>
internal sealed record Claim(
    string Id, string Step, [property: JsonPropertyName("claim")] string Text, string How, string Yes, string No)
{
    /// <summary>In place of a step: no step of the trial settles it.</summary>
    public const string ByHand = "by hand";
}
