using System.Text.Json.Nodes;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Aws;

/// <summary>The customer's account. Calls are written like those of the AWS CLI.</summary>
internal interface IAws
{
    /// <summary>Calls one operation; lists come whole, not page by page.</summary>
    /// <param name="region">The region.</param>
    /// <param name="arguments">Service, operation and parameters, as they stand behind <c>aws</c>.</param>
    /// <returns>The answer; empty for an operation that has none.</returns>
    /// <exception cref="AwsException">AWS refused.</exception>
    /// <exception cref="CommandException">The call could not be made; the message says why.</exception>
    JsonObject Ask(string region, params IReadOnlyList<string> arguments);
}
