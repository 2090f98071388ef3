using System.CommandLine;
using System.CommandLine.Parsing;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Trial;

/// <summary>What <c>edge trial</c> takes.</summary>
internal sealed class TrialOptions(CommandContext context)
{
    public const string DefaultEdge = "trial";

    public Option<bool> List { get; } = new("--list") { Description = "Show the steps and the claims, and do nothing" };

    public Option<string?> Account { get; } = new CheckedOption<string?>(
        "--account", OptionRules.Form("[0-9]{12}", "an account id of 12 digits"))
    {
        Description = "The account to try in; it must be that of the credentials",
    };

    public Option<string?> Region { get; } = new CheckedOption<string?>("--region", OptionRules.Region)
    {
        Description = "The region to try in",
    };

    public Option<string> Edge { get; } = new CheckedOption<string>("--edge", OptionRules.Key("edge.name"))
    {
        Description = $"Name of the edge of the trial; no edge of the account may have it. Default: {DefaultEdge}",
        DefaultValueFactory = _ => DefaultEdge,
    };

    public Option<string> Directory { get; } = new CheckedOption<string>("--directory", OptionRules.OutputDirectory(context))
    {
        Description = "Directory of the trial: its state, its files and its report. Default: edge-trial",
        DefaultValueFactory = _ => "edge-trial",
    };

    public Option<string?> Onboarding { get; } = new CheckedOption<string?>(
        "--onboarding", OptionRules.File(context, "name a file with the blocks account, vpc and s3"))
    {
        Description = "File with blocks account, vpc and s3 of a network of your own. Default: the trial makes a network",
    };

    public Option<string?> Only { get; } = new CheckedOption<string?>("--only", new(Unknown))
    {
        Description = "Steps to do, separated by commas. Default: all",
    };

    public Option<string?> Skip { get; } = new CheckedOption<string?>("--skip", new(Unknown))
    {
        Description = "Steps to leave out, separated by commas. Default: none",
    };

    public DurationOption Budget { get; } = new("--budget", "No step begins that would end later, by its own estimate", "180m");

    public Option<bool> CleanUp { get; } = new("--clean-up")
    {
        Description = "Remove everything that the trial has made, wherever it was interrupted",
    };

    public Option<bool> Keep { get; } = new("--keep")
    {
        Description = "Leave everything as it is at the end, to continue later. Default: it is removed when you agree",
    };

    public Option<bool> Yes { get; } = new("--yes", "-y") { Description = "Do not ask: begin, and remove everything at the end" };

    public Option<bool> MaskAccounts { get; } = new("--mask-accounts")
    {
        Description = "Leave account ids out of the report",
    };

    public Option<string?> AnsweredBy { get; } = new("--answered-by")
    {
        Description = "What answers in place of AWS, for the report. Default: AWS, or the endpoint that AWS_ENDPOINT_URL names",
    };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])
            [List, Account, Region, Edge, Directory, Onboarding, Only, Skip, Budget, CleanUp, Keep, Yes, MaskAccounts, AnsweredBy])
        {
            command.Add(option);
        }

        command.Check(Check);
    }

    /// <summary>Names of steps, separated by commas.</summary>
    public static IReadOnlyList<string> Names(string? given) =>
        (given ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private void Check(CommandResult given)
    {
        if (!given.GetValue(List) && (given.GetValue(Account) is null || given.GetValue(Region) is null))
        {
            given.AddError(
                "trial needs --account and --region: the account that you want to try in, and no other, is touched; --list shows what it "
                    + "does");
        }

        if (given.GetValue(Keep) && given.GetValue(CleanUp))
            given.AddError("--keep and --clean-up exclude each other");
    }

    private static string? Unknown(string option, string value)
    {
        List<string> known = [.. TrialSteps.All.Select(step => step.Name)];
        if (Names(value).FirstOrDefault(name => !known.Contains(name)) is not { } unknown)
            return null;
        var meant = EdgeCdk.Config.Yaml.Names.Closest(unknown, known) is { } closest ? $"; did you mean {closest}? The" : "; the";
        return $"{option} {unknown}: there is no such step{meant} steps are {string.Join(", ", known)}";
    }
}
