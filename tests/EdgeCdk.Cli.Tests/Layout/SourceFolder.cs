using System.Text.RegularExpressions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Layout;

/// <summary>A folder of a project, with the other folders of the project that its code refers to.</summary>
/// <param name="Namespace">Its namespace, which has the name of the folder.</param>
/// <param name="Uses">The namespaces of the other folders.</param>
internal sealed partial record SourceFolder(string Namespace, IReadOnlyCollection<string> Uses)
{
    /// <summary>The folders of a project in src.</summary>
    public static IReadOnlyList<SourceFolder> Of(string project)
    {
        var files = Files(project).Select(file => (File: file, Text: Code(File.ReadAllText(file)))).ToList();
        var folders = files.GroupBy(file => NamespaceOf(project, file.File), file => file.Text)
            .ToDictionary(folder => folder.Key, folder => folder.ToList());
        var types = folders.ToDictionary(folder => folder.Key, folder => folder.Value.SelectMany(Declared).ToHashSet());
        return [.. folders.Select(folder => new SourceFolder(folder.Key, UsesOf(folder.Key, folder.Value, types)))];
    }

    /// <summary>The source files of a project in src.</summary>
    public static IEnumerable<string> Files(string project) =>
        Directory.GetFiles(Repository.Path("src", project), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Repository.Path("src", project), file).Split(Path.DirectorySeparatorChar)
                .Any(part => part is "obj" or "bin"));

    /// <summary>The types that a file declares.</summary>
    public static IEnumerable<string> Declared(string text) => Declaration().Matches(text).Select(match => match.Groups["name"].Value);

    private static string NamespaceOf(string project, string file)
    {
        var folder = Path.GetRelativePath(Repository.Path("src", project), Path.GetDirectoryName(file)!);
        return folder == "." ? project : $"{project}.{folder.Replace(Path.DirectorySeparatorChar, '.')}";
    }

    private static HashSet<string> UsesOf(string folder, List<string> texts, Dictionary<string, HashSet<string>> types)
    {
        var named = texts.SelectMany(text => Qualified().Matches(text).Select(match => match.Value))
            .Select(name => types.Keys.Where(other => name == other || name.StartsWith($"{other}.", StringComparison.Ordinal))
                .MaxBy(other => other.Length))
            .OfType<string>();
        // What a folder above declares needs no using.
        var words = texts.SelectMany(text => Word().Matches(text).Select(match => match.Value)).ToHashSet();
        var above = types.Keys.Where(other => folder.StartsWith($"{other}.", StringComparison.Ordinal)
            && types[other].Overlaps(words.Except(types[folder])));
        return [.. named.Concat(above).Where(other => other != folder)];
    }

    private static string Code(string text) => Comment().Replace(NamespaceLine().Replace(text, ""), "");

    [GeneratedRegex(
        @"^(?:public|internal|file) (?:(?:static|sealed|abstract|partial|readonly) )*"
            + @"(?:record struct|record class|class|record|enum|interface|struct) (?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\bEdgeCdk(?:\.\w+)+")]
    private static partial Regex Qualified();

    [GeneratedRegex(@"(?<![.\w])[A-Z]\w+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^namespace .*$", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
