using System.Text.RegularExpressions;
using EdgeCdk.Cli.Common;
using EdgeCdk.Config.Network;
using EdgeCdk.Config.Reference;

namespace EdgeCdk.Cli.Console;

/// <summary>Rules for values of options.</summary>
internal static class OptionRules
{
    /// <summary>Name of a stack, or its ARN.</summary>
    public static OptionRule Stack { get; } = Form(
        "[a-zA-Z][-a-zA-Z0-9]{0,127}|arn:aws[a-z-]*:cloudformation:[a-z0-9-]+:[0-9]{12}:stack/.+", "the name or the ARN of a stack");

    /// <summary>A region. One that is not known may be new.</summary>
    public static OptionRule Region { get; } = Key("account.region") with
    {
        Doubt = (name, value) => KnownRegions.Doubt(name, value)?.Message,
    };

    /// <summary>As a key of an edge file has it.</summary>
    public static OptionRule Key(string key) => new((name, value) =>
        ConfigKey.Find(ConfigKey.OfEdge, key)!.Check(value) is [var problem, ..] ? (problem with { Key = name }).Message : null);

    /// <summary>A text of a form.</summary>
    /// <param name="pattern">Regular expression for the whole text.</param>
    /// <param name="expected">What the form is, to follow the words "is not".</param>
    public static OptionRule Form(string pattern, string expected) => new((name, value) =>
        Regex.IsMatch(value, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant)
            ? null
            : $"{name} {(value.Length == 0 ? "\"\"" : value)} is not {expected}");

    /// <summary>One of some names.</summary>
    public static OptionRule OneOf(params IReadOnlyList<string> names) => new((name, value) =>
        names.Contains(value) ? null : $"there is no {name.TrimStart('-')} {value}; use {string.Join(", ", names)}");

    /// <summary>A file that is there.</summary>
    /// <param name="context">Relative to which directory.</param>
    /// <param name="remedy">What to do otherwise.</param>
    public static OptionRule File(CommandContext context, string remedy) => OfFiles((name, value) =>
        InputFile.Fault(context.PathOf(value)) is { } fault ? $"{name} {value} {fault}: {remedy}" : null);

    /// <summary>A file or a directory that is there.</summary>
    public static OptionRule FileOrDirectory(CommandContext context, string remedy) => OfFiles((name, value) =>
        Directory.Exists(context.PathOf(value)) ? null : File(context, remedy).Fault(name, value));

    /// <summary>A directory that is there.</summary>
    public static OptionRule Folder(CommandContext context, string remedy) => OfFiles((name, value) =>
        Directory.Exists(context.PathOf(value)) ? null
        : $"{name} {value} {(System.IO.File.Exists(context.PathOf(value)) ? "is a file" : "does not exist")}: {remedy}");

    /// <summary>A file that can be written.</summary>
    public static OptionRule OutputFile(CommandContext context) => Output(context.OutputFileOf);

    /// <summary>A directory in which files can be written.</summary>
    public static OptionRule OutputDirectory(CommandContext context) => Output(context.OutputDirectoryOf);

    private static OptionRule Output(Func<string, string> check) => OfFiles((name, value) =>
    {
        try
        {
            check(value);
            return null;
        }
        catch (CommandException exception)
        {
            return $"{name}: {exception.Message}";
        }
    });

    private static OptionRule OfFiles(Func<string, string, string?> fault) => new(fault) { IsOfFiles = true };
}
