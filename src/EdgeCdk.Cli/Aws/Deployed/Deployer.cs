using System.Text.Json.Nodes;
using EdgeCdk.Config.Portable;

namespace EdgeCdk.Cli.Aws.Deployed;

/// <summary>Who deploys a stack, and the commands that go with it: whoever made a stack must update and delete it.</summary>
/// <param name="Stack">Name of the stack.</param>
/// <param name="How">In words, as the end of a sentence.</param>
/// <param name="Deploy">What updates it.</param>
/// <param name="Delete">What deletes it.</param>
/// <param name="Region">Region of the stack.</param>
internal sealed record Deployer(string Stack, string How, string Deploy, string Delete, string Region)
{
    /// <summary>Whether <c>cdk deploy</c> of an edge file goes to this stack.</summary>
    public bool IsCdk { get; private init; }

    /// <summary>Whether a portfolio of Service Catalog made it.</summary>
    public bool IsServiceCatalog { get; private init; }

    /// <summary>Whether a deployment can be given rollback triggers: stack sets and Service Catalog take none.</summary>
    public bool TakesRollbackTriggers { get; private init; }

    /// <summary>What goes on with a deployment that failed and was not rolled back.</summary>
    public string DeployWithoutRollback => IsCdk ? $"deploy again without rollback: {Deploy} --no-rollback" : $"deploy again: {Deploy}";

    /// <summary>What shows its state.</summary>
    public string Describe => CloudFormation("describe-stacks");

    /// <summary>A command of CloudFormation for the stack.</summary>
    public string CloudFormation(string operation) => $"aws cloudformation {operation} --region {Region} --stack-name {Stack}";

    /// <summary>Of an edge, as far as a stack of it shows.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="stack">As describe-stacks shows it. Null: it is not deployed, and an edge file is deployed with the CDK CLI.</param>
    public static Deployer Of(EdgePlace edge, JsonNode? stack) => stack is null ? Cdk(edge, edge.StackName)
        : Of(edge, stack, stack.Text("StackName"));

    private static Deployer Of(EdgePlace edge, JsonNode stack, string name) => name.Split('-') switch
    {
        // SC-<account>-pp-<id>
        ["SC", _, "pp", .. var id] => ServiceCatalog(edge, name, $"pp-{string.Join('-', id)}"),
        // StackSet-<name of the set>-<five groups of an id>
        ["StackSet", .. { Length: > 0 } set, _, _, _, _, _] => StackSet(edge, name, string.Join('-', set)),
        _ when MethodOf(stack) == DeploymentMethod.Construct => Own(edge, name),
        _ when name == edge.Names.Stack && !IsPortable(stack) => Cdk(edge, name),
        _ => Cli(edge, name, IsPortable(stack)),
    };

    private static bool IsPortable(JsonNode stack) => MethodOf(stack) == DeploymentMethod.Portable;

    // Templates of earlier versions do not say it; only the portable one has the name of the edge as a parameter.
    private static string MethodOf(JsonNode stack)
    {
        var parameters = stack.Items("Parameters")
            .ToDictionary(parameter => parameter.Text("ParameterKey"), parameter => parameter.Text("ParameterValue"));
        return parameters.GetValueOrDefault(DeploymentMethod.Parameter)
            ?? (parameters.ContainsKey("EdgeName") ? DeploymentMethod.Portable : DeploymentMethod.EdgeFile);
    }

    private static Deployer Own(EdgePlace edge, string stack) => new(
        stack,
        "as a part of a stack of your own application",
        $"npx cdk deploy {stack}, in your application",
        $"npx cdk destroy {stack}, in your application: it deletes everything in that stack",
        edge.Region);

    private static Deployer Cdk(EdgePlace edge, string stack) => new(
        stack, "with `cdk deploy`", $"npx cdk deploy {stack}",
            $"npx cdk destroy {stack}, or, without the CDK CLI, {DeleteStack(edge, stack)}", edge.Region)
    { IsCdk = true, TakesRollbackTriggers = true };

    private static Deployer Cli(EdgePlace edge, string stack, bool isPortable) => new(
        stack,
        isPortable ? "from the portable template, with the AWS CLI" : "under a name of its own",
        isPortable && stack == edge.Names.Stack
            ? $"npx edge template {edge.Name}, then TEMPLATE_BUCKET='<bucket>' sh portable/{edge.Name}.deploy.sh"
            : $"aws cloudformation deploy --region {edge.Region} --stack-name {stack}, with template and parameters as for its first "
                + $"deployment",
        DeleteStack(edge, stack),
        edge.Region)
    { TakesRollbackTriggers = true };

    private static Deployer ServiceCatalog(EdgePlace edge, string stack, string product) => new(
        stack,
        "by Service Catalog",
        $"aws servicecatalog update-provisioned-product --region {edge.Region} --provisioned-product-id {product} --product-id '<product>' "
            + "--provisioning-artifact-name '<version>'",
        $"aws servicecatalog terminate-provisioned-product --region {edge.Region} --provisioned-product-id {product}",
        edge.Region)
    { IsServiceCatalog = true };

    private static Deployer StackSet(EdgePlace edge, string stack, string set) => new(
        stack,
        $"by the stack set {set}",
        $"npx edge fleet export, then fleet/deploy.sh {edge.Name}, with credentials of the account that administers the stack set",
        $"aws cloudformation delete-stack-instances --stack-set-name {set} --accounts {edge.Account} --regions {edge.Region} "
            + $"--no-retain-stacks, with credentials and --region of the stack set",
        edge.Region);

    private static string DeleteStack(EdgePlace edge, string stack) =>
        $"aws cloudformation delete-stack --region {edge.Region} --stack-name {stack}";
}
