using System.CommandLine;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Files.VendorBundle;

namespace EdgeCdk.Cli.Files.Import;

/// <summary>Makes the files of an edge and of its release from the vendor's bundle.</summary>
internal static class ImportCommand
{
    public static Command Create(CommandContext context)
    {
        var files = new FleetOptions();
        var bundle = new Argument<string>("bundle") { Description = "The vendor's zip, or the directory that it was extracted to" };
        var map = new CheckedOption<string?>("--map", OptionRules.File(context, ImportMap.HowTo))
        {
            Description = $"File that says what values are for. Default: {ImportMap.FileName} in the directory of releases, if it is there",
        };
        var set = new Option<string[]>("--set")
        {
            Description = "A value of the edge file that the bundle does not have: vpc.cidrBlocks=10.0.0.0/16",
            DefaultValueFactory = _ => [],
        };
        var released = new DayOption("--released", "2026-10-19")
        {
            Description = "Day of the release, such as 2026-10-19. Default: that in the name of the bundle",
        };
        var resolve = new Option<bool>("--resolve")
        {
            Description = "Ask the registry for the digests of the images, with the variables "
                + $"{ImageDigests.Username} and {ImageDigests.Password}",
        };
        var quiet = new Option<bool>(
            "--non-interactive")
        { Description = "Ask nothing. List what is missing or not clear, and write nothing then" };
        var command = new Command("import", "Makes edge file, release file and packages from the vendor's bundle") { bundle, map, set,
            released, resolve, quiet };
        files.AddTo(command);
        command.SetAction(given => new BundleImport(context, files.Of(given, context))
        {
            Map = given.GetValue(map) is { } named ? context.PathOf(named) : null,
            Assignments = given.GetValue(set)!,
            Released = given.GetValue(released),
            Resolves = given.GetValue(resolve),
            Asks = !given.GetValue(quiet),
        }.Run(context.PathOf(given.GetValue(bundle)!)));
        return command;
    }
}
