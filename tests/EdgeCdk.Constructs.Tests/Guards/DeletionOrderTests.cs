using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Guards;

/// <summary>What depends on something is deleted before it: nothing loses what it still uses, and nothing is left.</summary>
public sealed class DeletionOrderTests(SynthesizedEdges edges)
{
    private static readonly string[] Stops = ["DeploymentSupport/ManagementTasksStopped", "DeploymentSupport/JobsStopped"];

    [Theory, ClassData(typeof(EveryEdge))]
    public void Whatever_starts_tasks_goes_before_the_tasks_are_stopped(string edge)
    {
        foreach (var stop in Stops)
        {
            AssertFirst(edges[edge], "ImageUpdate/Rule", stop);
            Assert.All(edges[edge].OfType("AWS::ECS::Service"), service => AssertFirst(edges[edge], service.Path, stop));
        }
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void Jobs_are_stopped_when_no_Plane_Manager_is_left_to_start_one(string edge) =>
        AssertFirst(edges[edge], "DeploymentSupport/ManagementTasksStopped", "DeploymentSupport/JobsStopped");

    [Theory, ClassData(typeof(EveryEdge))]
    public void Tasks_are_stopped_before_anything_goes_that_a_task_uses(string edge)
    {
        var template = edges[edge];
        var used = template.OfType("AWS::ECS::TaskDefinition").SelectMany(task => template.Before(task.Path).Append(task.Path))
            .Concat(template.Resources
                .Where(resource => resource.Type is "AWS::ECS::Cluster" or "AWS::EFS::MountTarget" or "AWS::EFS::AccessPoint"
                    or "AWS::EC2::VPCEndpoint")
                .Select(resource => resource.Path))
            .Concat(["ManagementCluster/PerformanceLogGroup", "JobCluster/PerformanceLogGroup", "FileSystem/SecurityGroup"])
            .Concat(template.Resources
                .Where(resource => resource.Path.StartsWith("Observability/Otlp/", StringComparison.Ordinal)
                    || resource.Path == "Observability/NfsIngress")
                .Select(resource => resource.Path))
            .Concat(
                [
                    "PlaneManager/Network/SecurityGroup", "Jobs/Network/SecurityGroup", "Jobs/NfsIngress",
                    "ConnectorsRollout/Network/SecurityGroup", "ConnectorsRollout/NfsIngress",
                ])
            .Distinct().ToList();

        Sets.Has(
            used,
            [
                "PlaneManager/Task/TaskRole/Role", "PlaneManager/Task/Logs/LogGroup", "Jobs/CreateTable/ExecutionRole/Role",
                "JobStatus/Queue/Queue",
            ]);
        Assert.All(used, resource => Assert.All(Stops, stop => AssertFirst(template, stop, resource)));
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void Copies_of_objects_go_before_the_bucket_is_emptied_and_that_before_the_bucket(string edge)
    {
        Assert.All(edges[edge].OfType("AWS::S3::Bucket"), bucket =>
        {
            var emptied = Assert.Single(
                edges[edge].OfType("Custom::EdgeEmpty"), empty => edges[edge].Target(empty["BucketName"]) == bucket);
            AssertFirst(edges[edge], emptied.Path, bucket.Path);
            AssertFirst(edges[edge], emptied.Path, bucket.Path.Replace("/Bucket", "/Policy", StringComparison.Ordinal));
            Assert.All(
                edges[edge].OfType("Custom::EdgeCopy").Where(copy => edges[edge].Target(copy["DestinationBucket"]) == bucket),
                copy => AssertFirst(edges[edge], copy.Path, emptied.Path));
        });
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void A_function_goes_before_its_package_its_role_and_its_log_group(string edge)
    {
        foreach (var function in (string[])["MetadataBrowsing", "DqResultsReader"])
        {
            foreach (var used in (string[])["Package", "Function/Role/Role", "Function/Logs/LogGroup", "Function/Network/SecurityGroup"])
                AssertFirst(edges[edge], $"{function}/Function/Function", $"{function}/{used}");
        }
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void Custom_resources_go_before_the_rights_they_are_deleted_with(string edge) => Assert.All(
        edges[edge].Resources.Where(resource => resource.Type.StartsWith("Custom::", StringComparison.Ordinal)),
        resource => AssertFirst(edges[edge], resource.Path, "DeploymentSupport/Policy"));

    [Theory, ClassData(typeof(EveryEdge))]
    public void Whatever_is_encrypted_goes_before_its_key(string edge) => Assert.All(
        edges[edge].Resources.Where(resource => resource.Type is "AWS::Logs::LogGroup" or "AWS::SQS::Queue" or "AWS::S3::Bucket"
            or "AWS::EFS::FileSystem" or "AWS::Lambda::Function"),
        resource => AssertFirst(edges[edge], resource.Path, "GeneralKey/Key"));

    private static void AssertFirst(SynthesizedTemplate template, string first, string then) =>
        Assert.True(template.Before(first).Contains(then), $"{first} may be deleted after {then}");
}
