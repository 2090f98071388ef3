using System.Text.Json.Nodes;
using Amazon.CDK.Assertions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Guards;

/// <summary>All policies of a template, wherever they are.</summary>
public sealed class PolicyTests(SynthesizedEdges edges)
{
    [Theory, ClassData(typeof(EveryEdge))]
    public void No_wildcard_action_is_allowed_but_the_accounts_on_the_general_key(string edge) => Assert.Equal(
        ["GeneralKey/Key AccountAdministersAndDelegates"],
        // The policies of endpoints restrict what roles and resources allow, and allow nothing by themselves.
        Statements(edges[edge]).Where(item => item.Owner.Type != "AWS::EC2::VPCEndpoint"
                && item.Statement.IsAllow && item.Statement.Actions.Any(action => action.Contains('*')))
            .Select(item => $"{item.Owner.Path} {item.Statement.Sid}"));

    [Theory, ClassData(typeof(EveryEdge))]
    public void Roles_have_rights_on_everything_only_where_there_is_nothing_to_name(string edge)
    {
        Assert.Equal(
            [
                "JoinVpc", "ListTasksOnJobCluster", "ListTasksOnManagementCluster",
                .. edges.Config(edge).Registry.Ecr() is null ? (string[])[] : ["LogInToEcr"],
                .. edges.HasTelemetry(edge) ? (string[])["ReadMetrics"] : [],
            ],
            Statements(edges[edge])
                .Where(
                    item => item.Owner.Type.StartsWith("AWS::IAM::", StringComparison.Ordinal)
                        && item.Statement.IsAllow
                        && item.Statement.Resources.Any(resource => resource.ToString() == "*"))
                .Select(item => item.Statement.Sid).Distinct().Order(StringComparer.Ordinal).ToArray());
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_statement_says_what_is_allowed_or_denied_and_not_what_is_not(string edge) =>
        Assert.All(Statements(edges[edge]), item =>
            Sets.Has(["Sid", "Effect", "Principal", "Action", "Resource", "Condition"], item.Statement.Json.Select(pair => pair.Key)));

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_statement_has_a_name_in_letters_and_digits_that_is_unique_in_its_policy(string edge) =>
        Assert.All(Documents(edges[edge]), item =>
        {
            var sids = PolicyStatement.Of(item.Document).Select(statement => statement.Sid).ToList();
            Assert.All(sids, sid => Assert.Matches("^[A-Za-z0-9]+$", sid));
            Assert.Equal(sids.Distinct(), sids);
            Assert.Equal("2012-10-17", item.Document["Version"]!.ToString());
        });

    [Theory, ClassData(typeof(EveryEdge))]
    public void Policies_of_a_role_fit_into_what_Iam_allows(string edge) => Assert.All(edges[edge].OfType("AWS::IAM::Role"), role =>
    {
        // References are longest as ARNs of at most 200 characters.
        var statements = PolicyStatement.OfRole(edges[edge], role);
        var references = statements.Sum(statement => Resource.Walk(statement.Json).Count(node => Resource.TargetOf(node) is not null));
        Assert.InRange(statements.Sum(statement => statement.Json.ToJsonString().Length) + (200 * references), 1, 10_240);
    });

    [Theory, ClassData(typeof(EveryEdge))]
    public void Nobody_makes_log_groups_or_has_managed_policies(string edge)
    {
        Assert.DoesNotContain(
            Statements(edges[edge]), item => item.Statement.IsAllow && item.Statement.Actions.Contains("logs:CreateLogGroup"));
        edges.Assertions(edge).AllResourcesProperties("AWS::IAM::Role", new Map { ["ManagedPolicyArns"] = Match.Absent() });
        Assert.DoesNotContain("awslogs-create-group", edges[edge].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("CreateLogGroup", edges[edge].Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void Roles_are_handed_over_to_tasks_only(string edge) => Assert.All(
        Statements(edges[edge]).Where(item => item.Statement.Actions.Contains("iam:PassRole")),
        item => Assert.Equal(["ecs-tasks.amazonaws.com"], item.Statement.Condition("StringEquals", "iam:PassedToService")));

    [Theory, ClassData(typeof(EveryEdge))]
    public void Whoever_runs_tasks_hands_over_exactly_their_roles_on_exactly_one_cluster(string edge)
    {
        var template = edges[edge];
        var tasks = template.OfType("AWS::ECS::TaskDefinition").ToDictionary(task => task.String("Family")!);
        var runners = template.OfType("AWS::IAM::Role").Where(
            role => PolicyStatement.OfRole(template, role).Any(statement => statement.Actions.Contains("ecs:RunTask"))).ToList();

        Assert.Equal(["ImageUpdate/Role/Role", "PlaneManager/Task/TaskRole/Role"], runners.Select(role => role.Path));
        Assert.All(runners, role =>
        {
            var statements = PolicyStatement.OfRole(template, role);
            var run = Assert.Single(statements, statement => statement.Actions.Contains("ecs:RunTask"));
            var runTasks = run.Resources.Select(arn => tasks[arn.ToString().Split("task-definition/")[1].Split(':')[0]]);
            var pass = Assert.Single(statements, statement => statement.Actions.Contains("iam:PassRole"));
            Assert.Equal(
                runTasks.SelectMany(task => (string[])[template.Text(task, "TaskRoleArn"), template.Text(task, "ExecutionRoleArn")])
                    .ToHashSet(),
                pass.Resources.Select(template.Value).ToHashSet());
            Assert.All(run.Resources, arn => Assert.EndsWith(":*", arn.ToString(), StringComparison.Ordinal));
            Assert.Single(run.Condition("ArnEquals", "ecs:cluster"));
        });
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void Customer_roles_are_entered_only_when_tagged(string edge) => Assert.All(
        Statements(edges[edge]).Where(
            item => item.Owner.Type == "AWS::IAM::Role" && item.Statement.Principal is null && item.Statement.Actions.Contains(
                "sts:AssumeRole")),
        item => Assert.Equal(
            item.Statement.Resources.Any(resource => resource.ToString().Contains('*')) ? ["true"] : [],
            item.Statement.Condition("StringEquals", "iam:ResourceTag/ataccama:edge:customer-provided")));

    private static IEnumerable<(Resource Owner, PolicyStatement Statement)> Statements(SynthesizedTemplate template) =>
        Documents(template).SelectMany(item => PolicyStatement.Of(item.Document).Select(statement => (item.Owner, statement)));

    private static IEnumerable<(Resource Owner, JsonObject Document)> Documents(SynthesizedTemplate template) =>
        template.Resources.SelectMany(resource =>
            Resource.Walk(resource.Properties).OfType<JsonObject>().Where(
                node => node.ContainsKey("Statement")).Select(document => (resource, document)));
}
