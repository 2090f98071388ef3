using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Account.Preflight.ServiceControl;

/// <summary>A file with a service control policy that the owner of the organization gave.</summary>
/// <param name="File">The file, as the user named it.</param>
/// <param name="Statements">Its statements.</param>
internal sealed record ServiceControlPolicy(string File, IReadOnlyList<ServiceControlStatement> Statements)
{
    /// <summary>
    /// Whether it allows what it names and nothing else. A file that only denies stands beside the policy FullAWSAccess, which AWS
    /// attaches everywhere.
    /// </summary>
    public bool IsAllowList => Statements.Any(statement => !statement.IsDeny);

    /// <summary>Reads a policy document, or the answer of <c>aws organizations describe-policy</c>.</summary>
    /// <exception cref="CommandException">It is neither.</exception>
    public static ServiceControlPolicy Read(string file, string text)
    {
        var json = JsonText.Parsed(text) as JsonObject;
        var document = json?["Policy"].Text("Content") is { Length: > 0 } content ? JsonText.Parsed(content) as JsonObject : json;
        var statements = JsonPaths.Many(document?["Statement"])
            .Select((one, index) => new ServiceControlStatement(one, index + 1))
            .ToList();
        if (statements.Count > 0 && statements.TrueForAll(statement => statement.Json.Text("Effect") is "Allow" or "Deny"))
            return new ServiceControlPolicy(file, statements);
        throw new CommandException(
            $"{file} is not a service control policy: use a policy document in JSON, or the answer of `aws organizations describe-policy`");
    }
}
