using Amazon.CDK.Assertions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Guards;

public sealed class RoleTests(SynthesizedEdges edges)
{
    // IAM keeps one inline policy of a name in a role: a second one would silently take the place of the first.
    [Theory, ClassData(typeof(EveryEdge))]
    public void No_role_has_two_policies_of_one_name(string edge) => Assert.All(edges[edge].OfType("AWS::IAM::Role"), role =>
    {
        var own = (role["Policies"]?.AsArray() ?? []).Select(policy => policy!["PolicyName"]!.ToString());
        var attached = edges[edge].OfType("AWS::IAM::Policy").Where(
            policy => policy.References.Contains(role.LogicalId)).Select(policy => policy.String("PolicyName")!);
        var names = own.Concat(attached).ToList();
        Assert.Equal(names.Distinct(), names);
    });

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_role_has_the_boundary_of_the_edge_file_or_none(string edge) => edges.Assertions(edge).AllResourcesProperties(
        "AWS::IAM::Role", new Map { ["PermissionsBoundary"] = edges.Config(edge).Iam.PermissionsBoundaryArn ?? (object)Match.Absent() });

    [Theory, ClassData(typeof(EveryEdge))]
    public void Only_roles_that_others_trust_have_names_and_these_are_short_enough(string edge)
    {
        var names = edges[edge].OfType("AWS::IAM::Role").Select(role => role.String("RoleName")).OfType<string>().ToList();

        Assert.Equal(
            [
                $"{edge}-deployment-support", $"{edge}-job-dqc", $"{edge}-job-anomaly-detection", $"{edge}-job-anomaly-detection-auxiliary",
                $"{edge}-job-metadata-import", $"{edge}-job-snowflake-pushdown", $"{edge}-job-create-table",
                $"{edge}-plane-manager", $"{edge}-metadata-browsing", $"{edge}-dq-results-reader",
            ],
            names);
        Assert.All(names, name => Assert.InRange(name.Length, 1, 64));
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_role_is_assumed_by_the_one_service_that_uses_it(string edge)
    {
        var template = edges[edge];
        var home = edges.Config(edge).Account;
        var (partition, region, account) = (home.Partition(), home.Region, home.AccountId);

        Assert.All(template.OfType("AWS::IAM::Role"), role => Assert.Equal(
            (role.Path, role.Path.Split('/') switch
            {
                [.., "ExecutionRole", _] or [.., "TaskRole", _] => "Allow ecs-tasks.amazonaws.com: sts:AssumeRole"
                    + $" if ArnLike aws:SourceArn = arn:{partition}:ecs:{region}:{account}:* and StringEquals aws:SourceAccount = "
                    + $"{account}",
                ["CleanupSchedule", ..] => "Allow scheduler.amazonaws.com: sts:AssumeRole"
                    + $" if ArnLike aws:SourceArn = arn:{partition}:scheduler:{region}:{account}:schedule-group/default and "
                    + $"StringEquals aws:SourceAccount = {account}",
                ["ImageUpdate", ..] => "Allow events.amazonaws.com: sts:AssumeRole"
                    + $" if ArnLike aws:SourceArn = arn:{partition}:events:{region}:{account}:rule/* and StringEquals aws:SourceAccount = "
                    + $"{account}",
                _ => "Allow lambda.amazonaws.com: sts:AssumeRole",
            }),
            (role.Path, Assert.Single(template.Statements(role.Path, "AssumeRolePolicyDocument")))));
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_role_is_used(string edge)
    {
        var used = edges[edge].Resources.Where(
            resource =>
                resource.Type is "AWS::ECS::TaskDefinition" or "AWS::Lambda::Function" or "AWS::Events::Rule" or "AWS::Scheduler::Schedule")
            .SelectMany(resource => resource.References).ToHashSet();

        Assert.All(edges[edge].OfType("AWS::IAM::Role"), role => Assert.Contains(role.LogicalId, used));
    }
}
