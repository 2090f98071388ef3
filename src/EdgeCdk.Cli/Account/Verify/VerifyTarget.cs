using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>What the checks of one round look at.</summary>
/// <param name="Aws">The account.</param>
/// <param name="Edge">The edge and its file.</param>
/// <param name="Stack">Its stack.</param>
/// <param name="Back">How far back logs are searched.</param>
internal sealed record VerifyTarget(IAws Aws, EdgePlace Edge, DeployedStack Stack, TimeSpan Back)
{
    /// <summary>Whether drift is looked for anew, which takes minutes. Default: no.</summary>
    public bool DetectsDrift { get; init; }

    /// <summary>What the edge file says.</summary>
    public EdgeConfig Config => Edge.Definition!.Config;

    /// <summary>Asks AWS in the region of the edge.</summary>
    public JsonObject Ask(params IReadOnlyList<string> arguments) => Aws.Ask(Edge.Region, arguments);

    /// <summary>Asks AWS for a list.</summary>
    public IReadOnlyList<JsonObject> List(string name, params IReadOnlyList<string> arguments) =>
        [.. (Ask(arguments)[name] as JsonArray ?? []).Select(item => item!.AsObject())];

    /// <summary>A command that a user types, as a remedy.</summary>
    public string Command(string rest) => $"`aws {rest} --region {Edge.Region}`";
}
