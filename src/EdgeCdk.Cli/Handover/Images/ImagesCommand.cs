using System.CommandLine;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Handover.Images;

/// <summary>Lists the images of a release, and writes a script that brings them to a registry of the customer's.</summary>
internal static class ImagesCommand
{
    public static Command Create(CommandContext context)
    {
        var edge = new EdgeArguments();
        var to = new CheckedOption<string?>("--to", OptionRules.Key("registry.prefix"))
        {
            Description = "Registry and path of the mirror. Default: registry.prefix of the edge file",
        };
        var release = new CheckedOption<string?>("--release", OptionRules.Key("edge.release"))
        {
            Description = "The release, such as the next one. Default: that of the edge",
        };
        var cache = new Option<bool>("--cache")
        {
            Description = "Have Amazon ECR fetch the images with a pull-through cache rule, instead of copying them",
        };
        var output = new CheckedOption<string?>("--output", OptionRules.OutputFile(context), "-o")
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
                given.GetValue(release) is { } version
                    ? FleetDirectories.Release(named.Directories.Check().Releases, version)
                    : named.Definition.Release,
                RegistrySection.VendorPrefix,
                new RegistrySection { Prefix = given.GetValue(to) ?? named.Definition.Config.Registry.Prefix }.NormalizedPrefix());
            if (given.GetValue(compare))
                return ComparisonReport.Write(context, mirror);
            return ImagesReport.Write(context, named.Name, mirror, given.GetValue(cache), given.GetValue(output));
        });
        return command;
    }

}
