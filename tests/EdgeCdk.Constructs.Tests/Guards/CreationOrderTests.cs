using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Guards;

/// <summary>Nothing runs before all that it needs is there.</summary>
public sealed class CreationOrderTests(SynthesizedEdges edges)
{
    [Theory, ClassData(typeof(EveryEdge))]
    public void Whatever_runs_tasks_waits_for_all_that_tasks_need(string edge)
    {
        var template = edges[edge];
        var runners = template.Resources.Where(
            resource => resource.Type == "AWS::ECS::Service" || (
                resource.Type == "AWS::Events::Rule" && resource["Targets[0].EcsParameters"] is not null)).ToList();

        Assert.Equal(
            edges.HasTelemetry(edge)
                ? ["ImageUpdate/Rule", "Observability/Service", "PlaneManager/Service"]
                : ["ImageUpdate/Rule", "PlaneManager/Service"],
            runners.Select(runner => runner.Path).Order(StringComparer.Ordinal));
        Assert.All(runners, runner => Sets.Has(
            template.Before(runner.Path),
            Paths(
                template, "AWS::EC2::VPCEndpoint", "AWS::EFS::MountTarget", "AWS::EFS::AccessPoint", "AWS::ECS::Cluster",
                "AWS::SecretsManager::Secret")
                .Concat(
                    [
                        "ManagementCluster/PerformanceLogGroup", "JobCluster/PerformanceLogGroup", "Jobs/NfsIngress",
                        "ConnectorsRollout/NfsIngress",
                    ])));
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void Whatever_runs_a_task_waits_for_its_roles_and_its_log_groups(string edge)
    {
        var template = edges[edge];
        var tasks = template.OfType("AWS::ECS::TaskDefinition");

        Assert.All(template.OfType("AWS::ECS::Service"), service => AssertAfter(service, [template.Target(service["TaskDefinition"])!]));
        AssertAfter(template.At("PlaneManager/Service"), tasks.Where(task => task.Path.StartsWith("Jobs/", StringComparison.Ordinal)));
        AssertAfter(template.At("ImageUpdate/Rule"), [template.At("ConnectorsRollout/Task/TaskDefinition")]);

        void AssertAfter(Resource runner, IEnumerable<Resource> run) => Sets.Has(template.Before(runner.Path), run.SelectMany(task =>
            task["ContainerDefinitions"]!.AsArray()
                .Select(container => container!["LogConfiguration"]!["Options"]!["awslogs-group"])
                .Concat([task["TaskRoleArn"], task["ExecutionRoleArn"]])
                .Select(reference => template.Target(reference)!.Path).Append(task.Path)));
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void A_function_in_the_vpc_waits_for_the_endpoints(string edge)
    {
        var functions = edges[edge].OfType("AWS::Lambda::Function").Where(function => function["VpcConfig"] is not null).ToList();

        Assert.Equal(
            [
                .. edges.Config(edge).Functions.OwnFunctionsInVpc
                    ? (string[])["Cleanup/Function/Function", "DeploymentSupport/Function/Function"]
                    : [],
                "DqResultsReader/Function/Function", "MetadataBrowsing/Function/Function",
            ],
            functions.Select(function => function.Path).Order(StringComparer.Ordinal));
        Assert.All(functions, function => Sets.Has(edges[edge].Before(function.Path), Paths(edges[edge], "AWS::EC2::VPCEndpoint")));
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void A_function_that_mounts_the_file_system_waits_for_every_mount_target_and_its_way_in(string edge)
    {
        var functions = edges[edge].OfType("AWS::Lambda::Function").Where(function => function["FileSystemConfigs"] is not null).ToList();

        Assert.Equal(["MetadataBrowsing/Function/Function"], functions.Select(function => function.Path));
        Assert.All(
            functions,
            function => Sets.Has(
                edges[edge].Before(function.Path), Paths(edges[edge], "AWS::EFS::MountTarget").Append("MetadataBrowsing/NfsIngress")));
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_custom_resource_waits_for_the_rights_of_its_function_and_gives_up_after_an_hour(string edge) => Assert.All(
        edges[edge].Resources.Where(resource => resource.Type.StartsWith("Custom::", StringComparison.Ordinal)), resource =>
        {
            Sets.Has(
                edges[edge].Before(resource.Path),
                ["DeploymentSupport/Policy", "DeploymentSupport/Function/Function", "DeploymentSupport/Function/Logs/LogGroup"]);
            Assert.Equal(3600, resource["ServiceTimeout"]!.GetValue<int>());
        });

    [Theory, ClassData(typeof(EveryEdge))]
    public void Objects_are_copied_to_a_bucket_that_is_protected(string edge) => Assert.All(
        edges[edge].OfType("Custom::EdgeCopy"),
        copy => Assert.Contains(
            edges[edge].Target(copy["DestinationBucket"])!.Path.Replace("/Bucket", "/Policy", StringComparison.Ordinal),
            edges[edge].Before(copy.Path)));

    [Theory, InlineData(EdgeFiles.Demo), InlineData(EdgeFiles.Full), InlineData(EdgeFiles.Longest)]
    public void The_image_is_announced_when_the_rule_is_ready_for_it(string edge) => Sets.Has(
        edges[edge].Before("DeploymentSupport/ConnectorsAnnounced"),
        [
            "ImageUpdate/Rule", "ImageUpdate/Role/Role", "ImageUpdate/Undelivered/Policy", "ConnectorsRollout/NfsIngress",
            "ConnectorsRollout/Task/TaskDefinition",
        ]);

    private static IEnumerable<string> Paths(SynthesizedTemplate template, params string[] types) =>
        template.Resources.Where(resource => types.Contains(resource.Type)).Select(resource => resource.Path);
}
