using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>
/// The emulated AWS as commands ask it, through the client that a test has: calls as the AWS CLI takes them, with answers of the same
/// shape.
/// </summary>
internal sealed class ClientAws(AwsClient client) : IAws
{
    private static readonly string[] Lists = ["Filter", "VpcIds", "GroupIds"];

    public JsonObject Ask(string region, params IReadOnlyList<string> arguments)
    {
        var parameters = new JsonObject();
        for (var at = 2; at < arguments.Count;)
        {
            var name = Pascal(arguments[at].TrimStart('-'));
            var values = arguments.Skip(at + 1).TakeWhile(value => !value.StartsWith("--", StringComparison.Ordinal)).ToList();
            parameters[name] = name == "Filters" ? new JsonArray([.. values.Select(Filter)])
                : Lists.Contains(name) ? new JsonArray([.. values.Select(value => JsonValue.Create(value))])
                : values[0];
            at += values.Count + 1;
        }

        return client.Call(arguments[0], arguments[1].Replace('-', '_'), parameters).AsObject();
    }

    // Name=vpc-id,Values=a,b
    private static JsonObject Filter(string text)
    {
        var parts = text.Split(",Values=");
        return new()
        {
            ["Name"] = parts[0]["Name=".Length..],
            ["Values"] = new JsonArray([.. parts[1].Split(',').Select(value => JsonValue.Create(value))]),
        };
    }

    private static string Pascal(string name) => string.Concat(name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
