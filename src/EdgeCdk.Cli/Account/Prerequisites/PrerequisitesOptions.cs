using System.CommandLine;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Prerequisites;

/// <summary>What <c>edge prerequisites</c> takes.</summary>
internal sealed class PrerequisitesOptions(CommandContext context)
{
    public Option<string?> Edge { get; } = new CheckedOption<string?>("--edge", OptionRules.Key("edge.name"))
    {
        Description = "Name of the edge, for the commands that are shown",
    };

    public Option<string?> Onboarding { get; } = new CheckedOption<string?>("--onboarding", OptionRules.Stack)
    {
        Description = "Name of the deployed stack: write its onboarding values",
    };

    public Option<string?> Region { get; } = new CheckedOption<string?>("--region", OptionRules.Region)
    {
        Description = "Region of the stack",
    };

    public Option<string?> Output { get; } = new CheckedOption<string?>("--output", OptionRules.OutputFile(context), "-o")
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
    }
}
