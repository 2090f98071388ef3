using Amazon.CDK;
using Constructs;

namespace EdgeCdk.Foundation;

/// <summary>The container registry: names images, and gives execution roles what they need to pull them.</summary>
internal sealed class ImageRegistry : Construct
{
    private readonly ImageRegistryProps _props;

    public ImageRegistry(Construct scope, string id, ImageRegistryProps props)
        : base(scope, id)
    {
        _props = props;
        var pull = new List<Statement>();
        foreach (var (access, when) in props.Access.Where(way => way.When.IsPossible))
        {
            var (secretArn, statements) = access switch
            {
                RegistryAccess.Parameters given => FromParameters(given, when),
                RegistryAccess.OwnSecret own => (own.SecretArn, FromSecret(own)),
                RegistryAccess.Ecr ecr => (null, FromEcr(ecr)),
                _ => throw new InvalidOperationException("a way to enter a registry that is not known here"),
            };
            if (secretArn is not null)
            {
                var credentials = new Dictionary<string, object> { ["CredentialsParameter"] = secretArn };
                RepositoryCredentials = when.IfElse(credentials, RepositoryCredentials);
            }

            pull.AddRange(statements.Select(statement => statement.If(when)));
        }

        PullStatements = pull;
    }

    /// <summary>What every container says about the secret; null when pulling takes no credentials.</summary>
    public object? RepositoryCredentials { get; }

    /// <summary>What an execution role needs to pull.</summary>
    public IReadOnlyList<Statement> PullStatements { get; }

    /// <summary>The image of a container, sidecars included.</summary>
    /// <param name="image">Repository, tag and digest, if there is one.</param>
    public string Image(string image) => $"{_props.Prefix}{image}";

    private (string? SecretArn, IReadOnlyList<Statement> Statements) FromParameters(RegistryAccess.Parameters given, When when)
    {
        var username = given.Username ?? Credential("RegistryUsername", "User name");
        var password = given.Password ?? Credential("RegistryPassword", "Password");
        var secret = ParameterSecret.Create(
            this, "Credentials", _props.Key, $"Edge {_props.Edge.Name}: credentials for the container registry",
            [("username", username), ("password", password)],
            "the vendor issues the credentials; only the vendor can change them, and new ones come as stack parameters");
        when.ApplyTo(secret);
        var arn = secret.Ref;
        return (arn, [AllowReadSecret(arn), _props.Key.AllowDecryptThrough("secretsmanager")]);
    }

    private string Credential(string name, string what)
    {
        var parameter = new StringParameter
        {
            Name = name,
            Description = $"{what} for the container registry, from the vendor",
            // The value is put into JSON as it is.
            Pattern = """^[^"\\\s]+$""",
            Constraint = "must be given, without double quotes, backslashes or white space",
            MinLength = 1,
            MaxLength = 1024,
            IsSecret = true,
        };
        return parameter.Create(Stack.Of(this)).ValueAsString;
    }

    private List<Statement> FromSecret(RegistryAccess.OwnSecret own)
    {
        var decrypt = Statement.Allow("DecryptSecrets", ["kms:Decrypt"], own.KeyArn.Value)
            .When("StringEquals", "kms:ViaService", _props.Edge.ServiceEndpoint("secretsmanager"));
        return [AllowReadSecret(own.SecretArn), decrypt.If(own.KeyArn.When)];
    }

    private List<Statement> FromEcr(RegistryAccess.Ecr ecr) =>
    [
        Statement.Allow("LogInToEcr", ["ecr:GetAuthorizationToken"], "*")
            .Because("the token is for the whole registry; IAM knows no resource for it"),
        // The last two make a pull-through cache fetch an image for the first time.
        Statement.Allow("PullFromEcr",
            [
                "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer",
                "ecr:BatchImportUpstreamImage", "ecr:CreateRepository",
            ],
            $"arn:{_props.Edge.Partition}:ecr:{ecr.Region}:{ecr.AccountId}:repository/{ecr.RepositoryPrefix}*")
            .Because("a release decides which repositories there are below the prefix of the edge file"),
    ];

    private static Statement AllowReadSecret(string arn) =>
        Statement.Allow("ReadRegistryCredentials", ["secretsmanager:GetSecretValue"], arn);
}
