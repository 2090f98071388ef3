using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>What the checks of one round look at.</summary>
/// <param name="Aws">The account in the region of the edge.</param>
/// <param name="Edge">The edge and its file.</param>
/// <param name="Stack">Its stack.</param>
/// <param name="Back">How far back logs are searched.</param>
internal sealed record VerifyTarget(RegionalAws Aws, EdgePlace Edge, DeployedStack Stack, TimeSpan Back)
{
    /// <summary>Whether CloudFormation looks for drift now, which takes minutes. Default: no.</summary>
    public bool DetectsDrift { get; init; }

    /// <summary>The account without kept answers, for what is asked until it changes. Default: the same.</summary>
    public RegionalAws Live { get; init; } = Aws;

    /// <summary>What the edge file says.</summary>
    public EdgeConfig Config => Edge.Definition!.Config;

    /// <summary>A command for a user, as a remedy.</summary>
    public string Command(string rest) => $"`aws {rest} --region {Edge.Region}`";
}
