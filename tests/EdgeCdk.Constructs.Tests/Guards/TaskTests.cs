using System.Text.Json.Nodes;
using EdgeCdk.Config.Edge;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Guards;

/// <summary>All task definitions and their containers.</summary>
public sealed class TaskTests(SynthesizedEdges edges)
{
    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_container_writes_to_a_log_group_of_the_stack_that_its_execution_role_may_write_to(string edge) =>
        Assert.All(Containers(edges[edge]), item =>
        {
            var options = item.Container["LogConfiguration"]!["Options"]!;
            var group = edges[edge].Target(options["awslogs-group"])!;
            var write = Assert.Single(
                ExecutionRights(edges[edge], item.Task), statement => statement.Actions.Contains("logs:PutLogEvents"));
            Assert.Equal("AWS::Logs::LogGroup", group.Type);
            Assert.Equal(["logs:CreateLogStream", "logs:PutLogEvents"], write.Actions);
            Assert.Contains($"${{{group.Path}.Arn}}", write.Resources.Select(edges[edge].Value));
            Assert.Equal("awslogs", item.Container["LogConfiguration"]!["LogDriver"]!.ToString());
            Assert.Subset(
                new HashSet<string> { "awslogs-group", "awslogs-region", "awslogs-stream-prefix", "max-buffer-size", "mode" },
                options.AsObject().Select(option => option.Key).ToHashSet());
            Assert.Equal(edges[edge].Json["Outputs"]!["Region"]!["Value"]!.ToString(), options["awslogs-region"]!.ToString());
        });

    [Theory, ClassData(typeof(EveryEdge))]
    public void A_service_goes_on_when_its_log_lines_are_not_taken_and_a_task_that_ends_loses_none(string edge) => Assert.All(
        Containers(edges[edge]), item =>
    {
        var options = item.Container["LogConfiguration"]!["Options"]!;
        var runsForEver = edges[edge].OfType("AWS::ECS::Service").Any(service => service.References.Contains(item.Task.LogicalId))
            && item.Container["Essential"]!.GetValue<bool>();
        Assert.Equal(
            runsForEver ? ("non-blocking", "25m") : ("blocking", null),
            ($"{options["mode"]}", options["max-buffer-size"]?.ToString()));
    });

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_container_has_credentials_that_its_execution_role_may_read_or_there_are_none(string edge) =>
        Assert.All(Containers(edges[edge]), item =>
        {
            var secret = edges[edge].Value(item.Container["RepositoryCredentials"]?["CredentialsParameter"]);
            if (edges.Config(edge).Registry.Credentials is RegistryCredentials.None)
            {
                Assert.Equal("", secret);
            }
            else
            {
                Assert.Contains(
                    ExecutionRights(edges[edge], item.Task),
                    statement => statement.Actions.Contains("secretsmanager:GetSecretValue") && edges[edge]
                        .Value(statement.Resources[0]) == secret);
            }
        });

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_execution_role_pulls_alike(string edge)
    {
        var own = (string[])["WriteLogs", "ReadOtlpSecret", "DecryptOtlpSecret", "ReadProxyCertificates", "DecryptProxyCertificates"];
        var pulls = edges[edge].OfType("AWS::ECS::TaskDefinition")
            .Select(
                task => string.Join(
                    '\n',
                    ExecutionRights(edges[edge], task).Where(statement => !own.Contains(statement.Sid)).Select(
                        statement => statement.Json.ToJsonString())));

        Assert.Single(pulls.Distinct());
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_container_has_memory_no_health_check_and_no_tag_that_moves(string edge) => Assert.All(Containers(edges[edge]), item =>
    {
        Assert.NotNull(item.Container["Memory"]);
        Assert.Null(item.Container["HealthCheck"]);
        Assert.Matches(":16\\.6\\.[45]-saas-edge$", item.Container["Image"]!.ToString());
    });

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_container_is_essential_but_those_that_end_before_another_begins(string edge) =>
        Assert.All(edges[edge].OfType("AWS::ECS::TaskDefinition"), task =>
        {
            var containers = task["ContainerDefinitions"]!.AsArray();
            var first = containers.SelectMany(container => container!["DependsOn"]?.AsArray() ?? []).ToList();
            Assert.All(first, dependency => Assert.Equal("SUCCESS", dependency!["Condition"]!.ToString()));
            Assert.Equal(
                first.Select(dependency => dependency!["ContainerName"]!.ToString()),
                containers.Where(container => !container!["Essential"]!.GetValue<bool>())
                    .Select(container => container!["Name"]!.ToString()));
        });

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_task_is_for_Fargate_on_x86(string edge) =>
        edges.Assertions(edge).AllResourcesProperties("AWS::ECS::TaskDefinition", new Map
        {
            ["NetworkMode"] = "awsvpc",
            ["RequiresCompatibilities"] = new[] { "FARGATE" },
            ["RuntimePlatform"] = new Map { ["CpuArchitecture"] = "X86_64", ["OperatingSystemFamily"] = "LINUX" },
        });

    [Theory, ClassData(typeof(EveryEdge))]
    public void No_task_has_one_role_for_both(string edge) => Assert.All(
        edges[edge].OfType("AWS::ECS::TaskDefinition"),
        task => Assert.NotEqual(edges[edge].Text(task, "TaskRoleArn"), edges[edge].Text(task, "ExecutionRoleArn")));

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_service_runs_tasks_without_a_public_address_on_the_newest_platform_and_rolls_back(string edge) =>
        edges.Assertions(edge).AllResourcesProperties("AWS::ECS::Service", new Map
        {
            ["DeploymentConfiguration"] = new Map { ["DeploymentCircuitBreaker"] = new Map { ["Enable"] = true, ["Rollback"] = true } },
            ["NetworkConfiguration"] = new Map { ["AwsvpcConfiguration"] = new Map { ["AssignPublicIp"] = "DISABLED" } },
            ["PlatformVersion"] = "LATEST",
        });

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_event_that_runs_tasks_does_it_without_a_public_address_on_the_same_platform_version(string edge)
    {
        var events = edges[edge].OfType("AWS::Events::Rule").Select(rule => rule["Targets[0].EcsParameters"]).OfType<JsonObject>().ToList();

        Assert.NotEmpty(events);
        Assert.All(events, run => Assert.Equal(
            ("DISABLED", "LATEST"),
            ($"{run["NetworkConfiguration"]!["AwsVpcConfiguration"]!["AssignPublicIp"]}", $"{run["PlatformVersion"]}")));
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_volume_is_mounted_with_tls_by_a_role_that_may_through_an_access_point_alone(string edge)
    {
        var template = edges[edge];
        var volumes = Volumes(template).ToList();

        Assert.Equal(edges.HasTelemetry(edge) ? 8 : 7, volumes.Count);
        Assert.All(volumes, item =>
        {
            var accessPoint = template.Target(item.Volume["AuthorizationConfig"]!["AccessPointId"])!;
            Assert.Equal(["AuthorizationConfig", "FilesystemId", "TransitEncryption"], item.Volume.Select(pair => pair.Key).Order());
            Assert.Equal(("ENABLED", "ENABLED"), ($"{item.Volume["AuthorizationConfig"]!["IAM"]}", $"{item.Volume["TransitEncryption"]}"));
            Assert.Equal("AWS::EFS::AccessPoint", accessPoint.Type);
            Assert.Equal(template.Text(accessPoint, "FileSystemId"), template.Value(item.Volume["FilesystemId"]));
            Assert.Single(MountRights(template, item.Task, accessPoint));
        });
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_mount_point_is_of_a_volume_that_the_task_has(string edge) =>
        Assert.All(edges[edge].OfType("AWS::ECS::TaskDefinition"), task => Assert.Equal(
            (task["Volumes"]?.AsArray() ?? []).Select(volume => volume!["Name"]!.ToString()),
            task["ContainerDefinitions"]!.AsArray().SelectMany(
                container => container!["MountPoints"]?.AsArray() ?? []).Select(mount => mount!["SourceVolume"]!.ToString()).Distinct()));

    [Theory, ClassData(typeof(EveryEdge))]
    public void A_directory_of_the_file_system_is_mounted_to_write_exactly_where_the_role_may(string edge) =>
        Assert.All(Volumes(edges[edge]), item =>
        {
            var accessPoint = edges[edge].Target(item.Volume["AuthorizationConfig"]!["AccessPointId"])!;
            var mounts = item.Task["ContainerDefinitions"]!.AsArray().SelectMany(container => container!["MountPoints"]?.AsArray() ?? [])
                .Where(mount => mount!["SourceVolume"]!.ToString() == item.Name);
            var mayWrite = MountRights(edges[edge], item.Task, accessPoint).Single().Actions.Contains("elasticfilesystem:ClientWrite");
            Assert.Equal(!mayWrite, Assert.Single(mounts)!["ReadOnly"]!.GetValue<bool>());
        });

    private static IEnumerable<(Resource Task, JsonObject Container)> Containers(SynthesizedTemplate template) =>
        template.OfType("AWS::ECS::TaskDefinition")
            .SelectMany(task => task["ContainerDefinitions"]!.AsArray().Select(container => (task, container!.AsObject())));

    private static IEnumerable<(Resource Task, string Name, JsonObject Volume)> Volumes(SynthesizedTemplate template) =>
        template.OfType("AWS::ECS::TaskDefinition").SelectMany(task =>
            (task["Volumes"]?.AsArray() ?? []).Where(volume => volume!["EFSVolumeConfiguration"] is not null)
                .Select(volume => (task, volume!["Name"]!.ToString(), volume["EFSVolumeConfiguration"]!.AsObject())));

    private static IEnumerable<PolicyStatement> ExecutionRights(SynthesizedTemplate template, Resource task) =>
        PolicyStatement.OfRole(template, template.Target(task["ExecutionRoleArn"])!).Where(statement => statement.IsAllow);

    private static IEnumerable<PolicyStatement> MountRights(SynthesizedTemplate template, Resource task, Resource accessPoint) =>
        PolicyStatement.OfRole(template, template.Target(task["TaskRoleArn"])!).Where(statement => statement.IsAllow
            && statement.Actions.Contains("elasticfilesystem:ClientMount")
            && template.Value(
                statement.Json["Condition"]!["StringEquals"]!["elasticfilesystem:AccessPointArn"]) == $"${{{accessPoint.Path}.Arn}}");
}
