using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests;

/// <summary>Accounts that lack a role, a right to so many, a bootstrap or a free name.</summary>
public sealed class BrokenAccountTests(EmulatedAccount account) : Broken(account)
{
    [Theory]
    [InlineData("AWSServiceRoleForECS", "ecs")]
    [InlineData("AWSServiceRoleForAmazonElasticFileSystem", "elasticfilesystem")]
    [InlineData("AWSServiceRoleForElasticLoadBalancing", "elasticloadbalancing")]
    public void A_service_linked_role_is_missing(string role, string service)
    {
        Api.Call("iam", "delete_role", "RoleName", role);
        Afterwards(() => Land.CreateRole(role, Landscape.Trust("plane-manager")));

        var found = Finds(
            "failed",
            role,
            "Unable to assume the service linked role",
            text => $"{text}observability: {{ enabled: true }}\n");
        Assert.Equal($"aws iam create-service-linked-role --aws-service-name {service}.amazonaws.com", (string?)found["remedy"]);
    }

    [Fact]
    public void Without_a_collector_no_role_for_load_balancers_is_needed()
    {
        Api.Call("iam", "delete_role", "RoleName", "AWSServiceRoleForElasticLoadBalancing");
        Afterwards(() => Land.CreateRole("AWSServiceRoleForElasticLoadBalancing", Landscape.Trust("plane-manager")));

        Assert.DoesNotContain(Find(), finding => (string?)finding["outcome"] == "failed");
    }

    [Theory]
    [InlineData(4, "failed")]
    public void Fargate_may_not_run_as_much(int vCpus, string outcome)
    {
        Say(new() { ["quotas"] = new JsonObject { ["L-3032A538"] = vCpus } });

        Finds(
            outcome,
            "Fargate",
            $"{vCpus} vCPUs of Fargate On-Demand are allowed at a time; "
                + "a deployment needs up to 4.5, and 14.5 with one task of each job");
    }

    [Theory]
    [InlineData(10)]
    public void Lambda_has_too_few_concurrent_executions(int limit)
    {
        Say(new() { ["concurrency"] = limit });

        Finds("failed", "functions", "decreases account's UnreservedConcurrentExecution below its minimum value");
    }

    [Theory]
    [InlineData("warning", "the AWS CLI, stack sets and Service Catalog do not", false)]
    [InlineData("failed", "SSM parameter /cdk-bootstrap/hnb659fds/version not found", true)]
    public void The_region_is_not_bootstrapped(string outcome, string words, bool isDirectory)
    {
        Api.Call("ssm", "delete_parameter", "Name", "/cdk-bootstrap/hnb659fds/version");
        Afterwards(() => Bootstrap("30"));

        var bucket = $"artifacts: {{ bucket: {Landscape.Releases}, prefix: edge/16.6.5/ }}";
        var directory = "artifacts: { directory: lambda-artifacts }";
        Finds(outcome, "bootstrap", words, text => isDirectory ? text.With(bucket, directory) : text);
    }

    [Theory]
    [InlineData("{}", "--bootstrap-qualifier", "abc")]
    [InlineData("""{ "context": { "@aws-cdk/core:bootstrapQualifier": "abc" } }""")]
    public void The_bootstrap_of_the_organisation_is_the_one_that_counts(string cdkJson, params string[] options)
    {
        using var session = new Session(Aws, Land.EdgeFile);
        session.WriteCdkJson(cdkJson);
        string[] Found()
        {
            var output = session.Run(["preflight", Landscape.EdgeName, "--json", .. options]).Output;
            return
            [
                .. JsonNode.Parse(output)!["findings"]!.AsArray()
                    .Where(finding => (string?)finding!["about"] == "bootstrap")
                    .Select(finding => finding!.ToJsonString()),
            ];
        }

        var finding = Assert.Single(Found());
        Assert.Contains("/cdk-bootstrap/abc/version", finding, StringComparison.Ordinal);
        Assert.Contains("npx cdk bootstrap --qualifier abc aws://", finding, StringComparison.Ordinal);

        Bootstrap("30", "abc");
        Afterwards(() => Api.Call("ssm", "delete_parameter", "Name", "/cdk-bootstrap/abc/version"));
        Assert.Empty(Found());
    }

    [Fact]
    public void Log_groups_of_an_earlier_edge_are_left()
    {
        JsonObject Group() => new() { ["logGroupName"] = "/ataccama/edge/acme/cleanup" };
        Break("logs", "create_log_group", Group(), "delete_log_group", Group());

        Finds("failed", "log groups",
            "export them first if they are needed (aws logs create-export-task), or choose another edge.name; then delete them: aws logs "
            + "delete-log-group --region eu-central-1 --log-group-name /ataccama/edge/acme/cleanup");
    }

    [Fact]
    public void The_log_groups_of_another_edge_are_none_of_its_business()
    {
        JsonObject Group() => new() { ["logGroupName"] = "/ataccama/edge/acme-other/cleanup" };
        Break("logs", "create_log_group", Group(), "delete_log_group", Group());

        Assert.DoesNotContain(Find(), finding => (string?)finding["about"] == "log groups");
    }

    [Fact]
    public void The_alias_of_an_earlier_edge_is_left()
    {
        var key = Land.Make("kms", "create_key", [], "KeyMetadata", "KeyId");
        Break(
            "kms",
            "create_alias",
            new() { ["AliasName"] = "alias/ataccama/edge/acme", ["TargetKeyId"] = key },
            "delete_alias",
            new() { ["AliasName"] = "alias/ataccama/edge/acme" });

        var found = Finds("failed", "alias/ataccama/edge/acme", "An alias with the name alias/ataccama/edge/acme already exists");
        Assert.StartsWith(
            "if the vendor's Terraform created it, delete nothing: npx edge takeover acme", (string?)found["remedy"],
            StringComparison.Ordinal);
        Assert.Contains("data of an earlier edge may be encrypted with that key: choose another edge.name, or save that data first; "
            + "keep the key", (string?)found["remedy"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_role_has_the_name_of_one_of_the_edge()
    {
        Land.CreateRole("acme-job-dqc", Landscape.Trust("plane-manager"));
        Afterwards(() => Api.Call("iam", "delete_role", "RoleName", "acme-job-dqc"));

        Finds("failed", "acme-job-dqc", "Role with name acme-job-dqc already exists");
    }

    [Theory]
    [InlineData(
        "ROLLBACK_COMPLETE",
        true,
        "failed",
        "update-termination-protection --region eu-central-1 --stack-name Edge-acme --no-enable-termination-protection")]
    [InlineData("ROLLBACK_COMPLETE", false, "warning", "the CDK CLI deletes it, and then deploys")]
    [InlineData("UPDATE_IN_PROGRESS", true, "failed", "is in a state that cannot be updated")]
    [InlineData("UPDATE_ROLLBACK_FAILED", true, "failed", "aws cloudformation continue-update-rollback")]
    [InlineData("DELETE_FAILED", true, "failed", "aws cloudformation delete-stack")]
    public void The_stack_is_in_no_state_to_be_deployed(string status, bool isProtected, string outcome, string words)
    {
        var stack = new JsonObject { ["StackName"] = "Edge-acme", ["StackStatus"] = status, ["EnableTerminationProtection"] = isProtected };

        var findings = Find(aws: new Having(Aws, stack)).Where(finding => (string?)finding["outcome"] == outcome).ToList();

        Assert.Contains(words, Assert.Single(findings).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_deployed_edge_itself_made_is_not_in_its_way()
    {
        Land.CreateRole("acme-job-dqc", Landscape.Trust("plane-manager"));
        Afterwards(() => Api.Call("iam", "delete_role", "RoleName", "acme-job-dqc"));

        var findings = Find(aws: new Having(Aws, new JsonObject { ["StackName"] = "Edge-acme", ["StackStatus"] = "UPDATE_COMPLETE" }));

        Assert.DoesNotContain(findings, finding => (string?)finding["outcome"] == "failed");
    }

    [Fact]
    public void The_permissions_boundary_is_not_there() =>
        Finds(
            "failed",
            "iam.permissionsBoundaryArn",
            "does not exist or is not attachable",
            text => $"{text}iam: {{ permissionsBoundaryArn: \"arn:aws:iam::{Places.Account}:policy/boundary\" }}\n");

    [Fact]
    public void The_topic_for_alarms_is_not_there() =>
        Finds(
            "failed",
            "alarms.topicArn",
            "then alarms reach nobody",
            text => $"{text}alarms: {{ topicArn: \"arn:aws:sns:eu-central-1:{Places.Account}:nobody\" }}\n");

    [Fact]
    public void The_topic_for_alarms_is_under_a_key_that_cloudwatch_may_not_use()
    {
        var parameters = new JsonObject
        {
            ["Name"] = "under-aws-sns",
            ["Attributes"] = new JsonObject { ["KmsMasterKeyId"] = "alias/aws/sns" },
        };
        var topic = Land.Make("sns", "create_topic", parameters, "TopicArn");
        Afterwards(() => Api.Call("sns", "delete_topic", "TopicArn", topic));

        Finds("failed", "alarms.topicArn", "a key that CloudWatch cannot use", text => $"{text}alarms: {{ topicArn: \"{topic}\" }}\n");
    }

    [Fact]
    public void Policies_of_an_organization_cannot_be_read()
    {
        Break("organizations", "create_organization", new() { ["FeatureSet"] = "ALL" }, "delete_organization", []);

        var found = Finds("unknown", "organization", "service control policies");
        Assert.Contains("docs/security/access.md", (string?)found["remedy"], StringComparison.Ordinal);
    }

    private void Bootstrap(string version, string qualifier = "hnb659fds") => Api.Call("ssm", "put_parameter", new JsonObject
    {
        ["Name"] = $"/cdk-bootstrap/{qualifier}/version",
        ["Value"] = version,
        ["Type"] = "String",
        ["Overwrite"] = true,
    });

    private sealed class Having(IAws aws, JsonObject stack) : IAws
    {
        public JsonObject Ask(string region, params IReadOnlyList<string> arguments) =>
            arguments[1] == "describe-stacks"
                ? new JsonObject { ["Stacks"] = new JsonArray(stack.DeepClone()) }
                : aws.Ask(region, arguments);
    }
}
