using System.CommandLine;
using System.Globalization;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Handover.Bundle;

/// <summary>Writes the bundle of an edge: what its customer needs to deploy it, without this repository.</summary>
internal static class BundleCommand
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static Command Create(CommandContext context)
    {
        var name = new Argument<string>("edge") { Description = "Name of the edge" };
        var timestamp = new Option<string?>("--timestamp") { Description = "Time of the bundle, such as 2026-11-22T12:00:00Z: the same time gives the same bytes. Default: now" };
        var output = new Option<string?>("--output", "-o") { Description = "Directory to write to. Default: dist" };
        var packages = new Option<string?>("--packages") { Description = "Directory with the function packages, for an edge that takes them from a bucket. Default: they are not in the bundle" };
        var edges = new Option<string?>("--edges") { Description = "Directory of edge files. Default: edges" };
        var releases = new Option<string?>("--releases") { Description = "Directory of release files. Default: releases" };
        var command = new Command("bundle", "Writes a zip that deploys one edge, without this repository") { name, timestamp, output, packages, edges, releases };
        command.Validators.Add(given =>
        {
            if (given.GetValue(timestamp) is { } text && Time(text) is null)
                given.AddError($"--timestamp {text} is not a time such as 2026-11-22T12:00:00Z");
        });
        command.SetAction(given =>
        {
            var (edgeDirectory, releaseDirectory) = (context.PathOf(given.GetValue(edges), "edges"), context.PathOf(given.GetValue(releases), "releases"));
            EdgeDefinition edge;
            string edgeFile;
            try
            {
                (edge, edgeFile) = Fleet.LoadOne(edgeDirectory, releaseDirectory, given.GetValue(name)!);
            }
            catch (ConfigException exception)
            {
                return Refuse(context, given.GetValue(EdgeCommand.Json), exception.Problems);
            }

            var time = given.GetValue(timestamp) is { } text ? Time(text)!.Value : DateTimeOffset.UtcNow;
            var file = Path.Combine(context.PathOf(given.GetValue(output), "dist"), $"{edge.Config.Edge.Name}-{edge.Release.Version}-{time:yyyyMMdd'T'HHmmss'Z'}-bundle.zip");
            var brought = BundledPackages.Of(edge, given.GetValue(packages) is { } directory ? context.PathOf(directory, "") : null);
            var files = Write(context, edge, edgeFile, releaseDirectory, brought, file, time);
            if (given.GetValue(EdgeCommand.Json))
            {
                context.WriteJson(new { File = context.Shown(file), Sha256 = BundleFiles.Hash(file), Files = files.Names, Problems = Array.Empty<object>() });
                return 0;
            }

            context.WriteLine(context.Shown(file), " was written");
            context.WriteLine("", $"SHA-256 {BundleFiles.Hash(file)}");
            if (brought.Count == 0)
                context.WriteLine("", $"without the function packages: the deployment takes them from the bucket {edge.Config.Artifacts.Bucket}; --packages brings them along");
            return 0;
        });
        return command;
    }

    private static BundleFiles Write(CommandContext context, EdgeDefinition edge, string edgeFile, string releases, IReadOnlyDictionary<string, string> packages, string file, DateTimeOffset time)
    {
        var scratch = Directory.CreateTempSubdirectory("edge-cdk-").FullName;
        try
        {
            var files = EdgeBundle.Collect(context, edge, edgeFile, releases, packages, scratch);
            context.WriteFile(file, stream => files.Write(stream, time));
            return files;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static int Refuse(CommandContext context, bool asJson, IReadOnlyList<Problem> problems)
    {
        var shown = context.Shown(problems);
        if (asJson)
            context.WriteJson(new { File = (string?)null, Problems = shown.Select(ProblemReport.Json) });
        else
            ProblemReport.Write(context, shown, "nothing was written");
        return 1;
    }

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time.Year is >= 1980 and < 2108 ? time : null;
}
