using System.CommandLine;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Handover.Bundle;

/// <summary>Writes the bundle of an edge: what its customer needs to deploy it, without this repository.</summary>
internal static class BundleCommand
{
    public static Command Create(CommandContext context)
    {
        var options = new BundleOptions(context);
        var command = new Command("bundle", "Writes a zip that deploys one edge, without this repository");
        options.AddTo(command);
        command.SetAction(given => Write(context, given, options));
        return command;
    }

    private static int Write(CommandContext context, ParseResult given, BundleOptions options)
    {
        string? PathOf(Option<string?> option) => given.GetValue(option) is { } path ? context.PathOf(path) : null;
        if (PathOf(options.Verify) is { } zip)
            return new BundleRebuild(context).Verify(zip, PathOf(options.PublicKey));
        var edge = options.Edge.Definition(given, context);
        var packages = given.GetValue(options.Packages) is { } directory ? context.PathOf(directory) : null;
        var bundle = new EdgeBundle(context, edge, BundledPackages.Of(edge.Definition, packages));
        return bundle.Write(context.PathOf(given.GetValue(options.Output), "dist"), options.Time(given), PathOf(options.Key));
    }
}
