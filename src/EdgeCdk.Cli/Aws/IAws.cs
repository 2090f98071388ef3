using System.Text.Json.Nodes;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Aws;

/// <summary>The customer's account, asked in the words of the AWS CLI, with its ways to log in.</summary>
internal interface IAws
{
    /// <summary>Calls one operation; lists come whole, not page by page.</summary>
    /// <param name="region">Where.</param>
    /// <param name="arguments">Service, operation and parameters, as they stand behind <c>aws</c>.</param>
    /// <returns>The answer; empty for an operation that has none.</returns>
    /// <exception cref="AwsException">AWS refused.</exception>
    /// <exception cref="CommandException">AWS cannot be asked at all; the message says why.</exception>
    JsonObject Ask(string region, params IReadOnlyList<string> arguments);
}
