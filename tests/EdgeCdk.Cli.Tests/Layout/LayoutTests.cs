using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Layout;

/// <summary>The code is where a reader looks for it.</summary>
public sealed class LayoutTests
{
    private const int LongestLine = 140;

    // Those with code of their own: a build leaves others.
    public static TheoryData<string> Projects =>
    [
        .. Directory.GetDirectories(Repository.Path("src")).Select(path => Path.GetFileName(path))
            .Where(name => name.StartsWith("EdgeCdk.", StringComparison.Ordinal)),
    ];

    public static TheoryData<string> Folders =>
    [
        "src", "tests",
        .. ((string[])["src", "tests"]).SelectMany(root => Directory.GetDirectories(Repository.Path(root))
            .Select(path => $"{root}/{Path.GetFileName(path)}")
            .Where(folder => !folder.EndsWith("node_modules", StringComparison.Ordinal))),
    ];

    [Theory, MemberData(nameof(Projects))]
    public void No_folder_refers_to_one_that_refers_back(string project)
    {
        var folders = SourceFolder.Of(project);

        var circle = InCircles(folders.ToDictionary(folder => folder.Namespace, folder => folder.Uses));

        Assert.Empty(circle);
    }

    [Fact]
    public void The_rooms_of_the_command_refer_in_one_direction()
    {
        var rooms = SourceFolder.Of("EdgeCdk.Cli")
            .GroupBy(folder => Room(folder.Namespace), folder => folder.Uses.Select(Room))
            .ToDictionary(
                room => room.Key, room => (IReadOnlyCollection<string>)[.. room.SelectMany(uses => uses).Where(use => use != room.Key)]);

        Assert.Empty(InCircles(rooms));
        Assert.InRange(rooms.Count, 6, 9);
    }

    [Fact]
    public void A_file_of_the_command_has_the_name_of_its_one_type() => Assert.All(
        SourceFolder.Files("EdgeCdk.Cli").Where(file => Path.GetFileName(file) != "Program.cs"),
        file => Assert.Equal([Path.GetFileNameWithoutExtension(file)], SourceFolder.Declared(File.ReadAllText(file))));

    [Theory, MemberData(nameof(Folders))]
    public void No_line_is_longer_than_140_columns(string folder)
    {
        var tooLong = SourcesIn(folder).SelectMany(file => File.ReadLines(file).Index()
            .Where(line => line.Item.Length > LongestLine).Select(line => $"{file}:{line.Index + 1}")).ToList();

        Assert.True(tooLong.Count == 0, string.Join('\n', tooLong));
    }

    // Every namespace from which a way leads back to itself.
    private static IEnumerable<string> InCircles(Dictionary<string, IReadOnlyCollection<string>> uses) => uses.Keys.Where(start =>
    {
        var (seen, open) = (new HashSet<string>(), new Stack<string>(uses[start]));
        while (open.TryPop(out var next))
        {
            if (seen.Add(next))
                uses[next].ToList().ForEach(open.Push);
        }

        return seen.Contains(start);
    });

    private static string Room(string name) => string.Join('.', name.Split('.').Take(3));

    private static IEnumerable<string> SourcesIn(string folder) => ((string[])["*.cs", "*.py", "*.mjs"])
        .SelectMany(pattern => Directory.GetFiles(
            Repository.Path(folder), pattern, folder.Contains('/') ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly))
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "node_modules"));
}
