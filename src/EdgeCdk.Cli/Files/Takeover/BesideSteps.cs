using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Portable;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>The steps of a takeover by a second edge.</summary>
/// <param name="plan">What the plan is made from.</param>
internal sealed class BesideSteps(TakeoverContext plan)
{
    private const string You = "you", Nothing = "nothing";

    private readonly Destruction _destruction = new(plan);

    /// <summary>The steps, in order.</summary>
    public IEnumerable<TakeoverStep> Steps()
    {
        yield return new TakeoverStep(
            "Have a second edge registered", "you, the vendor", Nothing, "the vendor removes the registration of the second edge")
        {
            Text =
            [
                $"Ask the vendor for a second edge, {plan.Name}: its edge-access role, its two queues, and registry credentials of its own "
                    + "(credentials belong to one edge). The old edge stays as it is.",
                $"Roles of the second edge that must be trusted, beside the old ones, by the role of the result bucket "
                    + $"(`{plan.Edge.Config.S3.IamRoleArn}`) and by roles of data sources; as soon as step 2 has created them:",
                .. plan.Names.Roles(plan.Edge.Release).Select(plan.Edge.Config.RoleArn).Select(arn => $"- `{arn}`"),
            ],
        };
        yield return Deploy();
        yield return new TakeoverStep(
            "Let it read its queues", "you, the vendor", Nothing, "set `controlPlane.eventSources: disabled` and deploy")
        {
            Text =
            [
                "When the vendor has confirmed the registration: set `controlPlane.eventSources: enabled` and deploy again. Each edge "
                    + "reads the queues of its own registration; the old one goes on with its work.",
                "The other commands must say Enabled, one for each queue of the second edge.",
            ],
            Commands =
            [
                $"npx cdk deploy {plan.Names.Stack}",
                .. FunctionTraitsAttribute.All.Select(function => function.QueueArnIn(plan.Edge.Config.ControlPlane)).OfType<string>()
                    .Select(queue => $"aws lambda list-event-source-mappings --region {plan.Region} --event-source-arn {queue} "
                        + "--query 'EventSourceMappings[].[State,LastProcessingResult]' --output text"),
            ],
        };
        var sources = new DataSourceSteps(plan);
        yield return sources.LetThrough();
        yield return sources.Switch();
        yield return new TakeoverStep(
            "Stop the old edge", You, Nothing, "start its jobs and schedules again")
        {
            Text =
            [
                "When no data source uses the old edge: wait until none of its tasks runs, and export the log lines that you need. "
                    + "Results that are encrypted with its data-quality key stay readable, because the next step keeps the key.",
            ],
            Commands =
            [
                .. plan.OfType("aws_ecs_cluster").Select(cluster =>
                    $"aws ecs list-tasks --region {plan.Region} --cluster {Common.ShellText.Quoted(cluster.Text("name"))}"),
            ],
        };
        yield return new TakeoverStep(
            "Let Terraform forget what is kept", You, Nothing, "`terraform state push -force before.tfstate`, which forget.sh wrote")
        {
            Text = ["Endpoints with their security group, and the data-quality key. Without this step `terraform destroy` deletes the "
                + "endpoints, and the whole VPC loses its way to these services at once."],
            Commands = [$"sh {plan.Directory}/forget.sh"],
        };
        yield return Destroy();
        yield return new TakeoverStep(
            "Give the rest an owner", You, Nothing, "not needed")
        {
            Text =
            [
                "The endpoints belong to nobody now: take them into the Terraform of your network (return.tf has their ids), or leave "
                    + "them. "
                    + "The data-quality key costs until it is deleted; delete it when no result that it encrypted is needed any more.",
                "The state and before.tfstate hold credentials in plain text: delete them.",
                "Have the vendor remove the registration of the old edge.",
            ],
        };
    }

    private TakeoverStep Deploy() => new(
        "Deploy the second edge", You, Nothing, $"`npx cdk destroy {plan.Names.Stack}`; the old edge was not touched")
    {
        Text =
        [
            "Its file says `existing` for the endpoints that the old edge created: both use them. preflight says whether subnets have "
                + "addresses, and the account quotas, for both.",
            PortableValues.Obstacles(plan.Edge).ToList() is [var obstacle, ..]
                ? $"The second edge is deployed with the CDK CLI. The portable template cannot have it: `{obstacle.Key}` {obstacle.Fault}."
                : $"An edge stays with the way of its first deployment. Where there is no CDK CLI, use `npx edge template {plan.Name}` and "
                    + "the script that it writes, instead of `npx cdk deploy`, in this step and the next.",
            .. new RetainedParts(plan).Text(),
        ],
        Commands =
        [
            $"npx edge preflight {plan.Name}", $"npx cdk deploy {plan.Names.Stack}", $"npx edge verify {plan.Name}",
        ],
    };

    private TakeoverStep Destroy() => new(
        "Destroy the old edge", You, Nothing,
        "copy return.tf beside main.tf of the bundle and run `terraform apply`: it creates the old edge again, empty. Its general key can "
            + "be kept only within the waiting period (`aws kms cancel-key-deletion`)")
    {
        Text =
        [
            .. _destruction.Obstacles(""),
            "`terraform plan -destroy` must show nothing that the table below keeps.",
        ],
        Commands = _destruction.Commands,
    };
}
