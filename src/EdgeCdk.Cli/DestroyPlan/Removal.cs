namespace EdgeCdk.Cli.DestroyPlan;

/// <summary>Commands that remove what a stack left.</summary>
internal static class Removal
{
    /// <summary>The command for a resource of a type of CloudFormation; for a type that nobody thought of, what to do instead.</summary>
    public static string Of(string type, string id, string region)
    {
        var name = id.Split('/')[^1];
        var call = type switch
        {
            "AWS::KMS::Key" => $"kms schedule-key-deletion --pending-window-in-days 7 --key-id {name}",
            "AWS::KMS::Alias" => $"kms delete-alias --alias-name {id}",
            "AWS::EFS::FileSystem" => $"efs delete-file-system --file-system-id {name}",
            "AWS::Logs::LogGroup" => $"logs delete-log-group --log-group-name {id}",
            "AWS::IAM::Role" => $"iam delete-role --role-name {name}",
            "AWS::ECS::TaskDefinition" => $"ecs deregister-task-definition --task-definition {name}",
            "AWS::ECS::Cluster" => $"ecs delete-cluster --cluster {name}",
            "AWS::S3::Bucket" => $"s3api delete-bucket --bucket {id}",
            "AWS::SQS::Queue" => $"sqs delete-queue --queue-url {id}",
            "AWS::Lambda::Function" => $"lambda delete-function --function-name {id}",
            "AWS::SecretsManager::Secret" => $"secretsmanager delete-secret --secret-id {id}",
            "AWS::EC2::SecurityGroup" => $"ec2 delete-security-group --group-id {name}",
            "AWS::EC2::VPCEndpoint" => $"ec2 delete-vpc-endpoints --vpc-endpoint-ids {name}",
            _ => null,
        };
        // Versions are in the way of the command that removes a bucket with what is in it.
        var first = type == "AWS::S3::Bucket" ? "empty it with all versions first (S3 console: Empty), then " : "";
        return call is null ? $"remove {id} in the console of {region}" : $"{first}aws {call} --region {region}";
    }

    /// <summary>Commands that keep a key which is to be deleted: a key that was rescued is disabled at first.</summary>
    public static string Rescue(string key, string region) =>
        $"aws kms cancel-key-deletion --key-id {key} --region {region} && aws kms enable-key --key-id {key} --region {region}";
}
