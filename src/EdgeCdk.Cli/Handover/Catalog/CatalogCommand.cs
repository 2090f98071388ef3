using System.CommandLine;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Handover.Template;
using EdgeCdk.Config;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Handover.Catalog;

/// <summary>Writes what an administrator deploys to offer edges in Service Catalog.</summary>
internal static class CatalogCommand
{
    private const string Portfolio = "portfolio";

    public static Command Create(CommandContext context)
    {
        var output = new CheckedOption<string?>("--output", OptionRules.OutputDirectory(context), "-o")
        {
            Description = "Directory to write. Default: catalog",
        };
        var command = new Command("catalog", "Writes a Service Catalog portfolio, with the templates of all releases") { output };
        command.SetAction(given => Write(context, context.PathOf(given.GetValue(output) ?? "catalog")));
        return command;
    }

    // A release that cannot be read would be left out of the portfolio, and edges would lose their version.
    private static int Write(CommandContext context, string directory)
    {
        var releases = context.Installation.Releases;
        var names =
            from release in Fleet.LoadReleases(releases).OldestFirst()
            from retention in Enum.GetValues<DataRetention>()
            select PortableDeployment.TemplateNameOf(release.Version, retention);
        TemplateSynthesis.Make(context, [Portfolio, .. names], directory, releases);
        var shown = context.Shown(directory);
        var next = Next(shown);
        return context.Answer(new { Directory = shown, Next = next }, () =>
        {
            context.WriteLine(shown, " was written; next, in the region of the edges, with a bucket there:");
            foreach (var line in next)
                context.WriteLine("", $"  {line}");
        });
    }

    private static string[] Next(string directory) =>
    [
        $"aws s3 cp {ShellText.Word(directory)} 's3://<bucket>/edge-cdk/' --recursive --exclude {Portfolio}.template.json",
        $"aws cloudformation deploy --stack-name edge-portfolio --template-file "
            + $"{ShellText.Word($"{directory}/{Portfolio}.template.json")} --s3-bucket '<bucket>' "
            + "--capabilities CAPABILITY_IAM --parameter-overrides TemplateBucket='<bucket>' "
            + "PrincipalArn='<role, user or group that may launch edges>' "
            + "PermissionsBoundaryArn='<boundary that every role of an edge must have, or none>'",
    ];
}
