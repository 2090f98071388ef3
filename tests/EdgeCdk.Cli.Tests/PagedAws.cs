using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Tests;

/// <summary>AWS that answers in two pages, of which the AWS CLI reads the first.</summary>
/// <param name="first">The first answer; its NextToken is <c>more</c> when there is a next one.</param>
/// <param name="next">The answer to the next token.</param>
internal sealed class PagedAws(string first, string next) : IAws
{
    public JsonObject Ask(string region, params IReadOnlyList<string> arguments) =>
        JsonNode.Parse(arguments is [.., "--next-token", "more"] ? next : first)!.AsObject();
}
