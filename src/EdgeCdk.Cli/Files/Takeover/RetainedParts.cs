namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>What the deployment of the edge creates and its way back leaves, because the edge file says so.</summary>
/// <param name="plan">What the plan is made from.</param>
internal sealed class RetainedParts(TakeoverContext plan)
{
    private const string LogGroup = "AWS::Logs::LogGroup";

    /// <summary>Paragraphs about them. A retained log group keeps its name from a stack that would create it.</summary>
    public IEnumerable<string> Text()
    {
        var groups = plan.Retained.Where(resource => resource.Type == LogGroup)
            .Select(resource => $"{resource.Properties["LogGroupName"]}").Order(StringComparer.Ordinal).ToList();
        if (groups.Count > 0)
        {
            yield return "The way back leaves log groups that this step created, because the edge file says `dataRetention: retain`. "
                + "Delete them before you deploy again:";
            yield return $"```sh\nfor group in {string.Join(' ', groups)}; do\n  aws logs delete-log-group --region {plan.Region} "
                + "--log-group-name \"$group\"\ndone\n```";
        }

        var others = plan.Retained.Where(resource => resource.Type != LogGroup).Select(resource => resource.Path).ToList();
        if (others.Count > 0)
            yield return $"It also leaves {string.Join(", ", others)}, which cost until they are deleted.";
    }
}
