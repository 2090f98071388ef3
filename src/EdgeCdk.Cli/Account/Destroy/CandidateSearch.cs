using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Config;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Account.Destroy;

/// <summary>
/// Searches resources that may be left of an edge: by its tag, and by the names that are fixed. Roles, security groups and keys that the
/// stack did not create belong to others: they are not left of it.
/// </summary>
/// <param name="aws">The account in the region of the edge.</param>
/// <param name="edge">The edge.</param>
internal sealed class CandidateSearch(RegionalAws aws, EdgePlace edge)
{
    /// <summary>The questions to ask.</summary>
    public IReadOnlyList<(string What, Func<IEnumerable<Candidate>> Find)> Questions =>
        [("tags", Tagged), ("log groups", LogGroups), ("the key alias", Alias), ("roles", Roles), ("task definitions", TaskDefinitions)];

    private EdgeConfig? Config => edge.Definition?.Config;

    private IEnumerable<Candidate> Tagged() => aws
        .List(
            "ResourceTagMappingList", "resourcegroupstaggingapi", "get-resources", "--tag-filters",
            $"Key={EdgeTags.Name},Values={edge.Name}")
        .Select(item => TaggedResource.Of(aws, item.Text("ResourceARN"), item.Tag(DeployedStack.StackTag)))
        .OfType<Candidate>()
        .Where(candidate => !IsExisting(candidate));

    private bool IsExisting(Candidate candidate) => candidate.Type switch
    {
        "AWS::KMS::Key" => Config?.Kms is { } kms
            && new[] { kms.GeneralKeyArn, kms.DataQualityKeyArn }.Any(arn => arn?.Split('/')[^1] == candidate.Id),
        "AWS::EC2::SecurityGroup" => Config?.Vpc.SecurityGroups is { } groups
            && WorkloadGroup.All.Any(one => one.Id(groups) == candidate.Id),
        _ => false,
    };

    private IEnumerable<Candidate> LogGroups() =>
        from prefix in (string[])[edge.Names.LogGroupPrefix, .. edge.Names.PerformanceLogGroups]
        from item in aws.List("logGroups", "logs", "describe-log-groups", "--log-group-name-prefix", prefix)
        select new Candidate("AWS::Logs::LogGroup", item.Text("logGroupName"));

    private IEnumerable<Candidate> Alias() =>
        from item in aws.List("Aliases", "kms", "list-aliases")
        where item.Text("AliasName") == edge.Names.KeyAlias && Config?.Kms.GeneralKeyArn is null
        select new Candidate("AWS::KMS::Alias", item.Text("AliasName"));

    private IEnumerable<Candidate> Roles() =>
        from item in aws.List("Roles", "iam", "list-roles")
        let name = item.Text("RoleName")
        where edge.Names.AllRoles.Contains(name) && Config?.Iam.Roles is not ResourceMode.Existing || IsNamedByCloudFormation(name)
        select new Candidate("AWS::IAM::Role", name);

    // The search for tags does not find roles. Those without a fixed name begin with the name of the stack, as those of another edge may.
    private bool IsNamedByCloudFormation(string role) => role.StartsWith($"{edge.StackName}-", StringComparison.Ordinal)
        && aws.List("Tags", "iam", "list-role-tags", "--role-name", role)
            .Any(tag => tag.Text("Key") == EdgeTags.Name && tag.Text("Value") == edge.Name);

    // ECS keeps inactive ones for ever, and they conflict with nothing. The names of an edge acme-prod begin like those of an edge acme:
    // whole names are compared.
    private IEnumerable<Candidate> TaskDefinitions() =>
        from family in aws.Ask(
            "ecs", "list-task-definition-families", "--status", "ACTIVE", "--family-prefix", $"{edge.Name}-").Texts("families")
        where edge.Names.TaskFamilies.Contains(family)
        from arn in aws.Ask(
            "ecs", "list-task-definitions", "--status", "ACTIVE", "--family-prefix", family).Texts("taskDefinitionArns")
        select new Candidate("AWS::ECS::TaskDefinition", arn.Split('/')[^1]) { PhysicalId = arn };
}
