using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Aws.Templates;

/// <summary>A resource of a template.</summary>
internal sealed record StackResource(string Id, JsonObject Json)
{
    public string Type => Json["Type"]?.ToString() ?? "";

    public JsonObject Properties => Json["Properties"] as JsonObject ?? [];

    /// <summary>
    /// Path of the construct that holds the edge in a stack of the user, with a slash at its end. Default: empty, the edge is the stack.
    /// </summary>
    public string Scope { get; init; } = "";

    /// <summary>
    /// Path of the construct below the edge, or below the stack when it is not of the edge; the logical id in a template that says
    /// nothing about constructs.
    /// </summary>
    public string Path => BelowStack.StartsWith(Scope, StringComparison.Ordinal) ? BelowStack[Scope.Length..] : BelowStack;

    private string BelowStack => Json["Metadata"]?["aws:cdk:path"]?.ToString() is { } path
        && path.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
            ? path[(slash + 1)..]
            : Id;

    /// <summary>The type in a reader's words: <c>AWS::EFS::FileSystem</c> as <c>EFS FileSystem</c>.</summary>
    public string Kind => Type.Replace("AWS::", "", StringComparison.Ordinal).Replace("::", " ", StringComparison.Ordinal);
}
