using EdgeCdk.Config;
using EdgeCdk.Config.Drafts;

namespace EdgeCdk.Cli.Files.Init;

/// <summary>The text of an edge file that does not exist yet. Its first line tells editors where the schema is, if it is there.</summary>
/// <param name="installation">Edge CDK, which has the schema.</param>
/// <param name="directory">The directory of the file.</param>
internal sealed class NewEdgeText(Installation installation, string directory)
{
    // Relative to Edge CDK; written by `edge schema`.
    private const string SchemaFile = "docs/schemas/edge.schema.json";

    /// <summary>The text.</summary>
    /// <param name="draft">The values.</param>
    /// <param name="example">Name of the example that it begins as. Null: it has every key there is.</param>
    public string Of(EdgeDraft draft, string? example) =>
        example is null ? EdgeDraftWriter.Write(draft, Schema()) : Filled(example, draft);

    // The first line of an example names the schema, from where the example is.
    private string Filled(string name, EdgeDraft draft)
    {
        var text = File.ReadAllText(EdgeExamples.PathOf(name));
        var schema = Schema() is { } path ? EdgeDraftWriter.SchemaLine(path) : "";
        return EdgeDraftWriter.Fill(schema + text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..], draft);
    }

    private string? Schema()
    {
        var schema = Path.Combine(installation.Root, SchemaFile);
        return File.Exists(schema) ? Path.GetRelativePath(directory, schema).Replace('\\', '/') : null;
    }
}
