using Amazon.CDK;
using Amazon.CDK.AWS.Servicecatalog;
using Constructs;
using EdgeCdk.Catalog;
using EdgeCdk.Config.Releases;
using EdgeCdk.Resources;

namespace EdgeCdk.App.Stacks;

/// <summary>
/// Edges in Service Catalog: users of the account create, update and delete them without permissions on their resources. The
/// templates are in a bucket; an administrator deploys this stack with the AWS CLI alone.
/// </summary>
internal sealed class EdgePortfolioStack : Stack
{
    /// <param name="scope">The application.</param>
    /// <param name="releases">The releases to offer.</param>
    public EdgePortfolioStack(Construct scope, ReleaseLine releases)
        : base(scope, "EdgePortfolio", new StackProps
        {
            Description = "Edges in Service Catalog",
            Synthesizer = NoBootstrap.Synthesizer(),
        })
    {
        FeatureFlags.Pin(this);
        ProductMetadata.Add(this);
        var form = new PortfolioForm(this);
        var role = new LaunchRole(this, "LaunchRole");
        var portfolio = new CfnPortfolio(this, "Portfolio", new CfnPortfolioProps
        {
            DisplayName = "Ataccama edges",
            ProviderName = form.Owner,
            Description = "Data planes in this account",
        });
        var place = $"https://{form.TemplateBucket}.s3.{Region}.{UrlSuffix}/{form.TemplatePrefix}";
        var product = new CatalogProduct(this, "Product", new CatalogProductProps
        {
            Versions = [.. releases.OldestFirst().SelectMany(release => Versions(release, place))],
            Owner = form.Owner,
            SupportEmail = form.SupportEmail,
            SupportUrl = form.SupportUrl,
        });
        Offer(portfolio.Ref, product.ProductId, form.PrincipalArn, role.Arn);
        Tag(portfolio.Ref, form);

        Output("ProductId", "For aws servicecatalog provision-product", product.ProductId);
        Output("PortfolioId", "For further principals, and for sharing", portfolio.Ref);
    }

    /// <summary>File names of the product's templates for a release: data is deleted with the edge, or retained.</summary>
    public static (string Deleted, string Retained) TemplateFiles(ReleaseManifest release) =>
        ($"edge-{release.Version}.template.json", $"edge-retained-{release.Version}.template.json");

    private static IEnumerable<CatalogVersion> Versions(ReleaseManifest release, string place) =>
    [
        new(
            release.Version,
            "Keys, file system and log groups are deleted with the edge. Data-quality results cannot be read any more 7 days later: "
                + "their key is one of them",
            place + TemplateFiles(release).Deleted),
        new(
            $"{release.Version} retained",
            "Keys, file system and log groups stay when the edge is deleted, and go on costing. "
                + "Data-quality results can be read once the policy of their key allows it to a role",
            place + TemplateFiles(release).Retained),
    ];

    private void Offer(string portfolioId, string productId, string principalArn, string roleArn)
    {
        var association = new CfnPortfolioProductAssociation(this, "Offer", new CfnPortfolioProductAssociationProps
        {
            PortfolioId = portfolioId,
            ProductId = productId,
        });
        new CfnPortfolioPrincipalAssociation(this, "Access", new CfnPortfolioPrincipalAssociationProps
        {
            PortfolioId = portfolioId,
            PrincipalArn = principalArn,
            PrincipalType = "IAM",
        });

        // A constraint is one of the product in the portfolio.
        new CfnLaunchRoleConstraint(this, "LaunchedByRole", new CfnLaunchRoleConstraintProps
        {
            PortfolioId = portfolioId,
            ProductId = productId,
            RoleArn = roleArn,
            Description = "Whoever launches an edge needs no permissions on its resources",
        }).AddDependency(association);
        new CfnLaunchTemplateConstraint(this, "NoSecretsInForms", new CfnLaunchTemplateConstraintProps
        {
            PortfolioId = portfolioId,
            ProductId = productId,
            Rules = NoSecretsInForms.Rules(),
            Description = "Credentials come from secrets, not from forms",
        }).AddDependency(association);
    }

    private void Tag(string portfolioId, PortfolioForm form)
    {
        var hasTag = new CfnCondition(this, "HasTag", new CfnConditionProps
        {
            Expression = Fn.ConditionNot(Fn.ConditionEquals(form.TagKey, "")),
        });
        var tag = new CfnTagOption(this, "Tag", new CfnTagOptionProps { Key = form.TagKey, Value = form.TagValue });
        var tagged = new CfnTagOptionAssociation(this, "Tagged", new CfnTagOptionAssociationProps
        {
            ResourceId = portfolioId,
            TagOptionId = tag.Ref,
        });
        (tag.CfnOptions.Condition, tagged.CfnOptions.Condition) = (hasTag, hasTag);
    }

    private void Output(string name, string description, string value) =>
        new CfnOutput(this, name, new CfnOutputProps { Description = description, Value = value });
}
