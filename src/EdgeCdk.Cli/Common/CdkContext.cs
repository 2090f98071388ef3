using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Common;

/// <summary>What the file cdk.json gives to the CDK as context, as <c>-c</c> does.</summary>
internal static class CdkContext
{
    /// <summary>The qualifier of a bootstrap that has no other.</summary>
    public const string DefaultQualifier = "hnb659fds";

    /// <summary>All of it; empty when the file has none.</summary>
    /// <param name="repository">Directory of the file.</param>
    /// <exception cref="CommandException">The file is not what the CDK takes.</exception>
    public static JsonObject Of(string repository)
    {
        var file = Path.Combine(repository, "cdk.json");
        try
        {
            var content = File.Exists(file) ? JsonSerializer.Deserialize<Content>(File.ReadAllText(file), JsonSerializerOptions.Web) : null;
            return content?.Context ?? [];
        }
        catch (JsonException exception)
        {
            throw new CommandException($"{file} cannot be read ({InputFile.Place(exception)})");
        }
    }

    /// <summary>The qualifier of the bootstrap, by which its resources are known.</summary>
    /// <param name="repository">Directory of the file.</param>
    public static string BootstrapQualifier(string repository) =>
        Of(repository)["@aws-cdk/core:bootstrapQualifier"]?.ToString() is { Length: > 0 } qualifier ? qualifier : DefaultQualifier;

    /// <summary>The command that bootstraps account and region with a qualifier.</summary>
    public static string BootstrapCommand(string qualifier, string account, string region) =>
        $"npx cdk bootstrap {(qualifier == DefaultQualifier ? "" : $"--qualifier {qualifier} ")}aws://{account}/{region}";

    private sealed record Content(JsonObject? Context);
}
