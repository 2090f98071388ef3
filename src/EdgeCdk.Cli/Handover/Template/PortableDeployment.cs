using EdgeCdk.Cli.Console;
using EdgeCdk.Config;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Product;

namespace EdgeCdk.Cli.Handover.Template;

/// <summary>An edge for whoever has the AWS CLI and nothing else: the portable template, the values of its parameters, the commands.</summary>
internal sealed class PortableDeployment(EdgeDefinition edge)
{
    private readonly EdgeConfig _config = edge.Config;

    /// <summary>Name of the template, for <see cref="TemplateSynthesis"/>.</summary>
    public string TemplateName => TemplateNameOf(edge.Release.Version, _config.DataRetention);

    /// <summary>Name of the template's file.</summary>
    public string TemplateFile => $"{TemplateName}.template.json";

    /// <summary>Name of the file with the values of parameters.</summary>
    public string ParametersFile => $"{_config.Edge.Name}.parameters.json";

    /// <summary>Name of the file with the commands.</summary>
    public string CommandsFile => $"{_config.Edge.Name}.deploy.sh";

    /// <summary>The commands as a script.</summary>
    public string Script() => $$"""
        #!/bin/sh
        # Deploys the edge {{_config.Edge.Name}}, release {{edge.Release.Version}}, with the AWS CLI alone: for the first time, and for every change.
        # TEMPLATE_BUCKET: a bucket of yours in {{_config.Account.Region}}, for the template.{{SecretsNote()}}
        set -eu
        cd "$(dirname "$0")"
        : "${TEMPLATE_BUCKET:?give the name of a bucket of yours in {{_config.Account.Region}}}"

        {{string.Join("\n\n", Commands())}}

        """.ReplaceLineEndings("\n");

    /// <summary>The values of all parameters but secrets, in the form that every version of the AWS CLI takes to deploy.</summary>
    public IEnumerable<string> Parameters() => ProductValues.Of(edge).Select(value => $"{value.Key}={value.Value}");

    /// <summary>What to call, with what it needs.</summary>
    /// <param name="script">The script, as a user would write it.</param>
    public string Call(string script) => $"{string.Join(' ', [.. ProductValues.Secrets(_config).Select(secret => $"{Variable(secret)}=…"), "TEMPLATE_BUCKET=<bucket>"])} sh {script}";

    /// <summary>The commands that deploy the edge from the directory of the files, for the first time and for every change.</summary>
    public IReadOnlyList<string> Commands()
    {
        var stack = $"--region {_config.Account.Region} --stack-name Edge-{_config.Edge.Name}";
        string[] deploy =
        [
            $"aws cloudformation deploy {stack} --template-file {TemplateFile}",
            // Larger than what CloudFormation takes with a call.
            "--s3-bucket \"$TEMPLATE_BUCKET\" --capabilities CAPABILITY_NAMED_IAM --no-fail-on-empty-changeset",
            .. _config.Tags.Count == 0 ? (string[])[] : [$"--tags {string.Join(' ', _config.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => Quoted($"{tag.Key}={tag.Value}")))}"],
            $"--parameter-overrides {Overrides()}",
        ];
        return
        [
            string.Join(" \\\n  ", deploy),
            $"aws cloudformation update-termination-protection {stack} {(_config.TerminationProtection ? "--enable-termination-protection" : "--no-enable-termination-protection")}",
            $"aws cloudformation describe-stacks {stack} --query \"Stacks[0].Outputs[].[OutputKey, OutputValue]\" --output table",
        ];
    }

    /// <summary>Name of a portable template.</summary>
    /// <param name="release">Its release.</param>
    /// <param name="retention">Whether data outlives the stack.</param>
    /// <param name="ofStackSet">Whether a stack set gets it. Default: false.</param>
    public static string TemplateNameOf(string release, DataRetention retention, bool ofStackSet = false) =>
        $"edge-{(ofStackSet ? "stack-set-" : "")}{(retention is DataRetention.Retain ? "retained-" : "")}{release}";

    // The file holds no secrets, and the command takes either a file or values.
    private string Overrides()
    {
        var secrets = ProductValues.Secrets(_config);
        return secrets.Count == 0
            ? $"file://{ParametersFile}"
            : string.Join(" \\\n    ", [.. Parameters().Select(Quoted), .. secrets.Select(Given)]);
    }

    private string SecretsNote() => ProductValues.Secrets(_config) is { Count: > 0 } secrets
        ? $"\n# {string.Join(", ", secrets.Select(Variable))}: secrets, for the first time; later the values stay, unless they are given again."
        : "";

    /// <summary>A secret parameter with the value of its variable; nothing while that is empty.</summary>
    internal static string Given(string secret) => $"${{{Variable(secret)}:+\"{secret}=${Variable(secret)}\"}}";

    /// <summary>The variable for a secret parameter, such as REGISTRY_PASSWORD.</summary>
    internal static string Variable(string secret) => string.Concat(secret.Select((letter, index) => index > 0 && char.IsUpper(letter) ? $"_{letter}" : $"{char.ToUpperInvariant(letter)}"));

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
