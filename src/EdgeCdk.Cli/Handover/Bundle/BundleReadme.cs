using EdgeCdk.Cli.Account.Destroy;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Handover.Template;
using EdgeCdk.Config;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Product;

namespace EdgeCdk.Cli.Handover.Bundle;

/// <summary>How to deploy one edge from its bundle: every command with the values of this edge.</summary>
/// <param name="edge">The edge.</param>
/// <param name="hasPackages">Whether the function packages are in the bundle.</param>
/// <param name="obstacles">Why the portable template is not in it; empty when it is.</param>
/// <param name="bootstrapQualifier">Qualifier of the CDK bootstrap that the assembly in it asks for.</param>
internal sealed class BundleReadme(EdgeDefinition edge, bool hasPackages, IReadOnlyList<string> obstacles, string bootstrapQualifier)
{
    private string Name => edge.Config.Edge.Name;

    private string Stack => $"Edge-{Name}";

    private string Version => edge.Release.Version;

    private string Account => edge.Config.Account.AccountId;

    private string Region => edge.Config.Account.Region;

    private bool NeedsBucketForPackages => edge.Config.Artifacts.Bucket is null;

    private IReadOnlyList<string> Secrets => ProductValues.Secrets(edge.Config);

    /// <summary>The text, in Markdown.</summary>
    public string Text() => $"""
        # Edge {Name}, release {Version}

        This bundle deploys the stack `{Stack}` to account {Account} in {Region}. `sha256sum --check SHA256SUMS` tells whether it is whole.

        | in it | for |
        |---|---|
        | `assembly`, `cdk.json`, `package.json`, `package-lock.json` | deployment with Node.js and the CDK CLI |
        {(obstacles.Count == 0 ? $"| `{PortablePart.TemplateFile}`, `{PortablePart.ParametersFile}` | deployment with the AWS CLI alone |\n" : "")}{Packages()}| `edges`, `releases` | the files that all of this was made from |

        ## First

        ```bash
        export AWS_REGION={Region} AWS_DEFAULT_REGION={Region}
        aws sts get-caller-identity --query Account     # must be "{Account}"
        # In an account that never used these services; "has been taken" means that it is there already:
        for service in ecs elasticfilesystem elasticloadbalancing; do
          aws iam create-service-linked-role --aws-service-name $service.amazonaws.com || true
        done
        ```

        Your role `{edge.Config.S3.IamRoleArn}` must let in these roles, which the stack makes; name them in a condition on `aws:PrincipalArn`:

        {Roles()}

        {BucketOfPackages()}{Credentials()}

        ## Deploy

        {Ways()}It takes 10 to 20 minutes. {(edge.Config.ControlPlane.EventSources is EventSources.Disabled
            ? "The functions do not read their queues yet: AWS refuses that before the vendor has registered the edge. Verify, send the vendor what is written below, and deploy the bundle that you get then."
            : "The functions read their queues, which takes a registered edge.")}

        ## Verify

        ```bash
        aws cloudformation describe-stacks --stack-name {Stack} --query 'Stacks[0].[StackStatus,Outputs]'
        aws logs tail /ataccama/edge/{Name}/plane-manager --since 1h
        ```

        The status is CREATE_COMPLETE or UPDATE_COMPLETE, the output `Release` is {Version}, and the log groups `/ataccama/edge/{Name}/` have no
        repeated errors. Send the vendor the outputs `EdgeName`, `AccountId`, `Region` and the role ARNs.

        ## Upgrade

        Releases are applied one at a time, none is skipped. Unpack the bundle of the next release into a new directory, and deploy it in the same way
        as this one; keep this directory. Values that the stack was given before stay, unless you give others.

        ## Destroy

        {Results()} Save what else you need.

        ```bash
        aws cloudformation update-termination-protection --stack-name {Stack} --no-enable-termination-protection
        aws cloudformation delete-stack --stack-name {Stack}
        aws cloudformation wait stack-delete-complete --stack-name {Stack}
        ```

        Detaching the functions from the network can take 20 to 40 minutes. {Left()} The role that CloudFormation deployed the stack
        with must exist until the stack is deleted. Tell the vendor.

        """;

    private string Results() => edge.Config.DataRetention is DataRetention.Retain
        ? $"Data-quality results in your bucket are encrypted with a key of the stack, which stays. {KeyDeletion.AfterTheRoles}."
        : "Data-quality results in your bucket are encrypted with a key of the stack (`DataQualityKey`), which is deleted with it: 7 "
            + "days later nobody can read them. To keep them, ask for a bundle with `dataRetention: retain` and deploy that before you "
            + "destroy, or cancel the deletion of the key within 7 days (`aws kms cancel-key-deletion`, then `aws kms enable-key`). "
            + $"{KeyDeletion.AfterTheRoles}.";

    private string Left() => edge.Config.DataRetention is DataRetention.Retain
        ? "KeyDeletion, file system and log groups stay, and go on costing."
        : "Nothing is left but two keys, which AWS deletes after 7 days; until then AWS Security Hub reports them (KMS.3, keys pending "
            + "deletion), as is expected.";

    private string Packages() => (hasPackages, edge.Config.Artifacts.Bucket) switch
    {
        (true, null) => $"| `{BundledPackages.Directory}` | the function packages |\n",
        (true, { } bucket) => $"| `{BundledPackages.Directory}` | the function packages, as they are in the bucket `{bucket}`, which the deployment takes them from |\n",
        (false, { } bucket) => $"| (not in it) | the function packages: the deployment takes them from the bucket `{bucket}`, below `{edge.Config.Artifacts.Prefix}` |\n",
        _ => throw new InvalidOperationException("an edge without a bucket has packages"),
    };

    // Of a bucket in another account, its owner decides.
    private string BucketOfPackages() => edge.Config.Artifacts.Bucket is { } bucket
        ? $"""
            The policies of the bucket `{bucket}`, and of its key if it has one, must allow `s3:GetObject` and `kms:Decrypt` to the role
            `arn:{edge.Config.Account.Partition()}:iam::{Account}:role/{EdgeRoles.DeploymentSupport(Name)}` when the bucket is in another account.


            """
        : "";

    private string Roles() => string.Join('\n', EdgeRoles.OfResults(Name).Select(role => $"- `arn:{edge.Config.Account.Partition()}:iam::{Account}:role/{role}`"));

    private string Credentials()
    {
        var registry = edge.Config.Registry switch
        {
            { Credentials: RegistryCredentials.None } => $"Images come from `{edge.Config.Registry.NormalizedPrefix()}`, without credentials.",
            { SecretArn: { } secret } => $"The registry's credentials are in your secret `{secret}`: JSON with `username` and `password`.",
            _ => "No credentials are in this bundle. The stack takes them as parameters; keep them out of your shell's history:",
        };
        return Secrets.Count == 0 ? registry : $"""
            {registry}

            ```bash
            {string.Join('\n', Secrets.Select(secret => $"printf '{secret}: '; read -rs {PortableDeployment.Variable(secret)}; echo"))}
            ```

            Later deployments keep the values: leave out what names them below, unless they change.
            """;
    }

    private string Ways() => obstacles.Count == 0 ? $"""
        Stay with the way that you deployed the first time.

        ### With Node.js and the CDK CLI

        {WithCdk()}

        ### With the AWS CLI alone

        {WithAws()}


        """ : $"""
        {WithCdk()}

        The AWS CLI alone cannot deploy this edge: {string.Join(", ", obstacles)} in its file, which the portable template has no parameter for.


        """;

    private string WithCdk() => $"""
        Node.js 22. Once for an account and region, `{CdkContext.BootstrapCommand(bootstrapQualifier, Account, Region)}`.

        ```bash
        npm ci
        npx cdk diff {Stack}
        npx cdk deploy {Stack}{string.Concat(Secrets.Select(secret => $" \\\n  --parameters {secret}=\"${PortableDeployment.Variable(secret)}\""))}
        ```
        """;

    private string WithAws() => $"""
        `BUCKET` is any bucket of yours in {Region}: the template is too large for a call, and goes through it.{(NeedsBucketForPackages ? " The function packages are taken from it, too." : "")}

        ```bash
        BUCKET=…
        {(NeedsBucketForPackages ? $"aws s3 cp --recursive {BundledPackages.Directory} \"s3://$BUCKET/edge/{Version}/\"\n" : "")}aws cloudformation deploy --stack-name {Stack} --template-file {PortablePart.TemplateFile} \
          --s3-bucket "$BUCKET" --s3-prefix edge/templates --capabilities CAPABILITY_NAMED_IAM{Tags()} \
          --parameter-overrides $(cat {PortablePart.ParametersFile}){(NeedsBucketForPackages ? $" ArtifactBucket=\"$BUCKET\" ArtifactPrefix=edge/{Version}/" : "")}{string.Concat(Secrets.Select(secret => $" \\\n    {PortableDeployment.Given(secret)}"))}
        aws cloudformation update-termination-protection --stack-name {Stack} --{(edge.Config.TerminationProtection ? "" : "no-")}enable-termination-protection
        ```
        """;

    private string Tags() => edge.Config.Tags.Count == 0 ? "" : $" \\\n  --tags {string.Join(' ', edge.Config.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"\"{tag.Key}={tag.Value}\""))}";
}
