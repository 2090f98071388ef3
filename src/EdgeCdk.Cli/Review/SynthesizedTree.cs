using System.IO.Compression;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Review;

/// <summary>Synthesizes the working tree or a git revision, each with its own code.</summary>
internal static class SynthesizedTree
{
    /// <summary>The stacks of a git revision. It is exported to an archive: nothing is written where the user works.</summary>
    /// <exception cref="CommandException">There is no such revision, or it cannot be synthesized.</exception>
    public static IReadOnlyList<StackTemplate> OfRevision(CommandContext context, string scratch, string revision)
    {
        var repository = context.Repository;
        var commit = ProcessRunner.Run(
            "git", ["rev-parse", "--verify", "--quiet", "--end-of-options", $"{revision}^{{commit}}"], repository);
        if (commit.ExitCode != 0)
        {
            throw new CommandException(
                $"\"{revision}\" is not a directory, a file or a git revision; name a cloud assembly such as cdk.out, a template or "
                + Revisions(repository));
        }

        var (archive, tree) = (Path.Combine(scratch, "revision.zip"), Path.Combine(scratch, "revision"));
        var archived = ProcessRunner.Run("git", ["archive", "--format=zip", "-o", archive, commit.Output.Trim()], repository);
        if (archived.ExitCode != 0)
            throw new CommandException($"git cannot export revision {revision}: {archived.Error.Trim()}");
        ZipFile.ExtractToDirectory(archive, tree);
        InstallPackages(context.Repository, tree, revision);
        return Synthesize(
            context, tree, scratch, $"revision {revision}",
            "\nWhat is not in git is in no revision, such as packages of functions. Name the cloud assembly of what is deployed instead: a "
                + "copy of its cdk.out");
    }

    private static string Revisions(string repository)
    {
        var branches = ProcessRunner.Run("git", ["branch", "--all", "--format=%(refname:short)"], repository).Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return branches.Length == 0
            ? "a revision (there is no commit yet)"
            : $"a revision such as {string.Join(", ", branches.Take(3))}";
    }

    // A repository that has Edge CDK as a package has it in node_modules, which no revision has. With the same lock file it is the same.
    private static void InstallPackages(string repository, string tree, string revision)
    {
        var (installed, target) = (Path.Combine(repository, "node_modules"), Path.Combine(tree, "node_modules"));
        if (new Installation(tree).Root == tree || Directory.Exists(target))
            return;
        if (!File.Exists(LockOf(tree)))
        {
            if (Text(Path.Combine(tree, "cdk.json"))?.Contains("node_modules/", StringComparison.Ordinal) is not true)
                return;
            throw new CommandException(
                $"revision {revision} has no package-lock.json, and so no version of Edge CDK; name a cloud assembly of it instead");
        }

        if (Directory.Exists(installed) && Text(LockOf(repository)) == Text(LockOf(tree)))
        {
            Directory.CreateSymbolicLink(target, installed);
            return;
        }

        var installation = ProcessRunner.Run("npm", ["ci", "--silent"], tree);
        if (installation.ExitCode != 0)
        {
            throw new CommandException(
                $"the npm packages of revision {revision} cannot be installed; name a cloud assembly of it instead\n"
                    + installation.Error.Trim());
        }
    }

    private static string? Text(string file) => File.Exists(file) ? File.ReadAllText(file) : null;

    private static string LockOf(string directory) => Path.Combine(directory, "package-lock.json");

    /// <summary>The stacks of a tree, by the command in its own cdk.json.</summary>
    /// <param name="context">The user's directory and repository.</param>
    /// <param name="tree">The tree.</param>
    /// <param name="scratch">A directory for what it makes.</param>
    /// <param name="name">How the tree is called in messages.</param>
    /// <param name="advice">What to say when the command fails. Default: what it said.</param>
    /// <exception cref="CommandException">It cannot be synthesized.</exception>
    public static IReadOnlyList<StackTemplate> Synthesize(
        CommandContext context, string tree, string scratch, string name, string advice = "")
    {
        var settings = Path.Combine(tree, "cdk.json");
        if (!File.Exists(settings) || InputFile.Json(settings, settings)["app"]?.ToString() is not { Length: > 0 } app)
            throw new CommandException($"{name} has no cdk.json that names an app; name a cloud assembly or a template instead");
        context.Progress($"synthesizing {name}, which may be built first (about a minute)");
        var (output, words) = (Path.Combine(scratch, "cdk.out"), app.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var synthesis = ProcessRunner.Run(
            words[0], words[1..], tree, null,
            ("CDK_OUTDIR", output), ("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "18,20"));
        if (synthesis.ExitCode != 0)
        {
            throw new CommandException(
                $"{name} cannot be synthesized (`{app}` ended with {synthesis.ExitCode}):\n{synthesis.Output}{synthesis.Error}".TrimEnd()
                    + advice);
        }

        return AssemblyFiles.Read(output, name);
    }
}
