using System.Text;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Common;
using EdgeCdk.Config;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Handover.Split;

/// <summary>The page beside the templates: order, commands, values, and statements that are wider than in one stack.</summary>
/// <param name="edge">The edge.</param>
/// <param name="wider">The wider statements.</param>
/// <param name="missing">Keys that the edge file still has to name.</param>
/// <param name="network">The template of the network.</param>
/// <param name="own">The template of the edge itself, when there is one.</param>
/// <param name="directory">The directory of the files, as a user would write it.</param>
internal sealed class SplitReadme(
    EdgeDefinition edge, IReadOnlyList<WiderStatement> wider, IReadOnlyList<string> missing, JsonObject network, JsonObject? own,
    string directory)
{
    private static readonly string[] OfKeys = ["GeneralKeyArn", "DataQualityKeyArn"];

    private string Name => edge.Config.Edge.Name;

    private string Region => edge.Config.Account.Region;

    /// <summary>The text.</summary>
    public string Text()
    {
        var text = new StringBuilder($"""
            # Edge {Name}, release {edge.Release.Version}: templates for each team

            Account {edge.Config.Account.AccountId}, region {Region}. Apply the templates in this order, the first time and for
            every new release or edge file. Name the stacks as here: policies match the names that follow from the name of the edge's
            stack.

            | step | template | who | needs permission to |
            |---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var (index, step) in SplitStep.Teams.Append(SplitStep.Edge).Index())
            text.Append($"| {index + 1} | `{step.File}` | {step.Team} | {step.Rights} |\n");
        text.Append("\nBefore the commands, in the directory of these files:\n\n");
        text.Append($"```sh\ncd {ShellText.Word(directory)}\n{AwsCliSettings.Export}\n");
        text.Append($"TEMPLATE_BUCKET='<bucket>'   # a bucket of yours in {Region}\n```\n");
        Rights(text);
        Keys(text);
        Network(text);
        Identity(text);
        Edge(text);
        Wider(text);
        return text.ToString();
    }

    // As it is once every team has created its part.
    private EdgeDefinition Divided => edge with
    {
        Config = edge.Config with
        {
            Iam = edge.Config.Iam with { Roles = ResourceMode.Existing },
            Vpc = edge.Config.Vpc with { SecurityGroups = edge.Config.Vpc.SecurityGroups ?? new SecurityGroupsSection() },
            Kms = edge.Config.Kms with
            {
                GeneralKeyArn = Value("GeneralKeyArn"),
                DataQualityKeyArn = Value("DataQualityKeyArn"),
            },
        },
    };

    private void Rights(StringBuilder text) => text.Append($"""

        ## Rights

        Two templates create the least rights for each step: for CloudFormation a service role, and for whoever runs the commands a policy.
        An administrator applies them, and again for every new release: that for steps 1 to 3 now, and that for step 4 after step 1, which
        makes the keys that it names.

        ```sh
        {Deploy("edge-deployer-teams-" + Name, DeployerTemplates.Teams, DeployerTemplates.ValuesOfTeams(edge.Config),
            "TemplateBucket=\"$TEMPLATE_BUCKET\"")}
        ```

        `TEMPLATE_BUCKET` is a bucket in the region that the AWS CLI uploads large templates to; who runs step 4 without the CDK CLI needs
        `s3:PutObject` and `s3:GetObject` on its objects, too. The outputs are the ARNs of the service roles, for `--role-arn` in each
        command below, and of the policies for those who run them.

        """.ReplaceLineEndings("\n"));

    private string Deploy(
        string stack, string template, IReadOnlyDictionary<string, string> values, params string[] further) => string.Join(
        " \\\n  ",
        [
            $"aws cloudformation deploy --region {Region} --stack-name {stack} --template-file {template}",
            "--capabilities CAPABILITY_NAMED_IAM --no-fail-on-empty-changeset --parameter-overrides",
            .. values.Select(value => $"  {value.Key}={value.Value}"), .. further.Select(value => $"  {value}"),
        ]);

    private void Keys(StringBuilder text) => text.Append($"""

        ## 1. Keys

        ```sh
        {Deploy(SplitStep.Keys)}
        {Show(SplitStep.Keys)}
        ```

        Pass on: the output `EdgeFile` is the value of `kms` in the edge file, for step 4. `GeneralKeyArn` and `DataQualityKeyArn` are
        for {(Given(network).Count > 0 ? "steps 2 and 3" : "step 3")}.

        Now the administrator can create the rights for step 4:

        ```sh
        {Deploy("edge-deployer-" + Name, DeployerTemplates.Edge, DeployerTemplates.ValuesOfEdge(Divided))}
        ```

        """.ReplaceLineEndings("\n"));

    private void Network(StringBuilder text) => text.Append($"""

        ## 2. Network

        ```sh
        {Deploy(SplitStep.Network, [.. HasEndpoints ? (string[])["--s3-bucket \"$TEMPLATE_BUCKET\""] : [], .. Overrides(network)])}
        {Show(SplitStep.Network)}
        ```

        Pass on: the output `EdgeFile` is the value of `vpc.securityGroups` in the edge file, for step 4.{(HasEndpoints
            ? " The endpoints have nothing\nto pass on: `vpc.endpointOwner: network` stays in the edge file."
            : "")}

        """.ReplaceLineEndings("\n"));

    // The template is larger than what CloudFormation takes in a call.
    private void Identity(StringBuilder text) => text.Append($"""

        ## 3. Identity

        ```sh
        {Deploy(
            SplitStep.Identity, "--s3-bucket \"$TEMPLATE_BUCKET\" --capabilities CAPABILITY_NAMED_IAM",
            "--parameter-overrides", Override("GeneralKeyArn"), Override("DataQualityKeyArn"))}
        ```

        The edge file then says `iam.roles: existing`; there are no values to
        pass on. Once the edge is deployed, give the parameters whose names end with `Id` the ids of its file system and access points
        in place of `*`:

        ```sh
        aws cloudformation list-stack-resources --region {Region} --stack-name {new EdgeNames(Name).Stack} \
          --query "StackResourceSummaries[?starts_with(ResourceType, 'AWS::EFS::')].[LogicalResourceId, PhysicalResourceId]" --output table
        ```

        """.ReplaceLineEndings("\n"));

    private void Edge(StringBuilder text)
    {
        text.Append("\n## 4. Edge\n\n");
        if (own is null)
        {
            text.Append($"The edge file has no {string.Join(", ", missing)} yet. Add what steps 1 to 3 created, check it with ");
            text.Append($"`npx edge preflight {Name}`, and run `npx edge split {Name}` again for `{SplitStep.Edge.File}`.\n");
            return;
        }

        text.Append($"""
            With the CDK CLI: `npx cdk deploy {new EdgeNames(Name).Stack}`. With the AWS CLI alone{Variables(own)}:

            ```sh
            {Deploy(SplitStep.Edge, ["--s3-bucket \"$TEMPLATE_BUCKET\"", $"--tags {string.Join(' ', Tags())}", .. Overrides(own)])}
            ```

            """.ReplaceLineEndings("\n"));
        if (edge.Config.Artifacts.Bucket is null)
        {
            text.Append("\nThe edge file names local packages, which the AWS CLI does not upload: use the CDK CLI, or ");
            text.Append("`artifacts.bucket` in the edge file.\n");
        }
    }

    private static string Variables(JsonObject template) => Given(template).Except(OfKeys).ToList() is { Count: > 0 } names
        ? $", with values in {string.Join(", ", names.Select(name => $"`{name}`"))}"
        : "";

    private bool HasEndpoints => edge.Config.Vpc.EndpointOwner is EndpointOwner.Network;

    private string[] Overrides(JsonObject template) => Given(template) is { Count: > 0 } given
        ? ["--parameter-overrides", .. given.Select(Override)]
        : [];

    private string Override(string parameter) => $"  {parameter}={Value(parameter)}";

    // ARNs of keys are in the edge file, or outputs of step 1; what only the customer knows is in a variable of that name.
    private string Value(string parameter) => parameter switch
    {
        "GeneralKeyArn" => edge.Config.Kms.GeneralKeyArn ?? OutputOfKeys(parameter),
        "DataQualityKeyArn" => edge.Config.Kms.DataQualityKeyArn ?? OutputOfKeys(parameter),
        _ => $"\"${parameter}\"",
    };

    private string OutputOfKeys(string output) =>
        $"\"$(aws cloudformation describe-stacks --region {Region} --stack-name {SplitStep.Keys.Stack(Name)} "
        + $"--query \"Stacks[0].Outputs[?OutputKey=='{output}'].OutputValue\" --output text)\"";

    // Those without a default: what only the customer knows, or an earlier step.
    private static IReadOnlyList<string> Given(JsonObject template) =>
    [
        .. (template["Parameters"]?.AsObject() ?? [])
            .Where(parameter => parameter.Value!["Default"] is null).Select(parameter => parameter.Key),
    ];

    private IEnumerable<string> Tags() => EdgeTags.Of(Name, edge.Release.Version).Concat(edge.Config.Tags)
        .Select(tag => $"'{tag.Key}={tag.Value.Replace("'", "'\\''", StringComparison.Ordinal)}'");

    private string Deploy(SplitStep step, params string[] options) => string.Join(
        " \\\n  ",
        [
            $"aws cloudformation deploy --region {Region} --stack-name {step.Stack(Name)}",
            $"--template-file {step.File} --no-fail-on-empty-changeset", .. options,
        ]);

    private string Show(SplitStep step) =>
        $"aws cloudformation describe-stacks --region {Region} --stack-name {step.Stack(Name)} \\\n"
        + "  --query \"Stacks[0].Outputs[].[OutputKey, OutputValue]\" --output text";

    private void Wider(StringBuilder text)
    {
        text.Append("""

            ## Wider than in one stack

            In the stack of an edge that creates its roles, each statement names the ARN of its resource. Here roles and endpoints exist
            first, so that these statements of their policies have a pattern. All others are the same.

            | pattern | in place of | also matches | statements |
            |---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var same in wider.GroupBy(one => (one.Pattern, one.Resource, one.AlsoMatches)))
        {
            var statements = same.Select(one => $"{one.Holder}: {one.Statement}").Distinct();
            text.Append($"| `{same.Key.Pattern}` | {same.Key.Resource} | {same.Key.AlsoMatches} | {string.Join(", ", statements)} |\n");
        }
    }
}
