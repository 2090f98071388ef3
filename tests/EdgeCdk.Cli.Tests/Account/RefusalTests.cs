using System.Text.RegularExpressions;
using EdgeCdk.Cli.Account.Support;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account;

/// <summary>Every call of every command, refused alone and together with all others: what was found is shown, what was refused is
/// named, and nothing that exists is called missing.</summary>
public sealed partial class RefusalTests
{
    private static readonly Dictionary<string, string[]> Lines = new()
    {
        ["discover"] = ["discover demo"],
        ["validate"] = ["validate --deployed account"],
        ["preflight"] = ["preflight demo"],
        ["upgrade"] = ["upgrade demo --deployed account"],
        ["deploy-options"] = ["deploy-options demo --app=cdk.out"],
        ["verify"] = ["verify demo"],
        ["support"] = ["support demo"],
        ["destroy-plan"] = ["destroy-plan demo", "destroy-plan demo --after"],
        ["prerequisites"] = ["prerequisites --onboarding demo-prerequisites --region eu-central-1 --output onboarding.yaml"],
    };

    // They read files, and make others.
    private static readonly string[] WithoutAws =
    [
        "import", "init", "explain", "network", "review", "template", "split", "bundle", "provenance", "images", "catalog", "fleet",
        "schema", "takeover",
    ];

    // It changes the account with every step: the tests of its interruptions end it at each of its calls.
    private static readonly string[] TriedOnTheirOwn = ["trial"];

    private static readonly string[] Deletions = ["delete-", "schedule-key-deletion", "deregister-", "cdk destroy", "terminate-"];

    // Only the edge's own roles can see the vendor's queues, and so a refusal is what is expected. Nobody needs a permission to ask who
    // they are.
    private static readonly string[] Expected = ["sqs get-queue-attributes", "sts get-caller-identity"];
    private static readonly (string Name, Func<string, string, Exception> Of)[] Refusals =
    [
        ("denied", (service, operation) =>
            Refused(service == "ec2" ? "UnauthorizedOperation" : "AccessDeniedException", service, operation)),
        ("throttled", (service, operation) => Refused("ThrottlingException", service, operation)),
        ("expired", (service, operation) => Refused("ExpiredToken", service, operation)),
        ("opt-in", (service, operation) => Refused("OptInRequired", service, operation)),
        ("endpoint", (service, _) => new CommandException(
            $"the AWS CLI failed: Could not connect to the endpoint URL: \"https://{service}.eu-central-1.amazonaws.com/\"")),
    ];

    // The application of the archive starts other programs: its parts are tried one by one below.
    public static TheoryData<string> Commands => [.. Lines.Values.SelectMany(lines => lines).Where(line => !IsSupport(line))];

    public static TheoryData<string> All => [.. Lines.Values.SelectMany(lines => lines)];

    [Fact]
    public void Every_command_is_here()
    {
        var names = EdgeCommands.Root(new CommandContext(TextWriter.Null, TextWriter.Null, Repository.Root)).Subcommands
            .Select(command => command.Name);

        Assert.Equal(names.Order(), Lines.Keys.Concat(WithoutAws).Concat(TriedOnTheirOwn).Order());
    }

    [Theory, MemberData(nameof(All))]
    public void No_call_is_made_twice(string line)
    {
        var aws = new WatchedAws(AccountOf(line));
        Run(aws, line);

        Assert.NotEmpty(aws.Calls);
        Assert.All(aws.Calls.GroupBy(call => call), call => Assert.True(call.Count() == 1, $"{call.Count()} times: {call.Key}"));
    }

    [Theory, MemberData(nameof(Commands))]
    public void A_call_that_is_refused_is_named_and_nothing_is_called_missing_because_of_it(string line)
    {
        var first = new WatchedAws(AccountOf(line));
        var usual = LinesOf(Run(first, line).Output).ToHashSet();
        foreach (var (index, operation) in first.Operations.Index().Where(one => Turn.Has(one.Index, 3)))
        {
            // Every call is denied, and gets one of the other refusals.
            foreach (var (name, refusal) in new[] { Refusals[0], Refusals[1 + index % (Refusals.Length - 1)] })
            {
                var aws = new WatchedAws(
                    AccountOf(line),
                    (service, asked) => $"{service} {asked}" == operation ? refusal(service, asked) : null);
                var result = Run(aws, line);
                Check(result, usual, $"{line}, {operation} {name}");
                var parts = operation.Split(' ');
                var words = name == "endpoint" ? $"https://{parts[0]}." : AwsPermission.Of(parts[0], WatchedAws.NameOf(parts[1]));
                Assert.True(
                    Expected.Contains(operation) || (result.Output + result.Error).Contains(words, StringComparison.Ordinal),
                    $"{line}, {operation} {name}: {words} is not named\n{result.Output}{result.Error}");
                if (line.StartsWith("destroy-plan", StringComparison.Ordinal))
                    HasNoDeletion(result, $"{line}, {operation} {name}");
            }
        }
    }

    [Theory, MemberData(nameof(Commands))]
    public void When_all_calls_are_refused_nothing_is_called_missing(string line)
    {
        foreach (var (name, refusal) in Refusals)
        {
            // Whose account it is must be known, or no command asks anything else.
            var aws = new WatchedAws(AccountOf(line), (service, operation) => service == "sts" ? null : refusal(service, operation));
            var result = Run(aws, line);
            Check(result, [], $"{line}, all {name}");
            HasNoDeletion(result, $"{line}, all {name}");
        }
    }

    [Fact]
    public void Each_file_of_the_archive_is_collected_or_has_the_reason_why_not()
    {
        var place = PlaceOfDemo();
        var stack = DeployedStack.Find(DeployedDemo.Account(), place)!;
        var first = new WatchedAws(DeployedDemo.Account());
        var files = new StackSource(new RegionalAws(first, place.Region), place, stack).Files(5).Select(file => file.Read()).ToList();
        Assert.All(files, file => Assert.NotNull(file.Text));
        foreach (var operation in first.Operations)
        {
            var aws = new WatchedAws(
                DeployedDemo.Account(), (service, asked) => $"{service} {asked}" == operation ? Refusals[0].Of(service, asked) : null);
            var read = new StackSource(new RegionalAws(aws, place.Region), place, stack).Files(5).Select(file => file.Read()).ToList();
            var parts = operation.Split(' ');

            Assert.Equal(files.Count, read.Count);
            Assert.Contains(read, file => file.Text is null);
            Assert.All(read.Where(file => file.Text is null), file => Assert.Contains(
                AwsPermission.Of(parts[0], WatchedAws.NameOf(parts[1])), file.Reason, StringComparison.Ordinal));
        }
    }

    private static bool IsSupport(string line) => line.StartsWith("support", StringComparison.Ordinal);

    private static EdgePlace PlaceOfDemo() => new("demo", FakeAccount.Region)
    {
        Definition = Fleet.Load(EdgeExamples.PathOf(EdgeExamples.Smallest), Repository.Releases).Single(),
        Account = FakeAccount.Account,
    };

    private static AwsException Refused(string code, string service, string operation) =>
        new(code, "refused for a test", WatchedAws.NameOf(operation), service);

    private static void Check(CommandResult result, HashSet<string> usual, string what)
    {
        var words = result.Output + result.Error;
        Assert.True(result.ExitCode < 2 && !words.Contains("bug of Edge CDK", StringComparison.Ordinal), $"{what}\n{words}");
        var missing = LinesOf(words).Where(told => Missing().IsMatch(told) && !usual.Contains(told));
        Assert.True(!missing.Any(), $"{what}\n{string.Join('\n', missing)}");
    }

    // Columns are as wide as what is in them.
    private static IEnumerable<string> LinesOf(string output) => output.Split('\n').Select(line => Spaces().Replace(line, " "));

    private static void HasNoDeletion(CommandResult result, string what) => Assert.All(Deletions, deletion => Assert.False(
        (result.Output + result.Error).Contains(deletion, StringComparison.Ordinal), $"{what}: {deletion}\n{result.Output}"));

    // What is left of an edge, and the edge itself.
    private static FakeAccount AccountOf(string line)
    {
        if (line.StartsWith("prerequisites", StringComparison.Ordinal))
        {
            var prerequisites = new FakeAccount();
            prerequisites.Stack("demo-prerequisites");
            return prerequisites;
        }

        if (!line.EndsWith("--after", StringComparison.Ordinal))
            return DeployedDemo.Account(("RollbackTriggerArns", "arn:aws:cloudwatch:eu-central-1:123456789011:alarm:age"));
        var left = new FakeAccount { Roles = { "demo-job-dqc" }, LogGroups = { "/ataccama/edge/demo/dqc" } };
        left.Tagged.Add(("arn:aws:sns:eu-central-1:123456789011:topic", null));
        left.Stack("demo-prerequisites", edge: null);
        return left;
    }

    private static CommandResult Run(IAws aws, string line)
    {
        using var session = new Session();
        var text = EdgeFiles.Text(EdgeFiles.Demo);
        session.Write("cdk.out/Edge-demo.template.json", """{"Resources":{}}""");
        session.Write("edges/demo.yaml", line.Split(' ')[0] switch
        {
            "upgrade" => text.Replace("16.6.5", "16.6.4", StringComparison.Ordinal),
            "deploy-options" => $"{text}alarms: {{ create: true, rollbackTriggers: true }}\n",
            _ => text,
        });
        return session.Run(aws, line.Split(' '));
    }

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();

    [GeneratedRegex("there is no |does not exist|is missing|has no |was deleted|was removed|was not created|No stack|not deployed|is gone")]
    private static partial Regex Missing();
}
