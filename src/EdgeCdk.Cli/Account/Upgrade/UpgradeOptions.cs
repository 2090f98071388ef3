using System.CommandLine;
using EdgeCdk.Cli.Account.Verify;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Upgrade;

/// <summary>What <c>edge upgrade</c> takes.</summary>
internal sealed class UpgradeOptions
{
    public EdgeArguments Edge { get; } = new();

    public Option<string?> To { get; } = new CheckedOption<string?>("--to", OptionRules.Key("edge.release"))
    {
        Description = "Release to move to. Default: the next one",
    };

    public Option<string?> Deployed { get; } = new CheckedOption<string?>(
        "--deployed", new((name, value) => value == DeployedReleases.Account ? null : OptionRules.Key("edge.release").Fault(name, value)))
    {
        Description = "Deployed release; `account` asks AWS. Default: the release of the file",
    };

    public Option<bool> Back { get; } = new("--back") { Description = "Move back to the previous release" };

    public Option<bool> Drift { get; } = new DriftOption();

    public Option<bool> Yes { get; } = new("--yes", "-y") { Description = "Do not ask" };

    public void AddTo(Command command)
    {
        Edge.AddTo(command, takesStack: true);
        foreach (var option in (Option[])[To, Deployed, Back, Drift, Yes])
            command.Add(option);
        command.Check(given =>
        {
            var asksAccount = given.GetValue(Deployed) == DeployedReleases.Account;
            if (Edge.HasStack(given) && !asksAccount)
                given.AddError($"--stack goes with --deployed {DeployedReleases.Account}");
            if (given.GetValue(Drift) && !asksAccount)
                given.AddError($"--drift goes with --deployed {DeployedReleases.Account}");
        });
    }
}
