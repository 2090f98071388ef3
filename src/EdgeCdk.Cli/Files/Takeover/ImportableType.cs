namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>A type of CloudFormation that is imported, and how Terraform calls what it needs to know.</summary>
/// <param name="Type">The type.</param>
/// <param name="Identifier">The property that an import names the resource by.</param>
/// <param name="IdAttribute">The attribute of Terraform with its value.</param>
/// <param name="CreateOnly">The properties that change only with another resource, as far as a template of an edge has them.</param>
/// <param name="WrittenOnly">Properties that are no setting of the resource, so that it has no value of them before.</param>
internal sealed record ImportableType(
    string Type, string Identifier, string IdAttribute, IReadOnlyList<string> CreateOnly, IReadOnlyList<string> WrittenOnly)
{
    /// <summary>The types that CloudFormation can import, and that a takeover imports. From AWS's resource schemas.</summary>
    public static IReadOnlyList<ImportableType> All { get; } =
    [
        new("AWS::KMS::Key", "KeyId", "key_id", [], ["PendingWindowInDays"]),
        new("AWS::KMS::Alias", "AliasName", "name", ["AliasName"], []),
        new("AWS::EFS::FileSystem", "FileSystemId", "id", ["AvailabilityZoneName", "Encrypted", "KmsKeyId", "PerformanceMode"], []),
        new("AWS::EFS::MountTarget", "Id", "id", ["FileSystemId", "SubnetId"], []),
        new("AWS::EFS::AccessPoint", "AccessPointId", "id", ["FileSystemId", "PosixUser", "RootDirectory"], []),
        new("AWS::EC2::VPCEndpoint", "Id", "id", ["ServiceName", "VpcEndpointType", "VpcId"], []),
        new("AWS::IAM::Role", "RoleName", "name", ["Path", "RoleName"], []),
        new("AWS::Logs::LogGroup", "LogGroupName", "name", ["LogGroupName"], []),
    ];

    /// <summary>A type; null when it is not imported.</summary>
    public static ImportableType? Of(string type) => All.FirstOrDefault(known => known.Type == type);
}
