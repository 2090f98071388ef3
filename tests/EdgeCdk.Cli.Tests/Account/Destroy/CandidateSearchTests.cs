using EdgeCdk.Cli.Account.Destroy;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Tests.Account.Preflight;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Tests.Account.Destroy;

/// <summary>What may be left of an edge: what AWS lists that still exists, has its names or tags, and is of no other edge.</summary>
public sealed class CandidateSearchTests
{
    private const string Start = "eu-central-1:123456789011";

    [Theory]
    [InlineData("kms", "key/1", "KMS Key 1 of Edge-demo")]
    [InlineData("kms", "key/1", "KMS Key 1 of Edge-demo, deleted on 2026-12-06", "kms describe-key",
        """{"KeyMetadata":{"KeyState":"PendingDeletion","DeletionDate":"2026-12-06T00:00:00Z"}}""")]
    [InlineData("kms", "key/1", null, "kms describe-key", null)]
    [InlineData("elasticfilesystem", "file-system/fs-1", "EFS FileSystem fs-1 of Edge-demo")]
    [InlineData("elasticfilesystem", "access-point/fsap-1", $"other arn:aws:elasticfilesystem:{Start}:access-point/fsap-1 of Edge-demo")]
    [InlineData("logs", "log-group:/a/b", "Logs LogGroup /a/b of Edge-demo")]
    [InlineData("logs", "log-group:/a/b:*", "Logs LogGroup /a/b of Edge-demo")]
    [InlineData("ecs", "cluster/demo-jobs", "ECS Cluster demo-jobs of Edge-demo")]
    [InlineData("ecs", "cluster/demo-jobs", null, "ecs describe-clusters", """{"clusters":[{"status":"INACTIVE"}]}""")]
    [InlineData("ecs", "cluster/demo-jobs", null, "ecs describe-clusters", """{"clusters":[],"failures":[{"reason":"MISSING"}]}""")]
    // They go with their cluster, or are found by their family.
    [InlineData("ecs", "service/demo-management/plane", null)]
    [InlineData("ecs", "task-definition/demo-dqc:1", null)]
    [InlineData("sqs", "demo-dead", "SQS Queue https://sqs/demo-dead of Edge-demo")]
    [InlineData("sqs", "demo-dead", null, "sqs get-queue-url", null)]
    [InlineData("lambda", "function:reader", "Lambda Function reader of Edge-demo")]
    [InlineData("secretsmanager", "secret:s-1", $"SecretsManager Secret arn:aws:secretsmanager:{Start}:secret:s-1 of Edge-demo")]
    [InlineData("ec2", "security-group/sg-1", "EC2 SecurityGroup sg-1 of Edge-demo")]
    [InlineData("ec2", "vpc-endpoint/vpce-1", "EC2 VPCEndpoint vpce-1 of Edge-demo")]
    [InlineData("ec2", "volume/vol-1", $"other arn:aws:ec2:{Start}:volume/vol-1 of Edge-demo")]
    [InlineData("sns", "topic", $"other arn:aws:sns:{Start}:topic of Edge-demo")]
    public void What_the_tagging_API_lists_is_known_by_its_ARN_and_may_be_gone(
        string service, string rest, string? found, string? operation = null, string? answer = null)
    {
        var aws = new FakeAws(
        [
            .. operation is not null && answer is not null ? [(operation, answer)] : Array.Empty<(string, string)>(),
            ("kms describe-key", """{"KeyMetadata":{"KeyState":"Enabled"}}"""),
            ("ecs describe-clusters", """{"clusters":[{"status":"ACTIVE"}]}"""),
            ("sqs get-queue-url", """{"QueueUrl":"https://sqs/demo-dead"}"""),
        ]);
        if (operation is not null && answer is null)
            aws.Without(operation);

        var candidate = TaggedResource.Of(new RegionalAws(aws, FakeAccount.Region), $"arn:aws:{service}:{Start}:{rest}", "Edge-demo");

        Assert.Equal(found, candidate is null ? null : $"{candidate.Kind} {candidate.Id} of {candidate.TaggedStack}"
            + (candidate.DeletedOn is { } day ? $", deleted on {day}" : ""));
    }

    [Theory]
    // Groups and keys that the edge file names are of others.
    [InlineData("tags", "sg-of-the-stack", """
        {"ResourceTagMappingList":[{"ResourceARN":"arn:aws:ec2:a:b:security-group/sg-of-the-stack"},
          {"ResourceARN":"arn:aws:ec2:a:b:security-group/sg-of-others"}]}
        """)]
    [InlineData("the key alias", "alias/ataccama/edge/demo", """
        {"Aliases":[{"AliasName":"alias/ataccama/edge/other"},{"AliasName":"alias/ataccama/edge/demo"}]}
        """)]
    [InlineData("roles", "Edge-demo-Task-1 demo-plane-manager", """
        {"Roles":[{"RoleName":"Edge-demo-Task-1"},{"RoleName":"demo-plane-manager"},{"RoleName":"demo-of-somebody"}],
         "Tags":[{"Key":"team","Value":"data"},{"Key":"ataccama:edge:name","Value":"demo"}]}
        """)]
    [InlineData("roles", "demo-plane-manager", """
        {"Roles":[{"RoleName":"Edge-demo-Task-1"},{"RoleName":"demo-plane-manager"}],
         "Tags":[{"Key":"copy-of","Value":"demo"},{"Key":"ataccama:edge:name","Value":"demo-prod"}]}
        """)]
    // An edge demo-prod has names that begin like those of demo.
    [InlineData("task definitions", "demo-dqc:7", """
        {"families":["demo-dqc","demo-prod-dqc"],"taskDefinitionArns":["arn:aws:ecs:a:b:task-definition/demo-dqc:7"]}
        """)]
    public void Names_and_tags_of_the_edge_are_compared_as_a_whole(string question, string found, string answer)
    {
        var definition = Targets.Of(new FakeAws()).Definition;
        var config = definition.Config;
        var place = new EdgePlace("demo", FakeAccount.Region)
        {
            Definition = definition with
            {
                Config = config with { Vpc = config.Vpc with { SecurityGroups = new SecurityGroupsSection { Jobs = "sg-of-others" } } },
            },
        };
        var aws = new WatchedAws(new FakeAws([.. Operations.Select(operation => (operation, answer))]));

        var candidates = new CandidateSearch(new RegionalAws(aws, FakeAccount.Region), place).Questions
            .Single(one => one.What == question).Find().Select(candidate => candidate.Id);

        Assert.Equal(found, string.Join(' ', candidates.Order(StringComparer.Ordinal)));
        Assert.DoesNotContain(aws.Calls, call => call.Contains("--family-prefix demo-prod", StringComparison.Ordinal));
    }

    private static readonly string[] Operations =
    [
        "resourcegroupstaggingapi get-resources", "kms list-aliases", "iam list-roles", "iam list-role-tags",
        "ecs list-task-definition-families", "ecs list-task-definitions",
    ];
}
