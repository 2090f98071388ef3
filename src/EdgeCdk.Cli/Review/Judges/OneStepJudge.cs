using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Config.Review;

namespace EdgeCdk.Cli.Review.Judges;

/// <summary>
/// Reports what cannot be deployed in one step: CloudFormation creates a new resource before it deletes the one that it takes the place of,
/// and AWS has no
/// room for both.
/// </summary>
internal static class OneStepJudge
{
    private const string Intro = "cannot be deployed in one step: CloudFormation creates it before it deletes";
    private const string TwoSteps = "Remove it in one deployment, and add it in the next";

    // What must be the only one of its name in an account or region.
    private static readonly Dictionary<string, string> Names = new()
    {
        ["AWS::CloudWatch::Alarm"] = "AlarmName",
        ["AWS::CloudWatch::Dashboard"] = "DashboardName",
        ["AWS::EC2::SecurityGroup"] = "GroupName",
        ["AWS::ECS::Cluster"] = "ClusterName",
        ["AWS::ECS::Service"] = "ServiceName",
        ["AWS::ElasticLoadBalancingV2::LoadBalancer"] = "Name",
        ["AWS::ElasticLoadBalancingV2::TargetGroup"] = "Name",
        ["AWS::Events::Rule"] = "Name",
        ["AWS::IAM::ManagedPolicy"] = "ManagedPolicyName",
        ["AWS::IAM::Role"] = "RoleName",
        ["AWS::KMS::Alias"] = "AliasName",
        ["AWS::Lambda::Function"] = "FunctionName",
        ["AWS::Logs::LogGroup"] = "LogGroupName",
        ["AWS::S3::Bucket"] = "BucketName",
        ["AWS::SNS::Topic"] = "TopicName",
        ["AWS::SQS::Queue"] = "QueueName",
        ["AWS::Scheduler::Schedule"] = "Name",
        ["AWS::SecretsManager::Secret"] = "Name",
    };

    public static IEnumerable<Change> Judge(StackChange stack)
    {
        var deleted = stack.Resources.Where(change => change.Head is null || change.IsReplaced)
            .Select(change => change.Base!).ToList();
        var created = stack.Resources.Where(change => change.Base is null || change.IsReplaced)
            .Select(change => change.Head!);
        return from young in created
               let conflict = deleted.Where(old => old.Type == young.Type).Select(old => Conflict(stack, old, young))
                   .FirstOrDefault(conflict => conflict is not null)
               where conflict is not null
               select new Change(Consequence.Existence, ChangeKind.Replaced, young.Path, conflict.Value.Words,
                   $"Properties.{conflict.Value.Property}", NeedsDecision: true);
    }

    private static (string Words, string Property)? Conflict(StackChange stack, StackResource old, StackResource young) => young.Type switch
    {
        "AWS::EFS::MountTarget" => MountTarget(stack, old, young),
        "AWS::EC2::VPCEndpoint" => Endpoint(stack, old, young),
        "AWS::Lambda::EventSourceMapping" when Same(stack, old, young, "EventSourceArn") && Same(stack, old, young, "FunctionName") =>
            ($"{Intro} {old.Path}, and a function reads a queue once. {TwoSteps}", "EventSourceArn"),
        _ when Names.TryGetValue(young.Type, out var name) && young.Properties[name] is not null && Same(stack, old, young, name) =>
            ($"{Intro} {old.Path}, and both have the name {stack.Head.Text(young.Properties[name])}. {TwoSteps}", name),
        _ => null,
    };

    // A template does not say the zone of a subnet: whether two are in one, the user knows, and preflight asks AWS.
    private static (string, string)? MountTarget(StackChange stack, StackResource old, StackResource young)
    {
        if (!Same(stack, old, young, "FileSystemId") || IsNewFileSystem(stack, young))
            return null;
        if (IsOtherVpc(stack))
        {
            return ("cannot be deployed: a file system has mount targets in one VPC at a time. Deploy a new edge in the other VPC, and "
                + "destroy this one afterwards", "SubnetId");
        }

        return ($"{Intro} {old.Path}, and a file system has one mount target in each zone. If both subnets are in one zone, keep the old "
            + $"subnet, or deploy without it first and with the new "
            + "one in the next deployment; if they are in different zones, allow this", "SubnetId");
    }

    private static bool IsNewFileSystem(StackChange stack, StackResource target) =>
        stack.Resources.Any(
            change => change.IsReplaced && stack.Head.Text(target.Properties["FileSystemId"]) == $"${{{change.Resource.Path}}}");

    private static bool IsOtherVpc(StackChange stack) =>
        stack.Resources.Any(change => change is { Base.Type: "AWS::EC2::SecurityGroup", Head: not null }
            && !Same(stack, change.Base, change.Head, "VpcId"));

    private static (string, string)? Endpoint(StackChange stack, StackResource old, StackResource young)
    {
        if (!Same(stack, old, young, "VpcId") || !Same(stack, old, young, "ServiceName"))
            return null;
        var service = stack.Head.Text(young.Properties["ServiceName"]);
        if (IsPrivate(old) && IsPrivate(young))
            return ($"{Intro} {old.Path}, and a VPC has one endpoint with private DNS for {service}. {TwoSteps}", "PrivateDnsEnabled");
        var tables = JsonPaths.Many(old.Properties["RouteTableIds"])
            .Select(stack.Base.Text).Intersect(JsonPaths.Many(young.Properties["RouteTableIds"]).Select(stack.Head.Text)).ToList();
        return tables.Count == 0 ? null
            : ($"{Intro} {old.Path}, and {string.Join(", ", tables)} has one route to {service}. {TwoSteps}", "RouteTableIds");
    }

    private static bool IsPrivate(StackResource endpoint) => PropertyRule.On($"{endpoint.Properties["PrivateDnsEnabled"]}") == 1;

    private static bool Same(StackChange stack, StackResource old, StackResource young, string property) =>
        stack.Base.Text(old.Properties[property]) == stack.Head.Text(young.Properties[property]);
}
