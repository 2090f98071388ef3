using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>
/// What happens to edges whose customers have the AWS CLI and nothing else: files are written for them, and a script in the same
/// directory is all that runs. Edge plain has all defaults; edge rich has everything switched on, and keeps its data at first.
/// </summary>
public sealed class PortableStory : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Lazy<(Emulator Emulator, AwsClient Aws, Customer Customer)> _account;
    private readonly Lazy<PortableMoment> _plain, _again, _upgraded, _retimed, _rich, _switchedOff, _deleting, _refused, _destroyed;

    public PortableStory()
    {
        _account = new(Prepare);
        _plain = new(() => Deploy("plain", PlainFile("16.6.4"), isGivenSecrets: true));
        _again = After(() => _plain, () => Deploy("plain", PlainFile("16.6.4")));
        _upgraded = After(() => _again, () => Deploy("plain", PlainFile("16.6.5")));
        var timeout = "functions: { dqResultsReader: { timeoutSeconds: 77 } }";
        _retimed = After(() => _upgraded, () => Deploy("plain", PlainFile("16.6.5", timeout)));
        _rich = After(() => _retimed, () => Deploy("rich", RichFile("retain", isOn: true)));
        _switchedOff = After(() => _rich, () => Deploy("rich", RichFile("retain", isOn: false)));
        _deleting = After(() => _switchedOff, () => Deploy("rich", RichFile("delete", isOn: false)));
        _refused = After(() => _deleting, () => Deploy("plain", PlainFile("16.6.5"), change: FirstSubnetTwice));
        _destroyed = After(() => _refused, Destroy);
    }

    /// <summary>The first deployment with all defaults.</summary>
    internal PortableMoment Plain => _plain.Value;

    /// <summary>The same again, without the secrets.</summary>
    internal PortableMoment Again => _again.Value;

    /// <summary>On the next release.</summary>
    internal PortableMoment Upgraded => _upgraded.Value;

    /// <summary>With another timeout of one function, and nothing else.</summary>
    internal PortableMoment Retimed => _retimed.Value;

    /// <summary>The first deployment with everything on.</summary>
    internal PortableMoment Rich => _rich.Value;

    /// <summary>With everything off that can be.</summary>
    internal PortableMoment SwitchedOff => _switchedOff.Value;

    /// <summary>With the template that deletes data with the stack.</summary>
    internal PortableMoment Deleting => _deleting.Value;

    /// <summary>A deployment with one subnet given twice.</summary>
    internal PortableMoment Refused => _refused.Value;

    /// <summary>Edge rich is gone.</summary>
    internal PortableMoment Destroyed => _destroyed.Value;

    public void Dispose()
    {
        if (_account.IsValueCreated)
        {
            _account.Value.Aws.Dispose();
            _account.Value.Emulator.Dispose();
        }

        _directory.Dispose();
    }

    private (Emulator, AwsClient, Customer) Prepare()
    {
        TestPackages.InstallPython();
        TestPackages.InstallNode();
        var emulator = new Emulator(Directory.CreateDirectory(Path.Combine(_directory.Path, "emulator")).FullName);
        var aws = new AwsClient(_directory.Path, emulator.Environment);
        var customer = new Customer(aws, "plain", "rich");
        PortableScript.Prepare(aws);
        var everything = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
        aws.Call("iam", "create_policy", new JsonObject { ["PolicyName"] = "boundary", ["PolicyDocument"] = everything });
        return (emulator, aws, customer);
    }

    private static Lazy<PortableMoment> After(Func<Lazy<PortableMoment>> before, Func<PortableMoment> act) => new(() =>
    {
        _ = before().Value;
        return act();
    });

    private string PlainFile(string release, string rest = "")
    {
        var artifacts = $"artifacts: {{ bucket: {Customer.Releases}, prefix: edge/{release}/ }}";
        return _account.Value.Customer.EdgeFile("plain", release, "create", $"{artifacts}\n{rest}");
    }

    private string RichFile(string retention, bool isOn)
    {
        var secret = _account.Value.Customer.RegistrySecretArn;
        var rest = isOn ? $"alarms: {{ create: true }}\nobservability: {{ enabled: true, otlpSecretArn: {secret} }}" : "";
        var file = _account.Value.Customer.EdgeFile("rich", "16.6.5", "existing", $$"""
            artifacts: { bucket: {{Customer.Releases}}, prefix: edge/16.6.5/ }
            registry: { secretArn: {{secret}} }
            dataRetention: {{retention}}
            iam: { permissionsBoundaryArn: "arn:aws:iam::{{Places.Account}}:policy/boundary" }
            customerRoleAccounts: ["111122223333", "222233334444"]
            tags: { cost-center: "4711", team: data platform }
            {{rest}}
            """);
        var vpc = isOn ? "vpc:\n  additionalEndpoints: [ecs, ecs-agent, logs, sts]\n" : "vpc:\n";
        return file.Replace("vpc:\n", vpc, StringComparison.Ordinal);
    }

    private PortableMoment Deploy(string name, string file, bool isGivenSecrets = false, Func<string, string>? change = null)
    {
        var result = PortableScript.Run(_account.Value.Emulator, name, file, isGivenSecrets, change);
        return PortableMoment.Of(result, _account.Value.Aws, $"Edge-{name}");
    }

    private string FirstSubnetTwice(string script)
    {
        var subnets = _account.Value.Customer.PrivateSubnetIds.Order(StringComparer.Ordinal).ToList();
        return script.With($"PrivateSubnet2={subnets[1]}", $"PrivateSubnet2={subnets[0]}");
    }

    private PortableMoment Destroy()
    {
        var (emulator, aws, _) = _account.Value;
        aws.Call("cloudformation", "update_termination_protection", new()
        {
            ["StackName"] = "Edge-rich",
            ["EnableTerminationProtection"] = false,
        });
        var result = ChildProcess.Run(
            "aws",
            ["cloudformation", "delete-stack", "--stack-name", "Edge-rich"],
            _directory.Path,
            new Dictionary<string, string?>(emulator.Environment));
        return PortableMoment.Of(result, aws, "Edge-rich");
    }
}

/// <summary>What AWS showed after a step.</summary>
/// <param name="Result">What the commands printed.</param>
/// <param name="Stack">The stack; null when there is none.</param>
/// <param name="Versions">Published versions of the two functions, by name of the component.</param>
/// <param name="Failures">Why resources could not be made, changed or deleted.</param>
internal sealed record PortableMoment(
    CommandResult Result,
    StackView? Stack,
    IReadOnlyDictionary<string, IReadOnlyList<int>> Versions,
    IReadOnlyList<string> Failures)
{
    public static PortableMoment Of(CommandResult result, AwsClient aws, string name)
    {
        var stack = StackView.Find(aws, name);
        var functions = stack is null || stack.Resources.Count == 0 ? [] : new[] { "MetadataBrowsing", "DqResultsReader" };
        var versions = functions.ToDictionary(
            function => function,
            function => FunctionVersions.Of(aws, stack![$"{function}/Function/Function"]).Published);
        return new PortableMoment(result, stack, versions, stack is null ? [] : FailuresOf(aws, name));
    }

    public string Printed => $"{Result.Output}\n{Result.Error}\n{string.Join('\n', Failures)}";

    private static string[] FailuresOf(AwsClient aws, string stack) =>
    [
        .. from item in aws.Call("cloudformation", "describe_stack_events", "StackName", stack)["StackEvents"]!.AsArray()
           where ((string)item!["ResourceStatus"]!).EndsWith("_FAILED", StringComparison.Ordinal)
           select $"{item!["LogicalResourceId"]}: {item["ResourceStatusReason"]}",
    ];

    /// <summary>Physical ids by logical id, of all resources but those of some types.</summary>
    public IReadOnlyDictionary<string, string> PhysicalIds(params string[] except) => Stack!.Resources.Values
        .Where(resource => !except.Contains(resource.Type))
        .ToDictionary(resource => resource.LogicalId, resource => resource.PhysicalId);
}
