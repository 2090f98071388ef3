using System.Globalization;
using System.IO.Compression;
using System.Text;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Support;

/// <summary>The archive for the vendor's support.</summary>
internal sealed class SupportArchive(CommandContext context, EdgePlace edge)
{
    /// <summary>Last lines of each log group.</summary>
    public required int Lines { get; init; }

    /// <summary>Whether the account ids of the customer are removed, too.</summary>
    public required bool HidesAccounts { get; init; }

    /// <summary>Time of the files. Null: that of the newest event of the stack.</summary>
    public required DateTimeOffset? Time { get; init; }

    /// <summary>Collects, removes secrets, writes, and answers.</summary>
    /// <param name="output">The file. Null: a name in the directory of the user.</param>
    /// <returns>The exit code.</returns>
    public int Write(string? output)
    {
        var archive = context.OutputFileOf(output ?? $"edge-support-{edge.Name}.zip");
        var redaction = new Redaction(HidesAccounts ? CustomerAccounts.Of(edge) : null);
        var collected = SupportCollection.Of(context, edge, Lines);
        List<SupportFile> files = [.. collected.Files.Select(file => file with { Text = redaction.Redact(file.Name, file.Text) })];
        files.Add(new SupportFile("REDACTED.txt", string.Concat(Removed(redaction.Taken).Select(line => $"{line}\n"))));
        context.WriteFile(archive, stream => DeterministicZip.Write(
            stream, files.Select(Entry), Time ?? collected.NewestEvent, CompressionLevel.Optimal));
        return Answer(archive, files, redaction.Taken, collected.Missing);
    }

    private int Answer(
        string archive, List<SupportFile> files, IReadOnlyList<Redacted> removed, IReadOnlyList<KeyValuePair<string, string>> missing) =>
        context.Answer(
            new
            {
                Archive = archive,
                Files = files.Select(file => file.Name).Order(StringComparer.Ordinal),
                Redacted = removed,
                Missing = missing,
            },
            () =>
            {
                foreach (var line in Removed(removed))
                    context.WriteLine("", line);
                foreach (var (file, reason) in missing)
                    context.WriteLine($"not collected: {file}", $": {reason}");
                context.WriteLine(
                    $"{context.Shown(archive)}: {ProblemReport.Counted(files.Count, "file")}. Look through it before you send it.");
            });

    private static KeyValuePair<string, Func<Stream>> Entry(SupportFile file) =>
        new(file.Name, () => new MemoryStream(Encoding.UTF8.GetBytes(file.Text)));

    private static IEnumerable<string> Removed(IReadOnlyList<Redacted> removed) => removed.Count == 0
        ? ["nothing was removed"]
        : removed.Select(one => string.Create(
            CultureInfo.InvariantCulture, $"{one.File}: {ProblemReport.Counted(one.Lines, "line")} with {one.Kind}"));
}
