using System.CommandLine;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Handover.Bundle;

/// <summary>Says where files come from that are handed over without a bundle: templates and packages.</summary>
internal static class ProvenanceCommand
{
    public static Command Create(CommandContext context)
    {
        var directory = new Argument<string>("directory") { Description = "Directory with the files, such as portable or dist" };
        var commit = new CheckedOption<string?>("--commit", OptionRules.Form("[0-9a-f]{40}", "a commit in 40 hexadecimal digits"))
        {
            Description = "Commit that the files were made from, in 40 hexadecimal digits. Default: the statement names none",
        };
        var key = new CheckedOption<string?>("--key", OptionRules.File(context, BundleSignature.NewKey))
        {
            Description = "Private key in PEM, for elliptic curves, to sign the checksums with. Default: they are not signed",
        };
        var verify = new Option<bool>("--verify") { Description = "Check the files against their checksums and statement. Writes nothing" };
        var publicKey = new CheckedOption<string?>("--public-key", OptionRules.File(context, "get it from who signed"))
        {
            Description = "Public key in PEM of who signed, with --verify. Default: the signature is not checked",
        };
        var command = new Command("provenance", "Writes checksums and a statement of provenance for templates or packages in a directory")
        {
            directory, commit, key, verify, publicKey,
        };
        command.SetAction(given =>
        {
            string? PathOf(Option<string?> option) => given.GetValue(option) is { } path ? context.PathOf(path) : null;
            var files = new DirectoryProvenance(context, context.PathOf(given.GetValue(directory)!));
            return given.GetValue(verify) ? files.Verify(PathOf(publicKey)) : files.Write(given.GetValue(commit), PathOf(key));
        });
        return command;
    }
}
