using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Config;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Portable;

namespace EdgeCdk.Cli.Handover.Template;

/// <summary>An edge for a customer with the AWS CLI alone: the portable template, the values of its parameters, the commands.</summary>
internal sealed class PortableDeployment(EdgeDefinition edge)
{
    private readonly EdgeConfig _config = edge.Config;

    /// <summary>Name of the template.</summary>
    public string TemplateName => TemplateNameOf(edge.Release.Version, _config.DataRetention);

    /// <summary>Name of the file with the values of parameters.</summary>
    public string ParametersFile => $"{_config.Edge.Name}.parameters.json";

    /// <summary>Name of the file with the commands.</summary>
    public string CommandsFile => $"{_config.Edge.Name}.deploy.sh";

    private IReadOnlyList<string> Secrets => PortableValues.Secrets(_config);

    /// <summary>Name of a portable template.</summary>
    /// <param name="release">Its release.</param>
    /// <param name="retention">Whether data outlives the stack.</param>
    /// <param name="ofStackSet">Whether it is for a stack set. Default: false.</param>
    public static string TemplateNameOf(string release, DataRetention retention, bool ofStackSet = false) =>
        $"edge-{(ofStackSet ? "stack-set-" : "")}{(retention is DataRetention.Retain ? "retained-" : "")}{release}";

    /// <summary>The commands as a script.</summary>
    public string Script() => $$"""
        #!/bin/sh
        # Deploys the edge {{_config.Edge.Name}}, release {{edge.Release.Version}}, the first time and for every change.
        # TEMPLATE_BUCKET: a bucket of yours in {{_config.Account.Region}}, for the template.{{SecretsNote()}}
        set -eu
        cd "$(dirname "$0")"
        {{AwsCliSettings.Export}}
        : "${TEMPLATE_BUCKET:?set it to the name of a bucket of yours in {{_config.Account.Region}}}"
        {{TriggerScript.Of(_config)}}
        {{string.Join("\n\n", Commands())}}

        """.ReplaceLineEndings("\n");

    /// <summary>The values of all parameters but secrets, in the form that every version of the AWS CLI takes for deploy.</summary>
    public IEnumerable<string> Parameters() => PortableValues.Of(edge).Select(value => $"{value.Key}={value.Value}");

    /// <summary>How the script is called.</summary>
    /// <param name="script">Path of the script.</param>
    public string Call(string script) =>
        string.Concat(Secrets.Select(secret => $"{Variable(secret)}='<secret>' "))
        + $"TEMPLATE_BUCKET='<bucket>' sh {ShellText.Word(script)}";

    /// <summary>The commands that deploy the edge from the directory of the files, the first time and for every change.</summary>
    public IReadOnlyList<string> Commands()
    {
        var stack = $"--region {_config.Account.Region} --stack-name {new EdgeNames(_config.Edge.Name).Stack}";
        string[] deploy =
        [
            $"aws cloudformation deploy {stack} --template-file {TemplateName}.template.json",
            // The template is larger than what CloudFormation takes in a call.
            "--s3-bucket \"$TEMPLATE_BUCKET\" --capabilities CAPABILITY_NAMED_IAM --no-fail-on-empty-changeset",
            .. Tags(),
            $"--parameter-overrides {Overrides()}",
        ];
        var protection = _config.TerminationProtection ? "--enable-termination-protection" : "--no-enable-termination-protection";
        return
        [
            string.Join(" \\\n  ", deploy),
            $"aws cloudformation update-termination-protection {stack} {protection}",
            $"aws cloudformation describe-stacks {stack} --query \"Stacks[0].Outputs[].[OutputKey, OutputValue]\" --output table",
        ];
    }

    /// <summary>A secret parameter with the value of its variable; nothing while that is empty.</summary>
    internal static string Given(string secret) => $"${{{Variable(secret)}:+\"{secret}=${Variable(secret)}\"}}";

    /// <summary>The variable for a secret parameter, such as REGISTRY_PASSWORD.</summary>
    internal static string Variable(string secret) => string.Concat(secret.Select(
        (letter, index) => index > 0 && char.IsUpper(letter) ? $"_{letter}" : $"{char.ToUpperInvariant(letter)}"));

    private IEnumerable<string> Tags()
    {
        var tags = _config.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => ShellText.Quoted($"{tag.Key}={tag.Value}"));
        return _config.Tags.Count == 0 ? [] : [$"--tags {string.Join(' ', tags)}"];
    }

    // The file has no secrets, and the command takes either a file or values.
    private string Overrides() => Secrets.Count == 0
        ? $"file://{ParametersFile}"
        : string.Join(" \\\n    ", [.. Parameters().Select(ShellText.Quoted), .. Secrets.Select(Given)]);

    private string SecretsNote() => Secrets.Count == 0
        ? ""
        : $"\n# {string.Join(", ", Secrets.Select(Variable))}: secrets, the first time; later the stack keeps the values, unless you set "
            + "them.";
}
