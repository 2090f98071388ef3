using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests;

/// <summary>
/// The trial, once, in rough weather and in this process: the CDK CLI and the AWS CLI are those that a user has. It ends in the middle of
/// some steps, and the same command continues.
/// </summary>
public sealed class TrialStory : IDisposable
{
    // In the middle of the steps probes, cleanup, upgrade and leftovers.
    internal static readonly string[] LastCalls =
        ["create-change-set", "publish-version", "cdk deploy", "delete-stack --stack-name edge-trial-control-plane-trial"];

    private readonly TemporaryDirectory _directory = new();
    private readonly Emulator _emulator;
    private readonly EmulatedAws _aws;
    private readonly AwsClient _api;
    private bool _isDeployed;
    private string _synthesized = "";

    public TrialStory()
    {
        TestPackages.InstallPython();
        TestPackages.InstallNode();
        _emulator = new Emulator(Directory.CreateDirectory(Path.Combine(_directory.Path, "emulator")).FullName);
        _aws = new EmulatedAws(_directory.Path, _emulator);
        _api = new AwsClient(_directory.Path, _emulator.Environment);
        var before = Things(_api);
        _emulator.Weather(new JsonObject
        {
            ["addedContainer"] = true,
            ["failedStarts"] = 1,
            ["throttleEvery"] = 30,
            ["insightsLogGroups"] = true,
            ["lateLogLines"] = true,
        });
        var aws = new EndingAws(_aws, LastCalls);
        for (var ended = -1; ended < aws.Ended;)
        {
            ended = aws.Ended;
            Results.Add(Run(aws, "--yes", "--answered-by", "the emulated AWS of the tests", "--mask-accounts"));
        }

        Happened = _emulator.Happened();
        _emulator.Weather();
        Left = [.. Things(_api).Except(before)];
        Report = JsonNode.Parse(File.ReadAllText(PathOf("report.json")))!;
        Crashes = _emulator.Crashes;
    }

    /// <summary>What each run of the command said.</summary>
    public IList<CommandResult> Results { get; } = [];

    /// <summary>Its report.</summary>
    public JsonNode Report { get; }

    /// <summary>How often each disturbance has happened.</summary>
    public IReadOnlyDictionary<string, int> Happened { get; }

    /// <summary>What is in the account at the end and was not there before.</summary>
    public IReadOnlyList<string> Left { get; }

    /// <summary>Calls that the emulated AWS could not answer.</summary>
    public IReadOnlyList<string> Crashes { get; }

    /// <summary>The path of a file of the trial.</summary>
    public string PathOf(string file) => Path.Combine(_directory.Path, "trial", file);

    public void Dispose()
    {
        _aws.Dispose();
        _api.Dispose();
        _emulator.Dispose();
        _directory.Dispose();
    }

    // Stacks with all that they own, and of what they keep or services make: buckets, keys, log groups, roles.
    private static IReadOnlyList<string> Things(AwsClient api) =>
    [
        .. Names(api.Call("cloudformation", "describe_stacks")["Stacks"], "StackName"),
        .. Names(api.Call("s3", "list_buckets")["Buckets"], "Name"),
        .. Names(api.Call("logs", "describe_log_groups")["logGroups"], "logGroupName"),
        .. Names(api.Call("iam", "list_roles")["Roles"], "RoleName"),
        .. Names(api.Call("sqs", "list_queues")["QueueUrls"], null),
        .. Names(api.Call("ec2", "describe_vpcs")["Vpcs"], "VpcId"),
        .. Names(api.Call("ec2", "describe_vpc_endpoints")["VpcEndpoints"], "VpcEndpointId"),
        .. Names(api.Call("kms", "list_keys")["Keys"], "KeyId").Select(key =>
            api.Call("kms", "describe_key", "KeyId", key)["KeyMetadata"]!["KeyState"]!.ToString() == "PendingDeletion"
                ? $"key pending deletion {key}" : $"key {key}"),
    ];

    private static IEnumerable<string> Names(JsonNode? list, string? name) =>
        (list?.AsArray() ?? []).Select(item => (name is null ? item : item![name])!.ToString());

    private static string? After(IReadOnlyList<string> arguments, string prefix) =>
        arguments.FirstOrDefault(argument => argument.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..];

    private CommandResult Run(EndingAws aws, params string[] further) => new EdgeRunner(Repository.Root)
    {
        Aws = aws,
        With = context => context with { Cdk = (repository, arguments) => Cdk(aws, repository, arguments), Pause = _ => _emulator.Poll() },
    }.Run(["trial", "--account", Places.Account, "--region", Places.Region, "--directory", PathOf(""), .. further]);

    private (int ExitCode, string Output, string Error) Cdk(EndingAws aws, string repository, IReadOnlyList<string> arguments)
    {
        // The first deployment runs the CDK CLI and the application, as a user's does. Then this process makes the same assembly and the
        // same calls in a fraction of the time; the end is the CDK CLI's again.
        var edgeFile = After(arguments, "edges=");
        if (edgeFile is not null && _isDeployed)
        {
            var output = arguments[arguments.ToList().IndexOf("--output") + 1];
            var edge = File.ReadAllText(edgeFile);
            if (edge != _synthesized)
                SynthesizedEdges.Write(edgeFile, After(arguments, "releases=")!, output);
            _synthesized = edge;
            if (arguments[0] == "deploy")
            {
                var deployed = new AssemblyDeployment(_api).Deploy(
                    output, arguments[1], arguments.Index().Where(item => item.Index > 0 && arguments[item.Index - 1] == "--parameters")
                        .Select(item => item.Item));
                aws.After("cdk deploy");
                return deployed;
            }

            arguments = [.. arguments.Take(2), "--app", output, .. arguments.Skip(arguments.ToList().IndexOf("--output") + 2)];
        }

        _isDeployed |= edgeFile is not null;
        var result = ChildProcess.Run(
            "timeout", [.. ChildProcess.UnlessItHangs, Repository.Path("node_modules", ".bin", "cdk"), .. arguments], repository,
            _emulator.Environment);
        return (result.ExitCode, result.Output, result.Error);
    }
}
