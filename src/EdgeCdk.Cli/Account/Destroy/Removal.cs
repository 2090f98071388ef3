namespace EdgeCdk.Cli.Account.Destroy;

/// <summary>How to remove a resource that a stack left.</summary>
internal static class Removal
{
    private const string Administrator = "If that is right, an administrator";

    /// <summary>The command for a resource of a CloudFormation type; null for resources with data, and for other types.</summary>
    public static string? Command(string type, string id, string region)
    {
        var name = id.Split('/')[^1];
        var call = type switch
        {
            "AWS::KMS::Alias" => $"kms delete-alias --alias-name {id}",
            "AWS::Logs::LogGroup" => $"logs delete-log-group --log-group-name {id}",
            "AWS::IAM::Role" => $"iam delete-role --role-name {name}",
            "AWS::ECS::TaskDefinition" => $"ecs deregister-task-definition --task-definition {name}",
            "AWS::ECS::Cluster" => $"ecs delete-cluster --cluster {name}",
            "AWS::SQS::Queue" => $"sqs delete-queue --queue-url {id}",
            "AWS::Lambda::Function" => $"lambda delete-function --function-name {id}",
            "AWS::SecretsManager::Secret" => $"secretsmanager delete-secret --secret-id {id}",
            "AWS::EC2::SecurityGroup" => $"ec2 delete-security-group --group-id {name}",
            "AWS::EC2::VPCEndpoint" => $"ec2 delete-vpc-endpoints --vpc-endpoint-ids {name}",
            _ => null,
        };
        return call is null ? null : $"aws {call} --region {region}";
    }

    /// <summary>What to know before it is removed, and how to remove it where there is no command.</summary>
    public static string Words(string type, string region) => type switch
    {
        "AWS::KMS::Key" =>
            "; it costs until it is deleted, and then all data that it encrypts (results, logs, files) can never be read again. "
            + $"{Administrator} schedules its deletion in the KMS console of {region}, after CloudTrail shows no use of it",
        "AWS::EFS::FileSystem" =>
            $"; its files are lost with it. {Administrator} deletes it in the EFS console of {region}, after its mount targets, when "
                + "nothing mounts it any more",
        "AWS::S3::Bucket" =>
            $"; all versions of its objects are lost with it. {Administrator} empties and then deletes it in the S3 console, after a "
                + "look at its content",
        "AWS::Logs::LogGroup" => "; export what you need before you delete it",
        "AWS::IAM::Role" => "; its policies must be deleted first",
        _ => Command(type, "", region) is null ? $"; remove it in the console of {region}" : "",
    };
}
