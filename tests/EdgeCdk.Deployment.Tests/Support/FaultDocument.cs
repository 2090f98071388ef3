using System.Globalization;
using System.Text.RegularExpressions;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>The tables of docs/faults.md.</summary>
internal static partial class FaultDocument
{
    private const string RemoveCause = "remove the cause: ";

    // Why a resource that could not be deleted is in the way of the next command, and what deletes it.
    private static readonly Dictionary<string, (string Why, string Delete)> Causes = new(StringComparer.Ordinal)
    {
        ["AWS::Lambda::Version"] = (
            "the next deployment fails with \"A version for this Lambda function exists\": Lambda publishes what has not changed only once",
            "aws lambda delete-function --region <region> --function-name <function> --qualifier <number>"),
        ["AWS::ECS::Service"] = (
            "the deletion of the edge fails: a cluster that has a service cannot be deleted",
            "aws ecs delete-service --region <region> --force --cluster <cluster> --service <service>"),
    };

    /// <summary>Types of resources that were in the way of the next command, and of which nothing is said.</summary>
    public static IReadOnlyList<string> Unexplained(IEnumerable<FaultRow> rows) => [.. rows.SelectMany(CausesOf).Except(Causes.Keys)];

    /// <summary>What comes next for each status that was reached, as the commands say it.</summary>
    public static IEnumerable<string> Statuses(IReadOnlyList<FaultRow> rows)
    {
        var deployer = Deployer.Of(new EdgePlace(EdgeFiles.Demo, Places.Region), null);
        return GeneratedPart.Table(
            ["status", "meaning", "next, for the edge demo"],
            from state in StackState.All
            where rows.Any(row => row.Way.Contains(state.Status))
            let next = state.Next(deployer)
            select (IReadOnlyList<string>)[$"`{state.Status}`", state.Meaning, next.Length == 0 ? "nothing" : next]);
    }

    /// <summary>How many rows there are of each edge and kind of deployment, and which commands followed.</summary>
    public static IEnumerable<string> Ways(IReadOnlyList<FaultRow> rows)
    {
        var kinds = from row in rows
                    group row by (row.Stack, Kind: Kind(row, rows), Status: row.Way[0], Commands: Commands(row)) into kind
                    select Line([kind.Key.Stack, kind.Key.Kind, $"`{kind.Key.Status}`", kind.Key.Commands], [.. kind]);
        return GeneratedPart.Table(
            ["edge", "deployment", "status after the failure", "what was done until it succeeded", "rows", "not recovered", "CPU seconds"],
            kinds.Append(Line(["all", "", "", ""], rows)));
    }

    /// <summary>What was in the way of the next command.</summary>
    public static IEnumerable<string> InTheWay(IReadOnlyList<FaultRow> rows) => GeneratedPart.Table(
        ["not deleted", "in the way", "delete it, then run the next command", "rows"],
        from type in rows.SelectMany(CausesOf).CountBy(type => type)
        orderby type.Key
        let cause = Causes[type.Key]
        select (IReadOnlyList<string>)[$"`{type.Key}`", cause.Why, $"`{cause.Delete}`", Number(type.Value)]);

    /// <summary>How many steps of an upgrade each alarm went off at, and how the upgrade ended.</summary>
    public static IEnumerable<string> Alarms(IReadOnlyList<AlarmRow> rows) => GeneratedPart.Table(
        ["alarm", "steps at which it went off", "status at the end", "steps after which the account was not as before"],
        from row in rows
        group row by (row.Name, row.Status) into alarm
        orderby alarm.Key
        select (IReadOnlyList<string>)
        [
            $"`{alarm.Key.Name}`", Number(alarm.Count()), $"`{alarm.Key.Status}`", Number(alarm.Count(row => row.Problems.Count > 0)),
        ]);

    /// <summary>What was left when the edge had been deleted.</summary>
    public static IEnumerable<string> Left(IReadOnlyList<FaultRow> rows) => GeneratedPart.Table(
        ["left", "rows"],
        from kind in rows.SelectMany(row => row.Left.Select(KindOf).Distinct()).CountBy(kind => kind)
        orderby kind.Key
        select (IReadOnlyList<string>)[kind.Key, Number(kind.Value)]);

    private static IReadOnlyList<string> Line(IReadOnlyList<string> names, IReadOnlyList<FaultRow> rows) =>
    [
        .. names, Number(rows.Count), Number(rows.Count(row => row.Problems.Count > 0)),
        Number((int)Math.Ceiling(rows.Sum(row => row.Cpu))),
    ];

    private static string Kind(FaultRow row, IReadOnlyList<FaultRow> rows)
    {
        var changes = rows.Where(one => one.Stack == row.Stack && IsSwitch(one)).Select(one => one.Change).Distinct();
        return IsSwitch(row) ? $"{changes.Count()} changes of the edge file" : row.Change;
    }

    private static bool IsSwitch(FaultRow row) => row.Change.Contains(": ", StringComparison.Ordinal);

    // Until the stack is as it was to be; what comes then looks at what is left.
    private static string Commands(FaultRow row)
    {
        var commands = from step in row.Way.TakeWhile(step => !step.StartsWith("deleted", StringComparison.Ordinal))
                       where !Status().IsMatch(step) && !step.StartsWith("the account is as without", StringComparison.Ordinal)
                       select step;
        return string.Join(", ", commands.DefaultIfEmpty("none"));
    }

    private static IEnumerable<string> CausesOf(FaultRow row) =>
        row.Way.Where(step => step.StartsWith(RemoveCause, StringComparison.Ordinal)).Select(step => step[RemoveCause.Length..]).Distinct();

    private static string KindOf(string left)
    {
        var parts = ServiceAndKind().Match(left).Groups;
        return $"{parts[1]}: {parts[2].Value.Replace('_', ' ')}";
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("^[A-Z_]+$")]
    private static partial Regex Status();

    // Such as "IAM aws/roles/a-role": service, region, kind, and what it is.
    [GeneratedRegex("^([A-Za-z0-9]+) [^/]*/([a-z_]+)")]
    private static partial Regex ServiceAndKind();
}
