using EdgeCdk.Cli.Account.Destroy;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Handover.Template;
using EdgeCdk.Config;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Portable;

namespace EdgeCdk.Cli.Handover.Bundle;

/// <summary>How to deploy one edge from its bundle: every command with the values of this edge.</summary>
/// <param name="edge">The edge.</param>
/// <param name="hasPackages">Whether the function packages are in the bundle.</param>
/// <param name="obstacles">Why the portable template is not in it; empty when it is.</param>
/// <param name="bootstrapQualifier">Qualifier of the CDK bootstrap that the assembly in it requires.</param>
internal sealed class BundleReadme(EdgeDefinition edge, bool hasPackages, IReadOnlyList<string> obstacles, string bootstrapQualifier)
{
    private const string PendingDeletion = "(KMS.3, keys pending deletion), as is expected.";

    private readonly EdgeNames _names = new(edge.Config.Edge.Name);

    private string Name => edge.Config.Edge.Name;

    private string Version => edge.Release.Version;

    private string Account => edge.Config.Account.AccountId;

    private string Region => edge.Config.Account.Region;

    private bool IsRetained => edge.Config.DataRetention is DataRetention.Retain;

    private IReadOnlyList<string> Secrets => PortableValues.Secrets(edge.Config);

    /// <summary>The text, in Markdown.</summary>
    public string Text() => string.Join('\n', [Contents(), First(), Deploy(), Verify(), Upgrade(), Destroy()]);

    private string Contents() => $"""
        # Edge {Name}, release {Version}

        This bundle deploys the stack `{_names.Stack}` to account {Account} in {Region}. `sha256sum --check SHA256SUMS` shows whether it is
        complete.

        | in it | for |
        |---|---|
        | `assembly`, `cdk.json`, `package.json`, `package-lock.json` | deployment with Node.js and the CDK CLI |
        {PortableRow()}{PackagesRow()}| `edges`, `releases` | the files that all of this was made from |

        """;

    private string First() => $"""
        ## First

        ```bash
        export AWS_REGION={Region} AWS_DEFAULT_REGION={Region}
        {AwsCliSettings.Export}
        aws sts get-caller-identity --query Account     # must be "{Account}"
        # In an account that never used these services; "has been taken" means that it exists already:
        for service in ecs elasticfilesystem elasticloadbalancing; do
          aws iam create-service-linked-role --aws-service-name $service.amazonaws.com || true
        done
        ```

        The trust policy of your role `{edge.Config.S3.IamRoleArn}` must allow these roles, which {Creator()}; name them in a
        condition on `aws:PrincipalArn`:

        {string.Join('\n', _names.ResultRoles(edge.Release).Select(role => $"- `{edge.Config.RoleArn(role)}`"))}

        {BucketOfPackages()}{Credentials()}

        """;

    private string Deploy() => $"""
        ## Deploy

        {Ways()}It takes 10 to 20 minutes. {EventSourcesNote()}

        """;

    private string EventSourcesNote() => edge.Config.ControlPlane.EventSources is EventSources.Disabled
        ? "The functions do not read their queues yet: AWS denies that before the vendor has registered the edge. Verify, send the vendor "
            + "what is written below, and deploy the bundle that you get then."
        : "The functions read their queues, for which the edge must be registered.";

    private string Verify() => $"""
        ## Verify

        ```bash
        aws cloudformation describe-stacks --stack-name {_names.Stack} --query 'Stacks[0].[StackStatus,Outputs]'
        aws logs tail {_names.LogGroupPrefix}plane-manager --since 1h
        ```

        The status is CREATE_COMPLETE or UPDATE_COMPLETE, the output `Release` is {Version}, and the log groups `{_names.LogGroupPrefix}`
        have no repeated errors. Send the vendor the outputs `EdgeName`, `AccountId`, `Region` and the role ARNs.

        """;

    private string Upgrade() => $"""
        ## Upgrade

        Releases are applied one at a time, none can be skipped. Unpack the bundle of the next release into a new directory, and deploy it
        in the same way as this one; keep this directory. The stack keeps its parameter values, unless you pass others.{Triggers()}

        """;

    private string Triggers() => edge.Config.Alarms is not { } alarms ? "" : $"""


        {(alarms.RollbackTriggers
            ? "Alarms of the edge roll an upgrade back when you run this before it, with either way of deployment:"
            : "No alarm rolls an upgrade back. If an earlier bundle let them, run this before the upgrade:")}

        ```bash
        {TriggerScript.Of(edge.Config).Trim('\n')}
        ```
        """;

    private string Destroy() => $"""
        ## Destroy

        {Results()} Save what else you need.

        ```bash
        aws cloudformation update-termination-protection --stack-name {_names.Stack} --no-enable-termination-protection
        aws cloudformation delete-stack --stack-name {_names.Stack}
        aws cloudformation wait stack-delete-complete --stack-name {_names.Stack}
        ```

        Detaching the functions from the network can take 20 to 40 minutes. {Left()} The role that CloudFormation deployed the stack
        with must exist until the stack is deleted. Tell the vendor.

        """;

    private string Creator() => edge.Config.Iam.Roles is ResourceMode.Create ? "the stack creates" : "exist already";

    private string Results() => edge.Config.Kms.DataQualityKeyArn is { } key
        ? $"Data-quality results in your bucket are encrypted with your key `{key}`, which stays. An administrator of the key decides in "
            + "its policy who may decrypt them."
        : IsRetained
        ? $"Data-quality results in your bucket are encrypted with a key of the stack, which is kept. {KeyDeletion.AfterTheRoles}."
        : "Data-quality results in your bucket are encrypted with a key of the stack (`DataQualityKey`), which is deleted with it: 7 "
            + "days later nobody can read them. To keep them, ask for a bundle with `dataRetention: retain` and deploy that before you "
            + "destroy, or cancel the deletion of the key within 7 days (`aws kms cancel-key-deletion`, then `aws kms enable-key`). "
            + $"{KeyDeletion.AfterTheRoles}.";

    private string Left() => IsRetained
        ? $"{CreatedKeys switch { 0 => "File", 1 => "The key, file", _ => "Keys, file" }} system and log groups are kept, and still cost."
        : CreatedKeys switch
        {
            0 => "Nothing is left.",
            1 => $"Nothing is left but one key, which AWS deletes after 7 days; until then AWS Security Hub reports it {PendingDeletion}",
            _ => "Nothing is left but two keys, which AWS deletes after 7 days; until then AWS Security Hub reports them "
                + PendingDeletion,
        };

    private int CreatedKeys => new[] { edge.Config.Kms.GeneralKeyArn, edge.Config.Kms.DataQualityKeyArn }.Count(arn => arn is null);

    private string PortableRow() => obstacles.Count == 0
        ? $"| `{PortablePart.TemplateFile}`, `{PortablePart.ParametersFile}` | deployment with the AWS CLI alone |\n"
        : "";

    private string PackagesRow() => (hasPackages, edge.Config.Artifacts.Bucket) switch
    {
        (true, null) => $"| `{BundledPackages.Directory}` | the function packages |\n",
        (true, { } bucket) =>
            $"| `{BundledPackages.Directory}` | the function packages, as they are in the bucket `{bucket}`, from which the "
            + "deployment gets them |\n",
        (false, { } bucket) => $"| (not in it) | the function packages: the deployment gets them from the bucket `{bucket}`, below "
            + $"`{edge.Config.Artifacts.Prefix}` |\n",
        _ => throw new InvalidOperationException("an edge without a bucket has packages"),
    };

    // The owner of a bucket in another account decides.
    private string BucketOfPackages() => edge.Config.Artifacts.Bucket is not { } bucket ? "" : $"""
        The policies of the bucket `{bucket}`, and of its key if it has one, must allow `s3:GetObject` and `kms:Decrypt` to the role
        `{edge.Config.RoleArn(_names.DeploymentSupportRole)}` when the bucket is in another account.


        """;

    private string Credentials()
    {
        var registry = edge.Config.Registry switch
        {
            { Credentials: RegistryCredentials.None } =>
                $"Images come from `{edge.Config.Registry.NormalizedPrefix()}`, without credentials.",
            { SecretArn: { } secret } =>
                $"The registry's credentials are in your secret `{secret}`: JSON with `username` and `password`.",
            _ => "No credentials are in this bundle. The stack takes them as parameters; keep them out of your shell's history:",
        };
        return Secrets.Count == 0 ? registry : $"""
            {registry}

            ```bash
            {string.Join('\n', Secrets.Select(secret => $"printf '{secret}: '; read -rs {PortableDeployment.Variable(secret)}; echo"))}
            ```

            The stack keeps the values: leave out what names them below in later deployments, unless they change.
            """;
    }

    private string Ways()
    {
        var commands = new BundleCommands(edge, bootstrapQualifier);
        return obstacles.Count == 0
            ? $"""
                Use the same way as for the first deployment.

                ### With Node.js and the CDK CLI

                {commands.WithCdk()}

                ### With the AWS CLI alone

                {commands.WithAws()}


                """
            : $"""
                {commands.WithCdk()}

                The AWS CLI alone cannot deploy this edge: {string.Join(", ", obstacles)} in its file, and the portable template has no
                parameter for that.


                """;
    }
}
