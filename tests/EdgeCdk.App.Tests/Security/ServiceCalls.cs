using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Security;

/// <summary>An AWS service that a workload in the VPC calls.</summary>
/// <param name="Host">The service's host, as far as the region.</param>
/// <param name="Workload">First part of the role's construct path.</param>
internal sealed record ServiceCall(string Host, string Workload);

/// <summary>Reads from the rights of a workload's roles which services it calls from inside the VPC.</summary>
internal static class ServiceCalls
{
    public static IEnumerable<ServiceCall> Of(SynthesizedTemplate template) =>
        from role in template.OfType("AWS::IAM::Role")
        let runsAs = Service(role)
        where runsAs == "ecs-tasks.amazonaws.com" || IsInVpc(template, role)
        from statement in PolicyStatement.OfRole(template, role)
        where statement.IsAllow && !IsThroughAnother(statement)
        from action in statement.Actions
        let host = Host(action.Split(':')[0])
        where host is not null && (runsAs != "lambda.amazonaws.com" || host is not ("sqs" or "logs"))
        select new ServiceCall(host, role.Path.Split('/')[0]);

    // Reading a function's queue and writing its log is what Lambda does itself, outside of the VPC.
    private static bool IsInVpc(SynthesizedTemplate template, Resource role) =>
        template.OfType("AWS::Lambda::Function")
            .Any(function => function["VpcConfig"] is not null && template.Target(function["Role"]) == role);

    private static string Service(Resource role) =>
        PolicyStatement.Of(role["AssumeRolePolicyDocument"])[0].Principal!["Service"]!.ToString();

    // The service that the key is used through calls KMS, not the workload.
    private static bool IsThroughAnother(PolicyStatement statement) =>
        statement.Json["Condition"]?.ToJsonString() is { } condition
        && (
            condition.Contains("kms:ViaService", StringComparison.Ordinal) || condition.Contains(
                "kms:EncryptionContext", StringComparison.Ordinal));

    private static string? Host(string prefix) => prefix switch
    {
        // Handing over a role is part of another call; mounting is NFS; Lambda makes network interfaces, and Fargate pulls, from any role.
        "iam" or "elasticfilesystem" or "ec2" or "ecr" => null,
        "cloudwatch" => "monitoring",
        "tag" => "tagging",
        _ => prefix,
    };
}
