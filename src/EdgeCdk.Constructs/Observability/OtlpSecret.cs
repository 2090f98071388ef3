using Amazon.CDK;
using Amazon.CDK.AWS.SecretsManager;
using Constructs;
using EdgeCdk.Constructs.Foundation;

namespace EdgeCdk.Constructs.Observability;

/// <summary>A secret of the customer's with <c>endpoint</c> and <c>authorization</c>, and its key unless that is the account's own.</summary>
public sealed record OwnOtlpSecret(string Arn, Conditional<string> KeyArn);

/// <summary>Endpoint and authorization that are given to the stack as parameters, never shown. Default: the secret makes the parameters.</summary>
/// <param name="When">Whether they are used.</param>
/// <param name="Endpoint">Address of the receiver.</param>
/// <param name="Authorization">What the collector says to be let in.</param>
public sealed record OtlpParameters(When When, string? Endpoint = null, string? Authorization = null);

/// <summary>
/// Where the collector sends to, and what it says to be let in: a secret with <c>endpoint</c> and <c>authorization</c>, made from
/// stack parameters or the customer's own.
/// </summary>
public sealed class OtlpSecret : Construct
{
    public OtlpSecret(Construct scope, string id, EdgeContext edge, GeneralKey key, Conditional<OwnOtlpSecret> own, OtlpParameters parameters)
        : base(scope, id)
    {
        var made = parameters.When;
        Arn = own.When.IfElse(own.Value.Arn, made.IsPossible ? FromParameters(edge, key, parameters) : null)!;
        ReadStatements =
        [
            Statement.Allow("ReadOtlpSecret", ["secretsmanager:GetSecretValue"], Arn),
            (key.AllowDecryptThrough("secretsmanager") with { Sid = "DecryptOtlpSecret" }).If(made),
            Statement.Allow("DecryptOtlpSecret", ["kms:Decrypt"], own.Value.KeyArn.Value).When("StringEquals", "kms:ViaService", edge.ServiceEndpoint("secretsmanager")).If(own.Value.KeyArn.When),
        ];
    }

    /// <summary>ARN of the secret.</summary>
    public string Arn { get; }

    /// <summary>What an execution role needs to hand it to a container.</summary>
    public IReadOnlyList<Statement> ReadStatements { get; }

    /// <summary>One value of the secret, as a container definition names it.</summary>
    public string Value(string name) => $"{Arn}:{name}::";

    private string FromParameters(EdgeContext edge, GeneralKey key, OtlpParameters given)
    {
        var endpoint = given.Endpoint ?? CreateParameter(
            "OtlpEndpoint",
            "Address of the OTLP/HTTP receiver that telemetry is sent to",
            """^https://[^"$\\\s]+$""",
            "must be an https address, without $, which the collector would expand");
        var authorization = given.Authorization ?? CreateParameter(
            "OtlpAuthorization",
            "Value of the Authorization header for that receiver",
            """^[ !#%-\[\]-~]+$""",
            "must be given, without double quotes, backslashes and $, which the collector would expand");
        var secret = new CfnSecret(this, "Secret", new CfnSecretProps
        {
            Description = $"Edge {edge.Name}: receiver of telemetry",
            KmsKeyId = key.Arn,
            SecretString = $$"""{"endpoint":"{{endpoint}}","authorization":"{{authorization}}"}""",
        });
        given.When.ApplyTo(secret);
        Nag.Accept(secret, ("SMG4", "whoever runs the receiver issues the value; only they can change it, and a new one comes as a stack parameter"));
        return secret.Ref;
    }

    private string CreateParameter(string name, string description, string pattern, string constraint) => new CfnParameter(Stack.Of(this), name, new CfnParameterProps
    {
        Type = "String",
        NoEcho = true,
        Description = description,
        MinLength = 1,
        MaxLength = 2048,
        AllowedPattern = pattern,
        ConstraintDescription = constraint,
    }).ValueAsString;
}
