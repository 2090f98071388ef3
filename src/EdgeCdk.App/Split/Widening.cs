namespace EdgeCdk.App.Split;

/// <summary>A statement that allows more in the template of a team than in the stack of an edge that creates everything.</summary>
/// <param name="Holder">Name of the role, or construct path of the endpoint, that has the policy.</param>
/// <param name="Statement">Sid of the statement.</param>
/// <param name="Resource">Construct path of the resource that the stack would name.</param>
/// <param name="Pattern">What the statement names instead.</param>
/// <param name="AlsoMatches">What else the pattern matches, and why that is acceptable.</param>
internal sealed record Widening(string Holder, string Statement, string Resource, string Pattern, string AlsoMatches);
