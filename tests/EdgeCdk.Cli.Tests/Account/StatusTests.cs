using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Cli.Account.Verify;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Aws.Network;
using EdgeCdk.Cli.Tests.Account.Preflight;
using EdgeCdk.Config;
using EdgeCdk.Config.Edge;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account;

/// <summary>Every status of what the commands look at, and one that AWS has not invented yet: only those that are good pass, and each other
/// one is shown by its name.</summary>
public sealed class StatusTests
{
    private const string New = "BrandNew";

    // The enumerations of botocore 1.43.11 (2026-11), except for event source mappings, whose states its documentation lists.
    private static readonly Dictionary<string, (string[] All, string[] Good)> Statuses = new()
    {
        ["kms"] = (
            ["Creating", "Enabled", "Disabled", "PendingDeletion", "PendingImport", "PendingReplicaDeletion", "Unavailable", "Updating"],
            ["Enabled", "Updating"]),
        ["nat"] = (["pending", "failed", "available", "deleting", "deleted"], ["available"]),
        ["endpoint"] = (["PendingAcceptance", "Pending", "Available", "Partial"], ["Available"]),
        ["subnet"] = (["pending", "available", "unavailable", "failed", "failed-insufficient-capacity"], ["available"]),
        ["service"] = (["ACTIVE", "DRAINING", "INACTIVE"], ["ACTIVE"]),
        ["rollout"] = (["COMPLETED", "FAILED", "IN_PROGRESS"], ["COMPLETED"]),
        ["function"] = (
            ["Pending", "Active", "Inactive", "Failed", "Deactivating", "Deactivated", "ActiveNonInvocable", "Deleting"],
            ["Active", "Inactive"]),
        ["update"] = (["Successful", "Failed", "InProgress"], ["Successful"]),
        ["mapping"] = (["Creating", "Enabling", "Enabled", "Disabling", "Disabled", "Updating", "Deleting"], ["Enabled"]),
        ["mount"] = (["creating", "available", "updating", "deleting", "deleted", "error"], ["available"]),
        ["alarm"] = (["OK", "ALARM", "INSUFFICIENT_DATA"], ["OK", "INSUFFICIENT_DATA"]),
        ["drift"] = (["DRIFTED", "IN_SYNC", "UNKNOWN", "NOT_CHECKED"], ["IN_SYNC", "NOT_CHECKED"]),
    };

    // What AWS leaves by itself; of all others, somebody has to act. An alarm ends when what it measures does.
    private static readonly Dictionary<string, string[]> Passing = new()
    {
        ["rollout"] = ["IN_PROGRESS"],
        ["function"] = ["Pending"],
        ["update"] = ["InProgress"],
        ["mapping"] = ["Creating", "Enabling", "Updating"],
        ["mount"] = ["creating", "updating"],
        ["alarm"] = ["ALARM"],
    };

    private static readonly EdgeDefinition Demo = Fleet.Load(EdgeExamples.PathOf(EdgeExamples.Smallest), Repository.Releases).Single();

    public static TheoryData<string, string> All
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var (kind, statuses) in Statuses)
            {
                foreach (var status in (string[])[.. statuses.All, New])
                    rows.Add(kind, status);
            }

            return rows;
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Only_a_good_status_passes_and_any_other_is_named(string kind, string status)
    {
        var findings = FindingsOf(kind, status);
        var bad = findings.Where(finding => finding.Outcome is not (Outcome.Ok or Outcome.Skipped)).ToList();

        if (Statuses[kind].Good.Contains(status))
        {
            Assert.Empty(bad);
            return;
        }

        var finding = Assert.Single(bad);
        Assert.NotEmpty(finding.Remedy!);
        Assert.Equal(Passing.GetValueOrDefault(kind, []).Contains(status), finding.WaitingCanHelp);
        if (status is not ("INACTIVE" or "DRIFTED"))
            Assert.Contains(Words(kind, status), finding.What, StringComparison.OrdinalIgnoreCase);
        if (status == New)
            Assert.NotEqual(Outcome.Ok, finding.Outcome);
    }

    // What has a sentence of its own instead of its name.
    private static string Words(string kind, string status) => (kind, status) switch
    {
        ("rollout", "IN_PROGRESS") => "a deployment is in progress",
        ("update", "InProgress") => "is being updated",
        _ => status,
    };

    private static IReadOnlyList<Finding> FindingsOf(string kind, string status) => kind switch
    {
        "kms" => KeyStates.Fault(status, "arn", "eu-central-1") is var (outcome, what, remedy)
            ? [new Finding(outcome, "key") { What = what, Remedy = remedy }]
            : [],
        "nat" => [.. NatGatewayChecks.Find(
            Targets.Of(new FakeAws(
                ("ec2 describe-nat-gateways", $$"""{"NatGateways":[{"State":"{{status}}"}]}"""),
                ("ec2 describe-subnets", Targets.Subnets))),
            Targets.First, "nat-1")],
        "endpoint" => [.. ExistingEndpointChecks.Find(
            Targets.Of(new FakeAws(
                ("ec2 describe-vpc-endpoints", $$"""
                    {"VpcEndpoints":[{"VpcEndpointId":"vpce-1","VpcEndpointType":"Interface","ServiceName":"com.amazonaws.eu-central-1.sqs",
                      "State":"{{status}}","PrivateDnsEnabled":true}]}
                    """))),
            EndpointService.Interfaces.Single(service => service.Service == "sqs"))],
        "subnet" => [.. SubnetChecks.Find(Targets.Of(new FakeAws(("ec2 describe-subnets", $$"""
            {"Subnets":[{"SubnetId":"{{Targets.First}}","AvailabilityZone":"a","State":"{{status}}"},
              {"SubnetId":"{{Targets.Second}}","AvailabilityZone":"b","State":"available"}]}
            """))))],
        "service" => Of(
            ServiceChecks.Steady, Resource("AWS::ECS::Service", "arn:aws:ecs:x:1:service/c/s"), "ecs describe-services", $$"""
            {"services":[{"status":"{{status}}","desiredCount":1,"runningCount":1,"deployments":[{"rolloutState":"COMPLETED"}]}]}
            """),
        "rollout" => Of(
            ServiceChecks.Steady, Resource("AWS::ECS::Service", "arn:aws:ecs:x:1:service/c/s"), "ecs describe-services", $$"""
            {"services":[{"status":"ACTIVE","desiredCount":1,"runningCount":1,
              "deployments":[{"rolloutState":"{{status}}","rolloutStateReason":"FAILED"}]}]}
            """),
        "function" => Of(
            AliasChecks.Find, Alias(), "lambda get-function-configuration", $$"""{"State":"{{status}}","LastUpdateStatus":"Successful"}"""),
        "update" => Of(
            AliasChecks.Find, Alias(), "lambda get-function-configuration", $$"""{"State":"Active","LastUpdateStatus":"{{status}}"}"""),
        "mapping" => Of(
            EventSourceChecks.Find, Resource("AWS::Lambda::EventSourceMapping", "m-1"), "lambda get-event-source-mapping",
            $$"""{"State":"{{status}}","EventSourceArn":"arn:aws:sqs:x:1:q"}"""),
        "mount" => Of(
            StorageChecks.MountTargets, Mount(), "efs describe-mount-targets",
            $$"""{"MountTargets":[{"MountTargetId":"fsmt-1","LifeCycleState":"{{status}}"}]}"""),
        "alarm" => Of(
            AlarmChecks.Silent, Resource("AWS::CloudWatch::Alarm", "demo-a"), "cloudwatch describe-alarms",
            $$"""{"MetricAlarms":[{"AlarmName":"demo-a","StateValue":"{{status}}","StateReason":"ALARM"}]}"""),
        _ => Of(
            DriftChecks.Find, [], "cloudformation describe-stack-resource-drifts",
            """{"StackResourceDrifts":[{"LogicalResourceId":"X","StackResourceDriftStatus":"DELETED"}]}""", status),
    };

    private static (string Id, string Type, string Physical, string Properties)[] Resource(string type, string physical) =>
        [("Part", type, physical, "{}")];

    private static (string Id, string Type, string Physical, string Properties)[] Alias() =>
    [
        ("Part", "AWS::Lambda::Alias", "a-1",
            """{"Name":"live","FunctionName":{"Ref":"F"},"FunctionVersion":{"Fn::GetAtt":["V","Version"]}}"""),
        ("F", "AWS::Lambda::Function", "f-1", "{}"),
        ("V", "AWS::Lambda::Version", "arn:f:7", "{}"),
    ];

    private static (string Id, string Type, string Physical, string Properties)[] Mount() =>
    [
        ("System", "AWS::EFS::FileSystem", "fs-1", "{}"),
        ("Part", "AWS::EFS::MountTarget", "fsmt-1", """{"FileSystemId":{"Ref":"System"}}"""),
    ];

    private static IReadOnlyList<Finding> Of(
        Func<VerifyTarget, IEnumerable<Finding>> check,
        (string Id, string Type, string Physical, string Properties)[] resources,
        string operation,
        string answer,
        string? drift = null)
    {
        var aws = new FakeAccount();
        var stack = aws.Stack("Edge-demo");
        if (drift is not null)
            stack["DriftInformation"] = new JsonObject { ["StackDriftStatus"] = drift };
        aws.Answers[operation] = JsonNode.Parse(answer)!.AsObject();
        aws.Answers["lambda get-provisioned-concurrency-config"] = new() { ["Status"] = "READY" };
        aws.Answers["lambda get-alias"] = new() { ["FunctionVersion"] = "7" };
        aws.Answers["cloudformation get-template"] = new()
        {
            ["TemplateBody"] = new JsonObject
            {
                ["Resources"] = new JsonObject(resources.Select(resource => KeyValuePair.Create(resource.Id, (JsonNode?)new JsonObject
                {
                    ["Type"] = resource.Type,
                    ["Properties"] = JsonNode.Parse(resource.Properties),
                    ["Metadata"] = new JsonObject { ["aws:cdk:path"] = $"Edge-demo/{Path(resource.Id)}/{resource.Id}" },
                }))),
            },
        };
        aws.Answers["cloudformation list-stack-resources"] = new()
        {
            ["StackResourceSummaries"] = new JsonArray([.. resources.Select(resource => new JsonObject
            {
                ["LogicalResourceId"] = resource.Id,
                ["PhysicalResourceId"] = resource.Physical,
                ["ResourceStatus"] = "CREATE_COMPLETE",
            })]),
        };
        var config = Demo.Config with { ControlPlane = Demo.Config.ControlPlane with { EventSources = EventSources.Enabled } };
        var place = new EdgePlace("demo", FakeAccount.Region) { Definition = Demo with { Config = config }, Account = FakeAccount.Account };
        return [.. check(new VerifyTarget(
            new RegionalAws(aws, FakeAccount.Region), place, DeployedStack.Find(aws, place)!, TimeSpan.Zero))];
    }

    // Aliases belong to a function of the release.
    private static string Path(string id) => id == "Part" ? "MetadataBrowsing" : id;
}
