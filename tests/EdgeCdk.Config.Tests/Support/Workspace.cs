using System.Text;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Tests.Support;

/// <summary>A repository in a directory of its own, with one edge and one release without fault; gone when disposed of.</summary>
internal sealed class Workspace : IDisposable
{
    public const string Edge = "edges/acme-prod.yaml";
    public const string Release = "releases/16.6.5.yaml";

    private readonly string _root = Directory.CreateTempSubdirectory("edge-config-").FullName;

    public Workspace()
    {
        Write("cdk.json", "{}");
        Write(Edge, TextOf("edge.yaml"));
        Write(Release, TextOf("release.yaml"));
    }

    /// <summary>Text of a file in the folder Files of this project.</summary>
    public static string TextOf(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Files", name));

    /// <summary>The messages about the edge after changes to its text.</summary>
    public static IReadOnlyList<string> MessagesOfEdge(params (string From, string To)[] edits) =>
        MessagesAfter(Edge, TextOf("edge.yaml"), edits);

    /// <summary>The messages about an edge file that has every key, after changes to its text.</summary>
    public static IReadOnlyList<string> MessagesOfFullEdge(params (string From, string To)[] edits) =>
        MessagesAfter(Edge, TextOf("full-edge.yaml"), edits);

    /// <summary>The messages about an edge file that has every key about what leaves the network, after changes to its text.</summary>
    public static IReadOnlyList<string> MessagesOfClosedEdge(params (string From, string To)[] edits) =>
        MessagesAfter(Edge, TextOf("closed-edge.yaml"), edits);

    /// <summary>The messages about the release after changes to its text.</summary>
    public static IReadOnlyList<string> MessagesOfRelease(params (string From, string To)[] edits) =>
        MessagesAfter(Release, TextOf("release.yaml"), edits);

    /// <summary>The one edge after changes to the text of its file.</summary>
    public static EdgeDefinition LoadEdge(params (string From, string To)[] edits)
    {
        using var workspace = new Workspace();
        return Assert.Single(workspace.Edit(Edge, edits).Load());
    }

    public string PathOf(string file) => Path.Combine(_root, file);

    public Workspace Write(string file, string content) => Write(file, Encoding.UTF8.GetBytes(content));

    public Workspace Write(string file, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllBytes(PathOf(file), content);
        return this;
    }

    /// <summary>Replaces texts that must be in the file exactly once.</summary>
    public Workspace Edit(string file, params (string From, string To)[] edits) =>
        Write(file, Edited(File.ReadAllText(PathOf(file)), edits));

    public Workspace Delete(string file)
    {
        File.Delete(PathOf(file));
        return this;
    }

    public IReadOnlyList<EdgeDefinition> Load(string? only = null) => Fleet.Load(PathOf("edges"), PathOf("releases"), only);

    /// <summary>What a user would read, with paths relative to the workspace; nothing when the files load.</summary>
    public IReadOnlyList<string> Messages(string? only = null)
    {
        try
        {
            Load(only);
            return [];
        }
        catch (ConfigException exception)
        {
            return [.. exception.Problems.Select(problem => problem.ToString().Replace($"{_root}/", "", StringComparison.Ordinal))];
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    public static string Edited(string text, params (string From, string To)[] edits)
    {
        foreach (var (from, to) in edits)
        {
            Assert.Equal(2, text.Split(from).Length);
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        return text;
    }

    private static IReadOnlyList<string> MessagesAfter(string file, string text, (string From, string To)[] edits)
    {
        using var workspace = new Workspace();
        return workspace.Write(file, Edited(text, edits)).Messages();
    }
}
