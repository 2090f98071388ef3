using Amazon.CDK.AWS.Logs;
using Constructs;

namespace EdgeCdk.Foundation;

/// <summary>
/// The log group of one component, encrypted and created before anything writes to it: a writer that could create its own would
/// create it again after a deletion, and the next deployment would fail.
/// </summary>
internal sealed class ComponentLogGroup : Construct
{
    private readonly string _arn;

    public ComponentLogGroup(Construct scope, string id, EdgeContext edge, GeneralKey key, string component)
        : base(scope, id)
    {
        var group = new CfnLogGroup(this, "LogGroup", new CfnLogGroupProps
        {
            LogGroupName = $"{edge.LogGroupPrefix}/{component}",
            KmsKeyId = key.Arn,
            RetentionInDays = edge.LogRetentionDays,
        });
        Retention.AsConfigured(group, edge);
        (Name, _arn) = (group.Ref, group.AttrArn);
    }

    public string Name { get; }

    /// <summary>Allows a role to write to the group, but not to create it.</summary>
    public Statement AllowWrite() => AllowWrite([this]);

    /// <summary>Allows a role to write to several groups.</summary>
    public static Statement AllowWrite(IReadOnlyList<ComponentLogGroup> groups) =>
        Statement.Allow("WriteLogs", ["logs:CreateLogStream", "logs:PutLogEvents"], [.. groups.Select(group => group._arn)]);
}
