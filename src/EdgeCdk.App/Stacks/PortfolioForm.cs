using Constructs;

namespace EdgeCdk.App.Stacks;

/// <summary>The parameters of <see cref="EdgePortfolioStack"/>.</summary>
internal sealed class PortfolioForm
{
    private readonly Construct _scope;

    /// <param name="scope">The stack that gets the parameters.</param>
    public PortfolioForm(Construct scope)
    {
        _scope = scope;
        TemplateBucket = Parameter(
            "TemplateBucket", "Bucket in this region with the templates of the product",
            "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", "must be the name of a bucket");
        TemplatePrefix = Parameter(
            "TemplatePrefix", "Beginning of their keys. Keep it: versions are known by it",
            "^([A-Za-z0-9._-]+/)*$", "must be folders, each with a slash at its end, or empty", "edge-cdk/");
        PrincipalArn = Parameter(
            "PrincipalArn", "Role, user or group that may launch edges",
            "^arn:[a-z-]+:iam::[0-9]{12}:(role|user|group)/.+$", "must be the ARN of a role, user or group");
        Owner = Parameter(
            "Owner", "Who offers edges to the users of this account", "^.{1,100}$", "must have 1 to 100 characters", "Platform team");
        SupportEmail = Parameter(
            "SupportEmail", "Address for questions. Empty: none is shown",
            @"^$|^[^@\s]+@[^@\s]+$", "must be an e-mail address, or empty", "");
        SupportUrl = Parameter(
            "SupportUrl", "Page for questions. Empty: none is shown", @"^$|^https://\S+$", "must be an https address, or empty", "");
        TagKey = Parameter(
            "TagKey", "Key of a tag that every edge gets, such as cost-center. Empty: none",
            @"^$|^[\w .:/=+@-]{1,128}$", "must be the key of a tag, or empty", "");
        TagValue = Parameter("TagValue", "Value of the tag", @"^[\w .:/=+@-]{1,256}$", "must be the value of a tag", "edge");
    }

    public string TemplateBucket { get; }

    public string TemplatePrefix { get; }

    public string PrincipalArn { get; }

    public string Owner { get; }

    public string SupportEmail { get; }

    public string SupportUrl { get; }

    public string TagKey { get; }

    public string TagValue { get; }

    private string Parameter(string name, string description, string pattern, string constraint, string? value = null)
    {
        var parameter = new StringParameter
        {
            Name = name,
            Description = description,
            Pattern = pattern,
            Constraint = constraint,
            Default = value,
        };
        return parameter.Create(_scope).ValueAsString;
    }
}
