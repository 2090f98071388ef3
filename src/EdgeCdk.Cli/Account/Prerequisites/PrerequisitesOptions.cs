using System.CommandLine;
using System.CommandLine.Parsing;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config.Reference;

namespace EdgeCdk.Cli.Account.Prerequisites;

/// <summary>What <c>edge prerequisites</c> takes.</summary>
internal sealed class PrerequisitesOptions
{
    public Option<string?> Edge { get; } = new("--edge") { Description = "Name of the edge, for the commands that are shown" };

    public Option<string?> Onboarding { get; } = new("--onboarding")
    {
        Description = "Name of the deployed stack: write its onboarding values",
    };

    public Option<string?> Region { get; } = new("--region") { Description = "Region of the stack" };

    public Option<string?> Output { get; } = new("--output", "-o")
    {
        Description = $"File to write. Default: {PrerequisitesFiles.Template} or {PrerequisitesFiles.Onboarding}",
    };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[Edge, Onboarding, Region, Output])
            command.Add(option);
        command.Check(given =>
        {
            if (given.GetResult(Onboarding) is not null && given.GetResult(Region) is null)
                given.AddError("--onboarding needs --region");
        });
        command.Check(given => Check(given, "edge.name", Edge));
        command.Check(given => Check(given, "account.region", Region));
    }

    // By the rules of the key in an edge file.
    private static void Check(CommandResult given, string key, Option<string?> option)
    {
        if (given.GetValue(option) is not { } value)
            return;
        foreach (var problem in ConfigKey.Find(ConfigKey.OfEdge, key)!.Check(value))
            given.AddError(problem.Message);
    }
}
