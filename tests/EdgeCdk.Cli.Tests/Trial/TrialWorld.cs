using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Trial;
using EdgeCdk.Cli.Trial.Running;
using EdgeCdk.Cli.Trial.StandIns;
using EdgeCdk.Config.Drafts;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Trial;

/// <summary>
/// An account as far as a trial changes it, and the two programs that a trial runs: operations on stacks go on by themselves, and what a
/// stack keeps when it is deleted stays. The process may end at any call that changes something.
/// </summary>
internal sealed partial class TrialWorld : IAws, IDisposable
{
    public const string Account = "123456789012";
    public const string Region = "eu-central-1";
    public const string Deployed = "as deployed";

    // How often somebody must look until an operation on a stack has ended.
    private const int Looks = 2;

    private static readonly byte[] Compiled = [1, 2, 3];

    private readonly TemporaryDirectory _directory = new();
    private readonly SortedDictionary<string, WorldStack> _stacks = [];
    private readonly List<string> _changes = [];
    private string _call = "";

    public TrialWorld()
    {
        _directory.Write("cdk.json", "{}");
        Directory.CreateDirectory(Trial);
        File.WriteAllBytes(Path.Combine(Trial, StandInPackages.ClassFile), Compiled);
    }

    /// <summary>The directory of the trial.</summary>
    public string Trial => Path.Combine(_directory.Path, "edge-trial");

    /// <summary>Where copies of this world are kept that are as if the process had ended at a call. Default: null, none are.</summary>
    public WorldEnds? Ends { get; set; }

    /// <summary>Description of the functions. Default: that of the deployment.</summary>
    public string Description { get; private set; } = Deployed;

    public SortedSet<string> LinkedRoles { get; } = [];

    public SortedDictionary<string, IReadOnlyDictionary<string, string>> Buckets { get; } = [];

    public SortedDictionary<string, IReadOnlyDictionary<string, string>> Keys { get; } = [];

    public SortedSet<string> LogGroups { get; } = [];

    /// <summary>Stacks that the account has; tests may add some.</summary>
    public IDictionary<string, WorldStack> Stacks => _stacks;

    /// <summary>Everything that somebody could find in the account, or pays for.</summary>
    public IReadOnlyList<string> Things =>
        [.. _stacks.Keys, .. LinkedRoles, .. Buckets.Keys, .. Keys.Keys, .. LogGroups];

    /// <summary>The calls that change something, each with what it changes.</summary>
    public IReadOnlyList<string> Changes => _changes;

    /// <summary>The command lines of <c>edge</c> that the trial has run.</summary>
    public List<string> Commands { get; } = [];

    /// <summary>This world with all its files: what happens in the one does not happen in the other.</summary>
    public TrialWorld Copy()
    {
        var copy = new TrialWorld();
        foreach (var file in Directory.GetFiles(_directory.Path, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy._directory.Path, Path.GetRelativePath(_directory.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }

        foreach (var (name, stack) in _stacks)
            copy._stacks[name] = stack.Copy();
        copy.Description = Description;
        copy.LinkedRoles.UnionWith(LinkedRoles);
        copy.LogGroups.UnionWith(LogGroups);
        foreach (var (name, tags) in Buckets)
            copy.Buckets[name] = tags;
        foreach (var (id, tags) in Keys)
            copy.Keys[id] = tags;
        return copy;
    }

    /// <summary>Everything of account and files in one text: worlds with the same one are the same.</summary>
    public string Everything => string.Join('\n', [
        .. Directory.GetFiles(_directory.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(_directory.Path, file)} {Convert.ToBase64String(File.ReadAllBytes(file))}"),
        .. _stacks.Values.Select(stack => stack.Json().ToJsonString()), .. Things, Description,
    ]);

    /// <summary>Writes a file beside the directory of the trial.</summary>
    /// <returns>Its path.</returns>
    public string Write(string file, string text) => _directory.Write(file, text);

    /// <summary>Runs <c>edge trial</c>.</summary>
    public CommandResult Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var context = new CommandContext(output, error, _directory.Path) { Aws = this, Cdk = Cdk, Pause = _ => { } };
        string[] account = arguments.Contains("--account") ? [] : ["--account", Account];
        string[] given = [.. account, "--region", Region, "--yes", .. arguments];
        var parsed = TrialCommand.Create(context, Edge).Parse(given);
        Assert.Empty(parsed.Errors);
        try
        {
            return new CommandResult(
                parsed.Invoke(new() { Output = output, Error = error, EnableDefaultExceptionHandler = false }), $"{output}", $"{error}");
        }
        catch (CommandException exception)
        {
            return new CommandResult(1, $"{output}", $"{error}edge: {exception.Message}\n");
        }
    }

    /// <summary>The file with the state of the trial.</summary>
    public TrialState State => TrialState.Read(Path.Combine(Trial, "state.json"))!;

    public void Dispose() => _directory.Dispose();

    public JsonObject Ask(string region, params IReadOnlyList<string> arguments)
    {
        var name = After(arguments, "--stack-name");
        _call = $"{arguments[0]} {arguments[1]} {name ?? After(arguments, "--bucket") ?? After(arguments, "--key-id")}".TrimEnd();
        return ($"{arguments[0]} {arguments[1]}", name) switch
        {
            ("sts get-caller-identity", _) => new() { ["Account"] = Account },
            ("cloudformation create-stack", { } stack) => Change(() => _stacks[stack] = WorldStack.Begun(arguments, this)),
            ("cloudformation update-stack", { } stack) => Change(() => _stacks[stack].Updates("UPDATE_COMPLETE", Looks)),
            ("cloudformation delete-stack", { } stack) => Change(() => _stacks[stack].IsDeleting = Looks),
            ("cloudformation describe-stacks", null) => new() { ["Stacks"] = new JsonArray([.. _stacks.Values.Select(one => one.Json())]) },
            ("cloudformation describe-stacks", { } stack) => Look(stack),
            ("cloudformation describe-stack-resources", { } stack) when Known(stack) is not null => WorldStack.Resources(),
            ("cloudformation describe-stack-resources", _) => throw Missing("no stack"),
            ("cloudformation get-template", _) => new() { ["TemplateBody"] = WorldStack.Template() },
            ("cloudformation list-stack-resources", _) => WorldStack.Summaries(),
            ("cloudformation describe-change-set", _) => new() { ["Status"] = "CREATE_COMPLETE" },
            ("cloudformation create-change-set" or "cloudformation delete-change-set", _) => Change(() => { }),
            ("iam get-role", _) when _stacks.ContainsKey("Edge-trial") => [],
            ("iam get-role", _) => throw Missing("NoSuchEntity"),
            ("iam create-service-linked-role", _) => Change(() => LinkedRoles.Add(After(arguments, "--aws-service-name")!)),
            ("iam list-roles", _) => Roles(After(arguments, "--path-prefix") ?? ""),
            ("iam delete-service-linked-role", _) => Change(() => LinkedRoles.Remove(After(arguments, "--role-name")!)),
            ("resourcegroupstaggingapi get-resources", _) => Tagged(arguments),
            ("s3api list-object-versions", _) => new()
            {
                ["Versions"] = new JsonArray(new JsonObject { ["Key"] = "a", ["VersionId"] = "1" }),
            },
            ("s3api delete-bucket", _) => Change(() => Buckets.Remove(After(arguments, "--bucket")!)),
            ("s3api put-object" or "s3api delete-objects", _) => Change(() => { }),
            ("kms describe-key", _) => new() { ["KeyMetadata"] = new JsonObject { ["KeyState"] = "Enabled" } },
            ("kms schedule-key-deletion", _) => Change(() => Keys.Remove(After(arguments, "--key-id")!)),
            ("logs describe-log-groups", _) => Groups(After(arguments, "--log-group-name-prefix")!),
            ("logs delete-log-group", _) => Change(() => LogGroups.Remove(After(arguments, "--log-group-name")!)),
            ("ecs describe-services", _) => new()
            {
                ["services"] = new JsonArray(new JsonObject
                {
                    ["taskDefinition"] = "manager:1",
                    ["networkConfiguration"] = new JsonObject(),
                }),
            },
            ("ecs describe-task-definition", _) => new()
            {
                ["taskDefinition"] = new JsonObject { ["containerDefinitions"] = new JsonArray(new JsonObject { ["name"] = "manager" }) },
            },
            ("ecs run-task" or "events put-events" or "sqs send-message" or "lambda publish-version", _) => Change(() => { }),
            ("lambda get-function-configuration", _) => new() { ["Description"] = Description },
            ("lambda update-function-configuration", _) => Change(() => Description = After(arguments, "--description")!),
            ("cloudwatch set-alarm-state", _) => Change(() => { }),
            ("sqs get-queue-attributes", _) => new() { ["Attributes"] = new JsonObject() },
            ("ec2 describe-vpc-endpoints", _) => new() { ["VpcEndpoints"] = new JsonArray(new JsonObject()) },
            ("ec2 describe-flow-logs", _) => new() { ["FlowLogs"] = new JsonArray(new JsonObject()) },
            ("events describe-rule", _) => new() { ["EventPattern"] = """{"source":["a"],"detail-type":["b"]}""" },
            _ => [],
        };
    }

    private static string? After(IReadOnlyList<string> arguments, string option) =>
        arguments.ToList().IndexOf(option) is >= 0 and var index ? arguments[index + 1] : null;

    private static AwsException Missing(string code) => new(code, $"{code} does not exist", "Operation");

    // Where the process may end: before AWS has the call, or after it.
    private JsonObject Change(Action effect)
    {
        _changes.Add(_call);
        Ends?.Add(this);
        effect();
        Ends?.Add(this);
        return [];
    }

    private WorldStack Known(string name) =>
        _stacks.GetValueOrDefault(name) ?? _stacks.Values.FirstOrDefault(stack => stack.Id == name) ?? throw Missing("ValidationError");

    private JsonObject Look(string name)
    {
        var stack = Known(name);
        if (!stack.GoesOn())
            _stacks.Remove(stack.Name);
        return new() { ["Stacks"] = new JsonArray(Known(name).Json()) };
    }

    private JsonObject Roles(string prefix) => new()
    {
        ["Roles"] = new JsonArray([.. LinkedRoles.Where(role => prefix == $"/aws-service-role/{role}/")
            .Select(role => new JsonObject { ["RoleName"] = role })]),
    };

    private JsonObject Groups(string prefix) => new()
    {
        ["logGroups"] = new JsonArray([.. LogGroups.Where(group => group.StartsWith(prefix, StringComparison.Ordinal))
            .Select(group => new JsonObject { ["logGroupName"] = group })]),
    };

    private JsonObject Tagged(IReadOnlyList<string> arguments)
    {
        var filters = arguments.Select(argument => Filter().Match(argument)).Where(match => match.Success)
            .Select(match => (Key: match.Groups[1].Value, Value: match.Groups[2].Value)).ToList();
        var all = Buckets.Select(bucket => ($"arn:aws:s3:::{bucket.Key}", bucket.Value))
            .Concat(Keys.Select(key => ($"arn:aws:kms:{Region}:{Account}:key/{key.Key}", key.Value)));
        return new()
        {
            ["ResourceTagMappingList"] = new JsonArray([.. all
                .Where(one => filters.All(filter => one.Value.GetValueOrDefault(filter.Key) == filter.Value))
                .Select(one => new JsonObject
                {
                    ["ResourceARN"] = one.Item1,
                    ["Tags"] = WorldStack.TagsOf(one.Value),
                })]),
        };
    }

    private (int ExitCode, string Output, string Error) Cdk(string repository, IReadOnlyList<string> arguments)
    {
        var tags = new Dictionary<string, string> { ["edge-trial"] = "trial", ["edge-trial-part"] = "bootstrap" };
        _call = $"cdk {arguments[0]} {arguments[1]}";
        switch (arguments[0])
        {
            case "bootstrap":
                Change(() => _stacks["CDKToolkit"] = new("CDKToolkit", tags, this));
                return (0, "", "");
            case "destroy":
                // It waits for the end of what it has started.
                Change(() => _stacks["Edge-trial"].IsDeleting = Looks);
                while (_stacks["Edge-trial"].GoesOn())
                    continue;
                _stacks.Remove("Edge-trial");
                return (0, "", "");
            default:
                return Deploy();
        }
    }

    private (int ExitCode, string Output, string Error) Deploy()
    {
        var release = FileEdit.Values(File.ReadAllText(Path.Combine(Trial, "edges", "trial.yaml")))["edge.release"][0];
        var isNew = !_stacks.TryGetValue("Edge-trial", out var stack);
        var fails = release == StandInRelease.Failing.Version;
        Change(() =>
        {
            stack = isNew ? _stacks["Edge-trial"] = WorldStack.OfEdge(this) : stack!;
            LogGroups.Add("/aws/ecs/containerinsights/trial-jobs/performance");
            stack.Updates(isNew ? "CREATE_COMPLETE" : fails ? "UPDATE_ROLLBACK_COMPLETE" : "UPDATE_COMPLETE", Looks);
            if (!fails)
                stack.Outputs["Release"] = release;
        });
        stack!.Ends();
        return (fails ? 1 : 0, "", fails ? "failed" : "");
    }

    private int Edge(IReadOnlyList<string> arguments, CommandContext context)
    {
        var (answer, exitCode) = (new JsonObject(), 0);
        Commands.Add(string.Join(' ', arguments));
        var file = Path.Combine(Trial, "edges", "trial.yaml");
        switch (arguments[0])
        {
            case "prerequisites" when After(arguments, "--onboarding") is null:
                File.WriteAllText(After(arguments, "--output")!, """{"Outputs":["CidrBlocks","PrivateRouteTableIds"]}""");
                break;
            case "prerequisites":
                File.WriteAllText(After(arguments, "--output")!, "vpc:\n  vpcId: vpc-1\n");
                break;
            case "init":
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, "edge: { name: trial, release: 1.0.0 }\nobservability: { enabled: false }\n");
                break;
            case "upgrade":
                var (from, to) = arguments.Contains("--back") ? ("1.0.2", "1.0.1")
                    : (FileEdit.Values(File.ReadAllText(file))["edge.release"][0], After(arguments, "--to")!);
                File.WriteAllText(file, File.ReadAllText(file).Replace(from, to, StringComparison.Ordinal));
                break;
            case "preflight":
                answer["findings"] = new JsonArray([.. Lacking().Select(remedy => new JsonObject
                {
                    ["outcome"] = "failed", ["about"] = "account", ["what"] = "missing", ["remedy"] = remedy,
                })]);
                exitCode = answer["findings"]!.AsArray().Count > 0 ? 1 : 0;
                break;
            case "destroy-plan":
                answer["left"] = new JsonArray();
                break;
        }

        context.Out.Write(answer.ToJsonString());
        return exitCode;
    }

    private IEnumerable<string> Lacking()
    {
        if (!_stacks.ContainsKey("CDKToolkit"))
            yield return $"npx cdk bootstrap aws://{Account}/{Region}";
        if (!LinkedRoles.Contains("ecs.amazonaws.com"))
            yield return "aws iam create-service-linked-role --aws-service-name ecs.amazonaws.com";
    }

    [GeneratedRegex("^Key=([^,]+),Values=(.+)$")]
    private static partial Regex Filter();
}
