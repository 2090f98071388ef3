using System.Text.Json.Nodes;
using EdgeCdk.App.Split;
using EdgeCdk.App.Synthesis;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>
/// An account in which three teams and whoever deploys create an edge, each as a role of its own that has only the rights of
/// docs/security, with the commands of the page that <c>edge split</c> writes: the AWS CLI alone.
/// </summary>
internal sealed class TeamAccount : IDisposable
{
    /// <summary>Name of the edge.</summary>
    public const string Edge = "alpha";

    private const string Deployer = "Edge", RolePath = "/teams/edge/";

    // Whoever deploys reads large templates from there.
    private static readonly string Templates = $"cdk-hnb659fds-assets-{Places.Account}-{Places.Region}";

    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<string, string> _callers = [], _services = [];
    private readonly Customer _customer;

    public TeamAccount()
    {
        TestPackages.InstallPython();
        Emulator = new Emulator(_directory.Path);
        Aws = new AwsClient(_directory.Path, Emulator.Environment);
        _customer = new Customer(Aws, Edge);
        Aws.Call("s3", "create_bucket", new JsonObject
        {
            ["Bucket"] = Templates,
            ["CreateBucketConfiguration"] = new JsonObject { ["LocationConstraint"] = Places.Region },
        });
        // As preflight asks for it: the roles exist, so nobody here creates service-linked ones.
        foreach (var service in (string[])["ecs", "elasticfilesystem", "elasticloadbalancing"])
            Aws.Call("iam", "create_service_linked_role", "AWSServiceName", $"{service}.amazonaws.com");
    }

    public Emulator Emulator { get; }

    public AwsClient Aws { get; }

    /// <summary>The edge before its parts exist.</summary>
    public EdgeDefinition Undivided(string release) => Load(release, "", $"iam: {{ roles: existing, rolePath: {RolePath} }}");

    /// <summary>The edge with the values that the teams pass on.</summary>
    public EdgeDefinition Divided(string release) => Load(
        release, $"  securityGroups: {Output("Network-" + Edge, "EdgeFile")}\n",
        $"iam: {{ roles: existing, rolePath: {RolePath} }}\nkms: {Output("Keys-" + Edge, "EdgeFile")}");

    /// <summary>An administrator creates the rights of the teams, or of whoever deploys.</summary>
    /// <param name="template">One of the two templates.</param>
    /// <param name="values">Values of its parameters.</param>
    public void GiveRights(string template, IReadOnlyDictionary<string, string> values)
    {
        var stack = $"rights-{template.Split('.')[0]}";
        var text = File.ReadAllText(Repository.Path("docs", "security", template));
        Aws.Call("cloudformation", "create_stack", Stack(stack, text, values));
        var outputs = Outputs(stack);
        foreach (var (name, arn) in outputs.Where(output => output.Key.EndsWith("CallerPolicyArn", StringComparison.Ordinal)))
        {
            var part = name[..^"CallerPolicyArn".Length] is { Length: > 0 } team ? team : Deployer;
            var role = new JsonObject { ["RoleName"] = $"people-{part}", ["AssumeRolePolicyDocument"] = Trust };
            _callers[part] = Aws.Call("iam", "create_role", role)["Role"]!["Arn"]!.ToString();
            Aws.Call("iam", "attach_role_policy", new JsonObject { ["RoleName"] = $"people-{part}", ["PolicyArn"] = arn });
            _services[part] = outputs[part == Deployer ? "ServiceRoleArn" : $"{part}ServiceRoleArn"];
        }
    }

    /// <summary>A team applies its template.</summary>
    /// <param name="team">The team.</param>
    /// <param name="template">Its template.</param>
    /// <param name="values">Values of parameters.</param>
    public void Apply(Team team, JsonObject template, IReadOnlyDictionary<string, string> values) =>
        Deploy(team.ToString(), $"{team}-{Edge}", template, values, []);

    /// <summary>Whoever deploys does it.</summary>
    public void Deploy(EdgeDefinition edge) => Deploy(
        Deployer, new EdgeNames(Edge).Stack, EdgeApp.Template(app => new EdgeStack(app, new EdgeNames(Edge).Stack, edge)),
        new Dictionary<string, string>(), DefinitionInputs.Tags(edge));

    /// <summary>Deletes the stack of a team, or with null that of the edge.</summary>
    public void Delete(Team? team)
    {
        var (part, stack) = team is null ? (Deployer, new EdgeNames(Edge).Stack) : ($"{team}", $"{team}-{Edge}");
        Call(part, "delete_stack", new JsonObject { ["StackName"] = stack, ["RoleARN"] = _services[part] });
    }

    /// <summary>What happens when whoever deploys the edge puts what belongs to a team into its stack.</summary>
    /// <param name="resource">A resource.</param>
    /// <returns>Why the stack failed; null when it did not.</returns>
    public string? Refusal(JsonObject resource)
    {
        var stack = new EdgeNames(Edge).Stack;
        var template = new JsonObject { ["Resources"] = new JsonObject { ["One"] = resource } };
        var given = Stack(stack, template.ToJsonString(), new Dictionary<string, string>());
        given["RoleARN"] = _services[Deployer];
        Call(Deployer, "create_stack", given);
        var reason = Aws.Call("cloudformation", "describe_stack_events", "StackName", stack)["StackEvents"]!.AsArray()
            .Select(one => (string?)one!["ResourceStatusReason"])
            .FirstOrDefault(text => text?.Contains("is not authorized to perform", StringComparison.Ordinal) is true);
        Delete(null);
        return reason;
    }

    /// <summary>An output of a stack.</summary>
    public string Output(string stack, string name) => Outputs(stack)[name];

    /// <summary>Values of the parameters of the rights of the teams.</summary>
    public static Dictionary<string, string> ValuesOfTeams(EdgeDefinition edge) =>
        new(DeployerTemplates.ValuesOfTeams(edge.Config)) { ["TemplateBucket"] = Templates, ["RolePath"] = RolePath };

    public void Dispose()
    {
        Aws.Dispose();
        Emulator.Dispose();
        _directory.Dispose();
    }

    private static string Trust => $$"""
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{Places.Account}}:root"},"Action":"sts:AssumeRole"}]}
        """;

    private EdgeDefinition Load(string release, string inVpc, string further)
    {
        var text = _customer.EdgeFile(Edge, release, "create", $$"""
            artifacts: { bucket: {{Customer.Releases}}, prefix: edge/{{release}}/ }
            registry: { secretArn: {{_customer.RegistrySecretArn}} }
            terminationProtection: false
            {{further}}
            """).With(
                "  endpoints: ", $"{inVpc}  endpointOwner: network\n  endpointPolicies: {{ enabled: true }}\n  endpoints: ");
        return Fleet.Load(_directory.Write($"edges/{Edge}.yaml", text), Repository.Releases).Single();
    }

    private void Deploy(
        string part,
        string stack,
        JsonObject template,
        IReadOnlyDictionary<string, string> values,
        IEnumerable<KeyValuePair<string, string>> tags)
    {
        var key = $"{stack}.json";
        // Teams upload with the AWS CLI; what the CDK CLI uploads, it uploads as a role of the bootstrap.
        var upload = new JsonObject { ["Bucket"] = Templates, ["Key"] = key, ["Body"] = template.ToJsonString() };
        Aws.Call("s3", "put_object", upload, part == Deployer ? null : _callers[part]);
        var given = Stack(stack, null, values);
        given["TemplateURL"] = $"https://{Templates}.s3.{Places.Region}.amazonaws.com/{key}";
        given["RoleARN"] = _services[part];
        given["Tags"] = new JsonArray([.. tags.Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })]);
        var exists = StackView.Find(Aws, stack) is not null;
        try
        {
            Call(part, exists ? "update_stack" : "create_stack", given);
        }
        catch (AwsClientException exception) when (exception.Message.Contains("No updates are to be performed", StringComparison.Ordinal))
        {
            return; // as with --no-fail-on-empty-changeset
        }

        var status = StackView.Find(Aws, stack)!.Status;
        if (status != (exists ? "UPDATE_COMPLETE" : "CREATE_COMPLETE"))
        {
            var reasons = Aws.Call("cloudformation", "describe_stack_events", "StackName", stack)["StackEvents"]!.AsArray()
                .Where(one => one!["ResourceStatusReason"] is not null)
                .Select(one => $"{one!["LogicalResourceId"]}: {one["ResourceStatusReason"]}");
            throw new InvalidOperationException($"{stack} is {status}:\n{string.Join('\n', reasons)}");
        }
    }

    private void Call(string part, string operation, JsonObject parameters) =>
        Aws.Call("cloudformation", operation, parameters, _callers[part]);

    private static JsonObject Stack(string name, string? body, IReadOnlyDictionary<string, string> values)
    {
        var stack = new JsonObject
        {
            ["StackName"] = name,
            ["Capabilities"] = new JsonArray("CAPABILITY_NAMED_IAM"),
            ["Parameters"] = new JsonArray(
                [.. values.Select(value => new JsonObject { ["ParameterKey"] = value.Key, ["ParameterValue"] = value.Value })]),
        };
        if (body is not null)
            stack["TemplateBody"] = body;
        return stack;
    }

    private Dictionary<string, string> Outputs(string stack) =>
        Aws.Call("cloudformation", "describe_stacks", "StackName", stack)["Stacks"]![0]!["Outputs"]!.AsArray()
            .ToDictionary(output => output!["OutputKey"]!.ToString(), output => output!["OutputValue"]!.ToString());
}
