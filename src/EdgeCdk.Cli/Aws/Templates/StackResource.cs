using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Aws.Templates;

/// <summary>A resource of a template.</summary>
internal sealed record StackResource(string Id, JsonObject Json)
{
    public string Type => Json["Type"]?.ToString() ?? "";

    public JsonObject Properties => Json["Properties"] as JsonObject ?? [];

    /// <summary>Path of the construct below the stack; the logical id in a template that says nothing about constructs.</summary>
    public string Path => Json["Metadata"]?["aws:cdk:path"]?.ToString() is { } path
        && path.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
            ? path[(slash + 1)..]
            : Id;

    /// <summary>The type in a reader's words: <c>AWS::EFS::FileSystem</c> as <c>EFS FileSystem</c>.</summary>
    public string Kind => Type.Replace("AWS::", "", StringComparison.Ordinal).Replace("::", " ", StringComparison.Ordinal);
}
