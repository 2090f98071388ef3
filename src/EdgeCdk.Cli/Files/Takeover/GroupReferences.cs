namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>
/// Security groups that Terraform destroys, and rules of other groups that name them, such as those of data sources: AWS does not
/// delete a group that a rule names, and the groups of the stack have other ids.
/// </summary>
/// <param name="plan">What the plan is made from.</param>
internal sealed class GroupReferences(TakeoverContext plan)
{
    /// <summary>What is done about them before the destruction.</summary>
    public const string Remove = "AWS deletes no security group that a rule of another group names, such as that of a data source. The "
        + "commands list such groups: revoke those rules (console, or `aws ec2 revoke-security-group-ingress`).";

    private readonly List<string> _destroyed =
        [.. plan.OfType("aws_security_group", isForgotten: false).Select(group => group.Id).Where(id => id.Length > 0)];

    /// <summary>Whether a group is destroyed.</summary>
    public bool Any => _destroyed.Count > 0;

    /// <summary>Commands that list the groups with such a rule.</summary>
    public IReadOnlyList<string> Find => !Any ? [] :
    [
        .. ((string[])["ip-permission.group-id", "egress.ip-permission.group-id"]).Select(filter =>
            $"aws ec2 describe-security-groups --region {plan.Region} --filters Name={filter},Values={string.Join(',', _destroyed)} "
                + "--query 'SecurityGroups[].[GroupId,GroupName]' --output text"),
    ];

    /// <summary>The command that lists the groups of the stack.</summary>
    public string OfStack =>
        $"aws cloudformation list-stack-resources --region {plan.Region} --stack-name {plan.Names.Stack} "
            + "--query \"StackResourceSummaries[?ResourceType=='AWS::EC2::SecurityGroup'].[LogicalResourceId,PhysicalResourceId]\" "
            + "--output text";
}
