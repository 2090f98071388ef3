using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>The steps that bring the data sources from one edge to the other.</summary>
/// <param name="plan">What the plan is made from.</param>
internal sealed class DataSourceSteps(TakeoverContext plan)
{
    private readonly GroupReferences _groups = new(plan);

    /// <summary>Both edges are allowed.</summary>
    public TakeoverStep LetThrough() => new(
        "Let the second edge reach the data sources", "you, owners of data sources", "nothing",
        "remove the rules and trust that this step added")
    {
        Text =
        [
            "The second edge has its own security groups and roles. A rule that allows a group of the old edge does not allow those of the "
                + "second one. A rule that allows addresses of the subnets does: both edges are in the same subnets.",
            .. _groups.Any
                ? [
                    "The first commands list the groups of this account with a rule that names a group of the old edge; the last one the "
                        + "groups of the second edge. Add a rule for a new group beside each rule for an old one; do not remove the old "
                        + "one yet. Owners of data sources in other accounts look for the same groups.",
                ]
                : Array.Empty<string>(),
            "Roles of data sources must trust the roles of step 1.",
        ],
        Commands = [.. _groups.Find, _groups.OfStack],
    };

    /// <summary>One data source after another uses the second edge.</summary>
    public TakeoverStep Switch() => new(
        "Switch the data sources", "you, the vendor", "each data source: the time of its own connection test",
        "switch the data source back: the old edge still reads its own queues")
    {
        Text =
        [
            "One by one, in the vendor's application (the vendor says where a data source has its edge): choose the second edge, then test "
                + "the connection, browse, run one job, and open its results. Drivers that you put on the old file system yourself must be "
                + "put on the new one before; Connectors Rollout puts the vendor's.",
            "After each, look whether the second edge did the work: the test and the browsing are in the log of the first command, the job "
                + "is a stopped task in the second, its results are in the log of the third, and verify finds no message that nobody "
                + "could process. Nothing in the logs means that the old edge still does the work.",
        ],
        Commands =
        [
            $"aws logs tail {plan.Names.LogGroupPrefix}{Names.Kebab(Function.MetadataBrowsing)} --region {plan.Region} --since 15m",
            $"aws ecs list-tasks --region {plan.Region} --cluster {plan.Name}-jobs --desired-status STOPPED",
            $"aws logs tail {plan.Names.LogGroupPrefix}{Names.Kebab(Function.DqResultsReader)} --region {plan.Region} --since 15m",
            $"npx edge verify {plan.Name}",
        ],
    };
}
