using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Handover.Template;
using EdgeCdk.Config;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Portable;

namespace EdgeCdk.Cli.Handover.Bundle;

/// <summary>The commands that deploy an edge from its bundle.</summary>
internal sealed class BundleCommands(EdgeDefinition edge, string bootstrapQualifier)
{
    private readonly EdgeConfig _config = edge.Config;

    private string Stack => new EdgeNames(_config.Edge.Name).Stack;

    private bool NeedsBucket => _config.Artifacts.Bucket is null;

    private IReadOnlyList<string> Secrets => PortableValues.Secrets(_config);

    public string WithCdk()
    {
        var (account, region) = (_config.Account.AccountId, _config.Account.Region);
        return $"""
            Node.js 22. Once for an account and region, `{CdkContext.BootstrapCommand(bootstrapQualifier, account, region)}`.

            ```bash
            npm ci
            npx cdk diff {Stack}
            npx cdk deploy {Stack}{string.Concat(Secrets.Select(CdkParameter))}
            ```
            """;
    }

    public string WithAws() => $"""
        `BUCKET` is any bucket of yours in {_config.Account.Region}: the template is too large for a call, and uploaded there.{Also}

        ```bash
        BUCKET='<bucket>'
        {Upload()}aws cloudformation deploy --stack-name {Stack} --template-file {PortablePart.TemplateFile} \
          --s3-bucket "$BUCKET" --s3-prefix edge/templates --capabilities CAPABILITY_NAMED_IAM{Tags()} \
          --parameter-overrides $(cat {PortablePart.ParametersFile}){Artifacts()}{string.Concat(Secrets.Select(AwsParameter))}
        aws cloudformation update-termination-protection --stack-name {Stack} {Protection}
        ```
        """;

    private string Protection => _config.TerminationProtection ? "--enable-termination-protection" : "--no-enable-termination-protection";

    private string Also => NeedsBucket ? " The function packages are taken from it, too." : "";

    private string Prefix => $"edge/{edge.Release.Version}/";

    private string Upload() => NeedsBucket ? $"aws s3 cp --recursive {BundledPackages.Directory} \"s3://$BUCKET/{Prefix}\"\n" : "";

    private string Artifacts() => NeedsBucket ? $" ArtifactBucket=\"$BUCKET\" ArtifactPrefix={Prefix}" : "";

    private string Tags()
    {
        var tags = _config.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"\"{tag.Key}={tag.Value}\"");
        return _config.Tags.Count == 0 ? "" : $" \\\n  --tags {string.Join(' ', tags)}";
    }

    private static string CdkParameter(string secret) =>
        $" \\\n  --parameters {secret}=\"${PortableDeployment.Variable(secret)}\"";

    private static string AwsParameter(string secret) => $" \\\n    {PortableDeployment.Given(secret)}";
}
