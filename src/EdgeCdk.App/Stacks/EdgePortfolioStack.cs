using System.Text.Json;
using Amazon.CDK;
using Amazon.CDK.AWS.Servicecatalog;
using Constructs;
using EdgeCdk.Config.Releases;
using EdgeCdk.Constructs.Catalog;

namespace EdgeCdk.App.Stacks;

/// <summary>
/// Edges in Service Catalog: users of the account make, update and delete them without rights of their own on what they hold. The templates lie in a bucket;
/// an administrator deploys this one with the AWS CLI alone.
/// </summary>
public sealed class EdgePortfolioStack : Stack
{
    /// <param name="scope">The application.</param>
    /// <param name="releases">The releases to offer.</param>
    public EdgePortfolioStack(Construct scope, ReleaseLine releases)
        : base(scope, "EdgePortfolio", new StackProps
        {
            Description = "Edges in Service Catalog",
            // The account need not be bootstrapped.
            Synthesizer = new DefaultStackSynthesizer(new DefaultStackSynthesizerProps { GenerateBootstrapVersionRule = false }),
        })
    {
        var bucket = Parameter("TemplateBucket", "Bucket in this region with the templates of the product", "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", "must be the name of a bucket");
        var prefix = Parameter("TemplatePrefix", "Beginning of their keys. Keep it: versions are known by it", "^([A-Za-z0-9._-]+/)*$", "must be folders, each with a slash at its end, or empty", "edge-cdk/");
        var principal = Parameter(
            "PrincipalArn", "Role, user or group that may launch edges", "^arn:[a-z-]+:iam::[0-9]{12}:(role|user|group)/.+$", "must be the ARN of a role, user or group");
        var owner = Parameter("Owner", "Who offers edges to the users of this account", "^.{1,100}$", "must have 1 to 100 characters", "Platform team");
        var email = Parameter("SupportEmail", "Address for questions. Empty: none is shown", @"^$|^[^@\s]+@[^@\s]+$", "must be an e-mail address, or empty", "");
        var url = Parameter("SupportUrl", "Page for questions. Empty: none is shown", @"^$|^https://\S+$", "must be an https address, or empty", "");
        var tagKey = Parameter("TagKey", "Key of a tag that every edge gets, such as cost-center. Empty: none", @"^$|^[\w .:/=+@-]{1,128}$", "must be the key of a tag, or empty", "");
        var tagValue = Parameter("TagValue", "Its value", @"^[\w .:/=+@-]{1,256}$", "must be the value of a tag", "edge");

        var role = new LaunchRole(this, "LaunchRole");
        var portfolio = new CfnPortfolio(this, "Portfolio", new CfnPortfolioProps
        {
            DisplayName = "Ataccama edges",
            ProviderName = owner,
            Description = "Data planes in this account",
        });
        var product = new CatalogProduct(this, "Product", new CatalogProductProps
        {
            Versions = [.. releases.OldestFirst().SelectMany(release => Versions(release, $"https://{bucket}.s3.{Region}.{UrlSuffix}/{prefix}"))],
            Owner = owner,
            SupportEmail = email,
            SupportUrl = url,
        });
        var association = new CfnPortfolioProductAssociation(this, "Offer", new CfnPortfolioProductAssociationProps { PortfolioId = portfolio.Ref, ProductId = product.ProductId });
        new CfnPortfolioPrincipalAssociation(this, "Access", new CfnPortfolioPrincipalAssociationProps { PortfolioId = portfolio.Ref, PrincipalArn = principal, PrincipalType = "IAM" });

        // A constraint is one of the product in the portfolio.
        new CfnLaunchRoleConstraint(this, "LaunchedByRole", new CfnLaunchRoleConstraintProps
        {
            PortfolioId = portfolio.Ref,
            ProductId = product.ProductId,
            RoleArn = role.Arn,
            Description = "Who launches an edge needs no rights on what it holds",
        }).AddDependency(association);
        new CfnLaunchTemplateConstraint(this, "NoSecretsInForms", new CfnLaunchTemplateConstraintProps
        {
            PortfolioId = portfolio.Ref,
            ProductId = product.ProductId,
            Rules = JsonSerializer.Serialize(NoSecretsInForms),
            Description = "Credentials come from secrets, not from forms",
        }).AddDependency(association);

        var hasTag = new CfnCondition(this, "HasTag", new CfnConditionProps { Expression = Fn.ConditionNot(Fn.ConditionEquals(tagKey, "")) });
        var tag = new CfnTagOption(this, "Tag", new CfnTagOptionProps { Key = tagKey, Value = tagValue });
        var tagged = new CfnTagOptionAssociation(this, "Tagged", new CfnTagOptionAssociationProps { ResourceId = portfolio.Ref, TagOptionId = tag.Ref });
        (tag.CfnOptions.Condition, tagged.CfnOptions.Condition) = (hasTag, hasTag);

        new CfnOutput(this, "ProductId", new CfnOutputProps { Description = "For aws servicecatalog provision-product", Value = product.ProductId });
        new CfnOutput(this, "PortfolioId", new CfnOutputProps { Description = "For further principals, and for sharing", Value = portfolio.Ref });
    }

    /// <summary>File names of the product's templates for a release: data is deleted with the edge, or retained.</summary>
    public static (string Deleted, string Retained) TemplateFiles(ReleaseManifest release) => ($"edge-{release.Version}.template.json", $"edge-retained-{release.Version}.template.json");

    private static IEnumerable<CatalogVersion> Versions(ReleaseManifest release, string place) =>
    [
        new(release.Version,
            "Keys, file system and log groups are deleted with the edge. Data-quality results cannot be read any more 7 days later: "
            + "their key is one of them", place + TemplateFiles(release).Deleted),
        new($"{release.Version} retained",
            "Keys, file system and log groups stay when the edge is deleted, and go on costing. "
            + "Data-quality results can be read once the policy of their key allows it to a role",
            place + TemplateFiles(release).Retained),
    ];

    // What is typed into a form is shown there, and stays in the browser and in whatever fills forms in.
    private static Dictionary<string, object> NoSecretsInForms => new()
    {
        ["Rules"] = new Dictionary<string, object>
        {
            ["NoRegistryPasswordInForms"] = Rule(
                "Put user name and password of the registry into a secret, and set RegistryCredentials to secret; or to none, for a mirror without credentials",
                new Dictionary<string, object> { ["Fn::Contains"] = new object[] { new[] { "secret", "none" }, Ref("RegistryCredentials") } },
                IsEmpty("RegistryPassword")),
            ["NoOtlpAuthorizationInForms"] = Rule("Put endpoint and authorization of the OTLP receiver into a secret, and name it in OtlpSecretArn", IsEmpty("OtlpAuthorization")),
        },
    };

    private static Dictionary<string, object> Rule(string description, params Dictionary<string, object>[] assertions) => new()
    {
        ["Assertions"] = assertions.Select(assertion => new Dictionary<string, object> { ["Assert"] = assertion, ["AssertDescription"] = description }).ToArray(),
    };

    private static Dictionary<string, object> IsEmpty(string parameter) => new() { ["Fn::Equals"] = new object[] { Ref(parameter), "" } };

    private static Dictionary<string, object> Ref(string parameter) => new() { ["Ref"] = parameter };

    private string Parameter(string name, string description, string pattern, string constraint, string? value = null) => new CfnParameter(this, name, new CfnParameterProps
    {
        Type = "String",
        Description = description,
        AllowedPattern = pattern,
        ConstraintDescription = constraint,
        Default = value,
    }).ValueAsString;
}
