namespace EdgeCdk.Tests.Support;

/// <summary>What an edge file can turn on or change: a line for each, to be added to a file that does not have its key.</summary>
public static class EdgeSwitches
{
    /// <summary>The lines by name.</summary>
    public static IReadOnlyList<(string Name, string On)> All { get; } =
    [
        ("observability", "observability: { enabled: true }"),
        ("an alarm topic", "alarms: { create: true }"),
        ("alarms", """alarms: { topicArn: "arn:aws:sns:eu-central-1:123456789011:alarms" }"""),
        ("replicas 0", "planeManager: { replicas: 0 }"),
        ("provisioned concurrency 0", "functions: { metadataBrowsing: { provisionedConcurrency: 0 } }"),
        ("a timeout", "functions: { dqResultsReader: { timeoutSeconds: 77 } }"),
        ("a boundary", """iam: { permissionsBoundaryArn: "arn:aws:iam::123456789011:policy/boundary" }"""),
        ("an account", """customerRoleAccounts: ["111122223333"]"""),
        ("log retention", "logRetentionDays: 7"),
        ("a registry secret", "registry: { secretArn: arn:aws:secretsmanager:eu-central-1:123456789011:secret:registry-AbCdEf }"),
        ("a mirror", "registry: { prefix: mirror.example.com, credentials: none }"),
        ("a job's size", "jobs: { dqc: { cpu: 2048, memoryMiB: 8192 } }"),
        ("backups", "fileSystem: { backup: true }"),
        ("a bucket for access logs", "accessLogBucket: access-logs-of-acme"),
        (
            "own functions in the VPC, reserved concurrency and code signing",
            "functions: { ownFunctionsInVpc: true, reservedConcurrentExecutions: 20, codeSigningConfigArn: "
                + "arn:aws:lambda:eu-central-1:123456789011:code-signing-config:csc-0f6c334abcdea4d8b }"),
        ("a tag", "tags: { team: data }"),
    ];
}
