using Amazon.CDK;
using Amazon.CDK.AWS.SecretsManager;
using Constructs;

namespace EdgeCdk.Constructs.Foundation;

/// <summary>Where images come from and what pulling them takes.</summary>
public sealed record ImageRegistryProps
{
    public required EdgeContext Edge { get; init; }

    public required GeneralKey Key { get; init; }

    /// <summary>What stands before every repository name, with a slash at its end.</summary>
    public required string Prefix { get; init; }

    /// <summary>How it is entered: the ways there are, of which one at most is there.</summary>
    public required IReadOnlyList<Conditional<RegistryAccess>> Access { get; init; }
}

/// <summary>How a registry is entered.</summary>
public abstract record RegistryAccess
{
    private RegistryAccess()
    {
    }

    /// <summary>With user name and password, given to the stack as parameters that are never shown. Default: it makes the parameters.</summary>
    public sealed record Parameters(string? Username = null, string? Password = null) : RegistryAccess;

    /// <summary>With a secret of the customer's, and its key unless that is the account's own for Secrets Manager.</summary>
    public sealed record OwnSecret(string SecretArn, Conditional<string> KeyArn) : RegistryAccess;

    /// <summary>With the tasks' own rights on Amazon ECR repositories that begin with a path.</summary>
    public sealed record Ecr(string AccountId, string Region, string RepositoryPrefix) : RegistryAccess;
}

/// <summary>The container registry: names images, and gives execution roles what they need to pull them.</summary>
public sealed class ImageRegistry : Construct
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
                RepositoryCredentials = when.IfElse(new Dictionary<string, object> { ["CredentialsParameter"] = secretArn }, RepositoryCredentials);
            pull.AddRange(statements.Select(statement => statement.If(when)));
        }

        PullStatements = pull;
    }

    /// <summary>What every container says about the secret; null when pulling takes no credentials.</summary>
    public object? RepositoryCredentials { get; }

    /// <summary>What an execution role needs to pull.</summary>
    public IReadOnlyList<Statement> PullStatements { get; }

    /// <summary>The image of a container, sidecars included.</summary>
    public string Image(string repository, string tag) => $"{_props.Prefix}{repository}:{tag}";

    private (string? SecretArn, IReadOnlyList<Statement> Statements) FromParameters(RegistryAccess.Parameters given, When when)
    {
        var username = given.Username ?? CreateParameter("RegistryUsername", "User name for the container registry, from the vendor");
        var password = given.Password ?? CreateParameter("RegistryPassword", "Password for the container registry, from the vendor");
        var secret = new CfnSecret(this, "Credentials", new CfnSecretProps
        {
            Description = $"Edge {_props.Edge.Name}: credentials for the container registry",
            KmsKeyId = _props.Key.Arn,
            SecretString = $$"""{"username":"{{username}}","password":"{{password}}"}""",
        });
        when.ApplyTo(secret);
        Nag.Accept(secret, ("SMG4", "the vendor issues the credentials; only the vendor can change them, and new ones come as stack parameters"));
        var arn = secret.Ref;
        return (arn, [AllowReadSecret(arn), _props.Key.AllowDecryptThrough("secretsmanager")]);
    }

    private string CreateParameter(string name, string description) => new CfnParameter(Stack.Of(this), name, new CfnParameterProps
    {
        Type = "String",
        NoEcho = true,
        Description = description,
        MinLength = 1,
        MaxLength = 1024,
        // The value is put into JSON as it is.
        AllowedPattern = """^[^"\\\s]+$""",
        ConstraintDescription = "must be given, without double quotes, backslashes or white space",
    }).ValueAsString;

    private List<Statement> FromSecret(RegistryAccess.OwnSecret own)
    {
        var decrypt = Statement.Allow("DecryptSecrets", ["kms:Decrypt"], own.KeyArn.Value).When("StringEquals", "kms:ViaService", _props.Edge.ServiceEndpoint("secretsmanager"));
        return [AllowReadSecret(own.SecretArn), decrypt.If(own.KeyArn.When)];
    }

    private List<Statement> FromEcr(RegistryAccess.Ecr ecr) =>
    [
        Statement.Allow("LogInToEcr", ["ecr:GetAuthorizationToken"], "*").Because("the token is for the whole registry; IAM knows no resource for it"),
        // The last two make a pull-through cache fetch an image for the first time.
        Statement.Allow("PullFromEcr",
            ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchImportUpstreamImage", "ecr:CreateRepository"],
            $"arn:{_props.Edge.Partition}:ecr:{ecr.Region}:{ecr.AccountId}:repository/{ecr.RepositoryPrefix}*").Because("a release decides which repositories there are below the prefix of the edge file"),
    ];

    private static Statement AllowReadSecret(string arn) => Statement.Allow("ReadRegistryCredentials", ["secretsmanager:GetSecretValue"], arn);
}
