using Amazon.CDK;
using Constructs;
using EdgeCdk.Foundation;

namespace EdgeCdk.Observability;

/// <summary>
/// Where the collector sends telemetry, and its Authorization header: a secret with <c>endpoint</c> and <c>authorization</c>, which
/// the stack creates from parameters, or the customer's own.
/// </summary>
internal sealed class OtlpSecret : Construct
{
    private const int LongestValue = 2048;

    private static readonly StringParameter EndpointParameter = new()
    {
        Name = "OtlpEndpoint",
        Description = "Address of the OTLP/HTTP receiver that telemetry is sent to",
        Pattern = """^https://[^"$\\\s]+$""",
        Constraint = "must be an https address, without $, which the collector would expand",
        MinLength = 1,
        MaxLength = LongestValue,
        IsSecret = true,
    };

    private static readonly StringParameter AuthorizationParameter = new()
    {
        Name = "OtlpAuthorization",
        Description = "Value of the Authorization header for that receiver",
        Pattern = """^[ !#%-\[\]-~]+$""",
        Constraint = "must be given, without double quotes, backslashes and $, which the collector would expand",
        MinLength = 1,
        MaxLength = LongestValue,
        IsSecret = true,
    };

    /// <param name="scope">Parent.</param>
    /// <param name="id">Id.</param>
    /// <param name="platform">The edge and its key.</param>
    /// <param name="own">The customer's secret.</param>
    /// <param name="parameters">The parameters.</param>
    public OtlpSecret(Construct scope, string id, Platform platform, Conditional<OwnOtlpSecret> own, OtlpParameters parameters)
        : base(scope, id)
    {
        var created = parameters.When;
        Arn = own.When.IfElse(own.Value.Arn, created.IsPossible ? FromParameters(platform, parameters) : null)!;
        ReadStatements =
        [
            Statement.Allow("ReadOtlpSecret", ["secretsmanager:GetSecretValue"], Arn),
            (platform.Key.AllowDecryptThrough("secretsmanager") with { Sid = "DecryptOtlpSecret" }).If(created),
            Statement.Allow("DecryptOtlpSecret", ["kms:Decrypt"], own.Value.KeyArn.Value)
                .When("StringEquals", "kms:ViaService", platform.Edge.ServiceEndpoint("secretsmanager"))
                .If(own.Value.KeyArn.When),
        ];
    }

    /// <summary>ARN of the secret.</summary>
    public string Arn { get; }

    /// <summary>Permissions that an execution role needs to give the secret to a container.</summary>
    public IReadOnlyList<Statement> ReadStatements { get; }

    /// <summary>One value of the secret, as a container definition names it.</summary>
    public string Value(string name) => $"{Arn}:{name}::";

    private string FromParameters(Platform platform, OtlpParameters given)
    {
        var endpoint = given.Endpoint ?? EndpointParameter.Create(Stack.Of(this)).ValueAsString;
        var authorization = given.Authorization ?? AuthorizationParameter.Create(Stack.Of(this)).ValueAsString;
        var secret = ParameterSecret.Create(
            this, "Secret", platform.Key, $"Edge {platform.Edge.Name}: receiver of telemetry",
            [("endpoint", endpoint), ("authorization", authorization)],
            "whoever runs the receiver issues the value; only they can change it, and a new one comes as a stack parameter");
        given.When.ApplyTo(secret);
        return secret.Ref;
    }
}
