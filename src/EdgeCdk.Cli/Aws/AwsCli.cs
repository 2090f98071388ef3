using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Aws;

/// <summary>The AWS CLI, which the vendor asks customers to have: it knows their profiles and single sign-on.</summary>
internal sealed class AwsCli : IAws
{
    public JsonObject Ask(string region, params IReadOnlyList<string> arguments)
    {
        var answer = Programs.Run("aws", [.. arguments, "--region", region, "--output", "json"], Environment.CurrentDirectory, null, ("AWS_PAGER", ""));
        if (answer.ExitCode == 0)
            return string.IsNullOrWhiteSpace(answer.Output) ? [] : JsonNode.Parse(answer.Output)!.AsObject();
        throw AwsException.Parse(answer.Error) ?? (Exception)new CommandException($"AWS cannot be asked: {answer.Error.Trim()}");
    }
}
