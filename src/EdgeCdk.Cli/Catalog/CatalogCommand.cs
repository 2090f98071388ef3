using System.CommandLine;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Catalog;

/// <summary>Writes what an administrator deploys to offer edges in Service Catalog.</summary>
internal static class CatalogCommand
{
    private const string Portfolio = "portfolio";

    public static Command Create(Terminal terminal)
    {
        var output = new Option<string?>("--output", "-o") { Description = "Directory to write. Default: catalog" };
        var command = new Command("catalog", "Writes a portfolio of Service Catalog, with the templates of all releases") { output };
        command.SetAction(given =>
        {
            var directory = Path.GetFullPath(given.GetValue(output) ?? "catalog", terminal.Directory);
            var releases = terminal.PathOf(null, "releases");
            // One that cannot be read would fall out of the portfolio, and edges would lose their version.
            var names = Load(releases).OldestFirst().SelectMany(release => new[] { $"edge-{release.Version}", $"edge-retained-{release.Version}" });
            Templates.Make(terminal, [Portfolio, .. names], directory, releases);
            var shown = terminal.Shown(directory);
            string[] next =
            [
                $"aws s3 cp {shown} s3://<bucket>/edge-cdk/ --recursive --exclude {Portfolio}.template.json",
                $"aws cloudformation deploy --stack-name edge-portfolio --template-file {shown}/{Portfolio}.template.json --s3-bucket <bucket> "
                    + "--capabilities CAPABILITY_IAM --parameter-overrides TemplateBucket=<bucket> PrincipalArn=<role, user or group that may launch edges>",
            ];
            if (given.GetValue(EdgeCommand.Json))
            {
                terminal.WriteJson(new { Directory = shown, Next = next });
                return 0;
            }

            terminal.WriteLine(shown, " was written; next, in the region of the edges, with a bucket there:");
            foreach (var line in next)
                terminal.WriteLine("", $"  {line}");
            return 0;
        });
        return command;
    }

    private static Config.Releases.ReleaseLine Load(string releases)
    {
        try
        {
            return Config.Fleet.LoadReleases(releases);
        }
        catch (ConfigException exception)
        {
            throw new CommandException($"the releases cannot be used\n{string.Join('\n', exception.Problems)}");
        }
    }
}
