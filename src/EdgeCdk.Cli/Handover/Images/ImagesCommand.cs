using System.CommandLine;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Reference;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Handover.Images;

/// <summary>Lists the images of a release, and writes a script that brings them to a registry of the customer's.</summary>
internal static class ImagesCommand
{
    public static Command Create(CommandContext context)
    {
        var edge = new EdgeArguments();
        var to = new Option<string?>("--to") { Description = "Registry and path of the mirror. Default: registry.prefix of the edge file" };
        var release = new Option<string?>("--release") { Description = "The release, such as the next one. Default: that of the edge" };
        var cache = new Option<bool>("--cache")
        {
            Description = "Have Amazon ECR fetch the images with a pull-through cache rule, instead of copying them",
        };
        var output = new Option<string?>("--output", "-o")
        {
            Description = $"File to write the script to, which reads {Variables.Vendor} and, for a mirror that is not in Amazon ECR, "
                + $"{Variables.Mirror}; with --cache, {Variables.CacheSecret}. Default: none is written",
        };
        var compare = new Option<bool>("--compare")
        {
            Description = "Ask the mirror for the digests, and compare them with the release and the vendor's registry, with the variables "
                + $"{Variables.Mirror} and {Variables.Vendor}",
        };
        var command = new Command("images", "Lists the images of a release, and brings them to a registry of your own")
        {
            to, release, cache, output, compare,
        };
        edge.AddTo(command);
        command.SetAction(given =>
        {
            var named = edge.Definition(given, context);
            var mirror = new Mirror(
                given.GetValue(release) is { } version ? Find(named, version) : named.Definition.Release,
                RegistrySection.VendorPrefix,
                Target(given.GetValue(to) ?? named.Definition.Config.Registry.Prefix));
            if (given.GetValue(compare))
                return ImagesReport.WriteComparison(context, mirror);
            return ImagesReport.Write(context, named.Name, mirror, given.GetValue(cache), given.GetValue(output));
        });
        return command;
    }

    private static ReleaseManifest Find(NamedEdge edge, string version)
    {
        var line = edge.Directories.Check().Releases;
        return line.Find(version) ?? throw new CommandException(
            $"there is no release {version}; use {string.Join(", ", line.OldestFirst().Select(known => known.Version))}");
    }

    private static string Target(string prefix)
    {
        var problems = ConfigKey.Find(ConfigKey.OfEdge, "registry.prefix")!.Check(prefix);
        return problems.Count == 0 ? new RegistrySection { Prefix = prefix }.NormalizedPrefix() : throw new ConfigException(problems);
    }
}
