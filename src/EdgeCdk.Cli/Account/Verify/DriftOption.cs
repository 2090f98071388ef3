using System.CommandLine;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>The option <c>--drift</c>.</summary>
internal sealed class DriftOption : Option<bool>
{
    public DriftOption()
        : base("--drift") =>
        Description = "Let CloudFormation look for changes by hand, which takes minutes. Default: what it found the last time";
}
