using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Portable;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Handover.Template;

/// <summary>Writes portable templates and what goes with them, and answers.</summary>
internal sealed class TemplateFiles(CommandContext context, string directory)
{
    /// <summary>Writes the templates of a release.</summary>
    /// <param name="version">The release. Null: the newest.</param>
    /// <param name="releases">The directory of release files. Null: the releases that this program brings.</param>
    /// <returns>The exit code.</returns>
    public int WriteTemplates(string? version, string? releases)
    {
        var report = Fleet.Check([], releases);
        var line = report.Releases;
        if (!report.IsUsable && (version is null || line.Find(version) is null))
            throw new ConfigException(report.Problems);
        var release = version is null ? line.OldestFirst()[^1] : FleetDirectories.Release(line, version);
        string[] names =
        [
            .. Enum.GetValues<DataRetention>().Select(retention => PortableDeployment.TemplateNameOf(release.Version, retention)),
        ];
        TemplateSynthesis.Make(context, names, directory, releases);
        return Answer([.. names.Select(name => TemplateSynthesis.FileOf(directory, name))], [], null);
    }

    /// <summary>Writes the template of an edge, the values of its parameters, and a script that deploys it.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="forGitSync">Whether the file for Git sync is written, too.</param>
    /// <returns>The exit code.</returns>
    public int WriteEdge(NamedEdge edge, bool forGitSync)
    {
        List<Problem> obstacles =
        [
            .. PortableValues.Obstacles(edge.Definition)
                .Concat(forGitSync ? SecretObstacles.Of(edge.Definition, "in a file of the repository", "others may read that file") : [])
                .Select(problem => problem with { File = edge.File }),
        ];
        if (obstacles.Count > 0)
            return context.Refuse(obstacles);
        var deployment = new PortableDeployment(edge.Definition);
        var (parameters, script) = (
            Path.Combine(directory, deployment.ParametersFile), Path.Combine(directory, deployment.CommandsFile));
        TemplateSynthesis.Make(context, [deployment.TemplateName], directory, edge.Directories.Releases);
        context.WriteFile(parameters, JsonText.Of(deployment.Parameters()));
        context.WriteFile(script, deployment.Script());
        var template = TemplateSynthesis.FileOf(directory, deployment.TemplateName);
        string[] synced = forGitSync ? [Path.Combine(directory, $"{edge.Name}.deployment.yaml")] : [];
        foreach (var file in synced)
        {
            context.WriteFile(
                file, DeploymentFile.Write(edge.Definition, Path.GetRelativePath(context.Repository, template).Replace('\\', '/')));
        }

        return Answer(
            [template, .. synced, parameters, script],
            deployment.Commands(),
            deployment.Call(context.Shown(script)));
    }

    private int Answer(IReadOnlyList<string> files, IReadOnlyList<string> commands, string? next) => context.Answer(
        new { Files = files.Select(context.Shown), Commands = commands },
        () =>
        {
            context.WriteLine(string.Join("\n", files.Select(context.Shown)));
            if (next is not null)
            {
                context.WriteLine(
                    "", $"were written. The last one has three commands of the AWS CLI, which deploy the edge; next:\n  {next}");
            }
        });
}
