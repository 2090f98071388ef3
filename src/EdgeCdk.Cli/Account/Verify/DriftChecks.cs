using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>Drift: whether somebody changed a resource by hand, as far as CloudFormation knows.</summary>
internal static class DriftChecks
{
    private const string About = "drift";

    public static IEnumerable<Finding> Find(VerifyTarget target)
    {
        var last = target.Stack.Json["DriftInformation"].Text("StackDriftStatus");
        var status = target.DetectsDrift ? DriftDetection.Run(target) : last;
        return status switch
        {
            "IN_SYNC" => [Finding.Ok(About, target.DetectsDrift ? "none" : "none at the last detection; --drift detects it now")],
            "DRIFTED" when DriftDetection.Drifts(target) is { Count: > 0 } drifts => drifts.Select(drift => Changed(target, drift)),
            "" or "NOT_CHECKED" when !target.DetectsDrift =>
                [new Finding(Outcome.Skipped, About) { What = "not detected yet; --drift does, which takes minutes" }],
            _ => [NotKnown(target, status)],
        };
    }

    private static Finding NotKnown(VerifyTarget target, string status) => new(Outcome.Unknown, About)
    {
        What = $"could not be checked: the drift status of the stack is {(status.Length == 0 ? "not shown" : status)}",
        Remedy = $"see {target.Command($"cloudformation describe-stack-resource-drifts --stack-name {target.Stack.Name}")}",
    };

    /// <summary>What undoes a change by hand. A plain deployment compares templates, and those are the same.</summary>
    internal static string Revert(VerifyTarget target) => Deployer.Of(target.Edge, target.Stack.Json) is { IsCdk: true } deployer
        ? $"{deployer.Deploy} --revert-drift undoes the change; a deployment without that option does not"
        : "undo the change by hand, or with a change set of --deployment-mode REVERT_DRIFT: aws cloudformation create-change-set --region "
            + $"{target.Edge.Region} --stack-name {target.Stack.Name}";

    /// <summary>What a stack has and the account has not.</summary>
    internal static Finding Deleted(VerifyTarget target, string about, string what) => new(Outcome.Failed, about)
    {
        What = $"{what} was deleted by hand",
        Remedy = Revert(target),
    };

    private static Finding Changed(VerifyTarget target, JsonNode drift)
    {
        var id = drift.Text("LogicalResourceId");
        var path = target.Stack.OfTemplate.FirstOrDefault(resource => resource.Id == id)?.Path ?? id;
        return new(Outcome.Failed, About)
        {
            What = drift.Text("StackResourceDriftStatus") switch
            {
                "DELETED" => $"{path} was deleted by hand",
                "" or "MODIFIED" => $"{path} was changed by hand: {Differences(drift)}",
                var other => $"{path} is {other}: {Differences(drift)}".TrimEnd(':', ' '),
            },
            Remedy = Revert(target),
        };
    }

    private static string Differences(JsonNode drift) => string.Join(", ", drift.Items("PropertyDifferences").Select(Difference));

    // Of a list, such as the rules of a security group, one item.
    private static string Difference(JsonNode difference)
    {
        var path = difference.Text("PropertyPath").TrimStart('/');
        return difference.Text("DifferenceType") switch
        {
            "ADD" => $"{path} was added: {difference.Text("ActualValue")}",
            "REMOVE" => $"{path} was removed: {difference.Text("ExpectedValue")}",
            _ => $"{path} is {difference.Text("ActualValue")} instead of {difference.Text("ExpectedValue")}",
        };
    }
}
