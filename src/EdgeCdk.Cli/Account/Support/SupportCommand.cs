using System.CommandLine;
using System.Globalization;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Support;

/// <summary>Collects what the vendor's support asks for, without secrets.</summary>
internal static class SupportCommand
{
    public static Command Create(CommandContext context)
    {
        var edges = new EdgeArguments();
        var output = new Option<string?>("--output", "-o") { Description = "Archive to write. Default: edge-support-<edge>.zip here" };
        var lines = new Option<int>("--lines") { Description = "Last lines of each log group. Default: 200", DefaultValueFactory = _ => 200 };
        var hides = new Option<bool>("--hide-accounts") { Description = "Take the account ids of the customer out, too" };
        var at = new Option<DateTimeOffset?>("--at") { Description = "Time of the files in the archive, such as 2026-11-22T10:00Z. Default: that of the newest event of the stack" };
        var command = new Command("support", "Collects what the vendor's support asks for, without secrets");
        edges.AddTo(command, worksWithoutFile: true);
        foreach (var option in (Option[])[output, lines, hides, at])
            command.Add(option);
        command.SetAction(given =>
        {
            var edge = edges.Find(given, context);
            var archive = Path.GetFullPath(given.GetValue(output) ?? $"edge-support-{edge.Name}.zip", context.Directory);
            // Told before the minute that collecting takes.
            if (!Directory.Exists(Path.GetDirectoryName(archive)))
                throw new CommandException($"{context.Shown(archive)} cannot be written: there is no such directory");
            var redaction = new Redaction(given.GetValue(hides) ? CustomerAccounts.OfTheCustomer(edge) : null);
            var collected = SupportCollection.Of(context, edge, given.GetValue(lines));
            var files = collected.Files.Select(file => file with { Text = redaction.Redact(file.Name, file.Text) }).ToList();
            files.Add(new SupportFile("REDACTED.txt", string.Concat(Lines(redaction.Taken).Select(line => $"{line}\n"))));
            Archive.Write(archive, files, given.GetValue(at) ?? collected.NewestEvent);

            if (given.GetValue(EdgeCommand.Json))
            {
                context.WriteJson(new { Archive = archive, Files = files.Select(file => file.Name).Order(StringComparer.Ordinal), Redacted = redaction.Taken, collected.Missing });
                return 0;
            }

            foreach (var line in Lines(redaction.Taken))
                context.WriteLine("", line);
            foreach (var (file, reason) in collected.Missing)
                context.WriteLine($"not collected: {file}", $": {reason}");
            context.WriteLine($"{context.Shown(archive)}: {ProblemReport.Counted(files.Count, "file")}. Look through it before you send it.");
            return 0;
        });
        return command;
    }

    private static IEnumerable<string> Lines(IReadOnlyList<Redacted> taken) => taken.Count == 0
        ? ["nothing was taken out"]
        : taken.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.File}: {ProblemReport.Counted(one.Lines, "line")} with {one.Kind}"));
}
