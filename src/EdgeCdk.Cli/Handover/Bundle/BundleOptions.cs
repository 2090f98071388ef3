using System.CommandLine;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Handover.Bundle;

/// <summary>What <c>edge bundle</c> takes.</summary>
internal sealed class BundleOptions(CommandContext context)
{
    private readonly Option<DateTimeOffset?> _timestamp = new ReadOption<DateTimeOffset>(
        "--timestamp", "a time such as 2026-11-22T12:00:00Z", BundleStatement.ParseTime)
    {
        Description = "Time of the bundle, such as 2026-11-22T12:00:00Z: the same time gives the same bytes. Default: now",
    };

    public EdgeArguments Edge { get; } = new();

    public Option<string?> Output { get; } = new CheckedOption<string?>("--output", OptionRules.OutputDirectory(context), "-o")
    {
        Description = "Directory to write to. Default: dist",
    };

    public Option<string?> Packages { get; } = new CheckedOption<string?>(
        "--packages", OptionRules.Folder(context, "name the directory that has a directory for each function"))
    {
        Description = "Directory with the function packages, for an edge that gets them from a bucket. Default: they are not in the bundle",
    };

    public Option<string?> Key { get; } = new CheckedOption<string?>("--key", OptionRules.File(context, BundleSignature.NewKey))
    {
        Description = "Private key in PEM, for elliptic curves, to sign the bundle with. Default: it is not signed",
    };

    public Option<string?> Verify { get; } = new CheckedOption<string?>(
        "--verify", OptionRules.FileOrDirectory(context, "name a zip that `npx edge bundle <edge>` wrote"))
    {
        Description = "Bundle to check: its checksums and provenance, and whether it is the same when it is made again. Writes nothing",
    };

    public Option<string?> PublicKey { get; } = new CheckedOption<string?>(
        "--public-key", OptionRules.File(context, "get it from who signed"))
    {
        Description = "Public key in PEM of who signed the bundle to check. Default: its signature is not checked",
    };

    public void AddTo(Command command)
    {
        Edge.AddTo(command, withoutEdge: "none, with --verify");
        command.Add(Key);
        command.Add(Verify);
        command.Add(PublicKey);
        command.Add(_timestamp);
        command.Add(Output);
        command.Add(Packages);
        command.Check(given =>
        {
            if (given.GetValue(Verify) is null && !Edge.IsNamed(given))
                given.AddError("bundle needs <edge>, or --verify and a bundle");
            if (given.GetValue(Verify) is not null && Edge.IsNamed(given))
                given.AddError("--verify takes a bundle and no edge: the edge file is in the bundle");
        });
    }

    /// <summary>The time of the bundle.</summary>
    public DateTimeOffset Time(ParseResult given) => given.GetValue(_timestamp) ?? DateTimeOffset.UtcNow;
}
