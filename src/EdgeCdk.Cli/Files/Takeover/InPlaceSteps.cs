using EdgeCdk.Cli.Common;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>The steps of a takeover in place.</summary>
/// <param name="plan">What the plan is made from.</param>
internal sealed class InPlaceSteps(TakeoverContext plan)
{
    private const string You = "you", Nothing = "nothing";

    private readonly GroupReferences _groups = new(plan);
    private readonly Destruction _destruction = new(plan);
    private readonly ImportStep _import = new(plan);

    /// <summary>The steps, in order.</summary>
    public IEnumerable<TakeoverStep> Steps()
    {
        yield return new TakeoverStep(
            "Stop changes with Terraform", You, Nothing, "not needed: nothing has changed")
        {
            Text =
            [
                "From now on nobody runs `terraform apply`. `terraform plan` must show no changes: what this plan says is then what is in "
                    + "the account. If it shows any, apply them, and make this plan again with a new state.",
                "The vendor's bundle of this version, its variable files and the state are the way back: keep them until the last step.",
            ],
            Commands = ["terraform plan -detailed-exitcode"],
        };
        yield return Trust();
        yield return new TakeoverStep(
            "Stop the work", You, "jobs, browsing and connection tests: from here until step 8", "start the jobs and schedules again")
        {
            Text =
            [
                "Pause what starts jobs on this edge, and wait until no task of the job cluster runs and the job-status queues are "
                    + "empty. A job that runs on would lose its result.",
            ],
            Commands =
            [
                .. plan.OfType("aws_ecs_cluster").Select(cluster =>
                    $"aws ecs list-tasks --region {plan.Region} --cluster {ShellText.Quoted(cluster.Text("name"))}"),
            ],
        };
        yield return new TakeoverStep(
            "Let Terraform forget what is kept", You, Nothing, "`terraform state push -force before.tfstate`, which forget.sh wrote")
        {
            Text =
            [
                "After this step `terraform plan` shows these resources as to be created. Do not apply that.",
                "removed.tf says the same as `removed` blocks, for a configuration without the vendor's module.",
            ],
            Commands = [$"sh {plan.Directory}/forget.sh"],
        };
        yield return _import.Step();
        yield return Destroy();
        yield return Deploy();
        yield return Verify();
        yield return Finish();
    }

    private TakeoverStep Trust()
    {
        var imported = plan.Imported.Where(item => item.Resource.Type == "aws_iam_role").Select(item => item.Resource.Text("name"))
            .ToHashSet(StringComparer.Ordinal);
        var added = plan.Names.Roles(plan.Edge.Release).Where(role => !imported.Contains(role))
            .Select(plan.Edge.Config.RoleArn).ToList();
        return new TakeoverStep(
            "Have the new roles trusted", "you, the vendor, and owners of other roles", Nothing,
            "not needed: trust in a role that does not exist gives nobody access")
        {
            Text = added.Count == 0
                ? ["All roles that others trust are imported: nothing changes for those who trust them."]
                :
                [
                    "IAM remembers a trusted role by its unique id. A role that is deleted and created again under the same name is "
                        + "another "
                        + "one: its trust policies must be saved again after step 7. A policy that names a role which does not exist yet "
                        + "cannot be saved, so that some of this is done between steps 7 and 8.",
                    "These roles are new to whoever trusts the old ones: the vendor (edge-access role, both queues), the role of the "
                        + $"result bucket (`{plan.Edge.Config.S3.IamRoleArn}`), and roles of data sources:",
                    .. added.Select(arn => $"- `{arn}`"),
                ],
        };
    }

    private TakeoverStep Destroy() => new(
        "Let Terraform destroy the rest", You, "everything of the edge: from here until step 7 is done, 30 to 60 minutes",
        $"{_import.Back}; then copy return.tf beside main.tf of the bundle and run `terraform apply`: it imports what was kept and "
            + "creates the rest")
    {
        Text =
        [
            .. _destruction.Obstacles(" Note them: step 8 needs the same rules for the groups of the stack."),
            .. plan.OfType("aws_cloudwatch_log_group").Any()
                ? ["Log groups that are not imported go with their lines: export what you need first (aws logs create-export-task)."]
                : Array.Empty<string>(),
            "`terraform plan -destroy` must show nothing that the table below imports or keeps. Network interfaces of functions take AWS "
                + "20 to 40 minutes to detach, and security groups wait for that.",
            .. Performance(),
        ],
        Commands = _destruction.Commands,
    };

    // Container Insights made them, not Terraform.
    private IEnumerable<string> Performance()
    {
        var names = plan.OfType("aws_ecs_cluster").Select(cluster => $"/aws/ecs/containerinsights/{cluster.Text("name")}/performance")
            .Where(plan.Names.PerformanceLogGroups.Contains).ToList();
        if (names.Count > 0)
        {
            yield return "Container Insights made log groups that Terraform does not know, with names that the stack uses. Export what you "
                + $"need, and delete them some minutes after the clusters are gone: "
                + $"{string.Join(", ", names.Select(name => $"`{name}`"))}.";
        }
    }

    private TakeoverStep Deploy() => new(
        "Deploy the edge", You, "everything of the edge, 15 to 30 minutes; it works again when the stack is complete",
        $"update the stack with the template of step 5 (`{_import.Again}`): CloudFormation "
            + "deletes what step 7 created and gives the imported resources their settings back; then as after step 6. Not "
            + "`cdk destroy`: it would delete mount targets, access points, endpoints and roles with the stack")
    {
        Text =
        [
            "The update creates everything that is missing, and changes the imported resources where they differ. Review it first "
                + $"(`npx cdk diff {plan.Names.Stack}`): no resource of step 5 may be replaced.",
            "If it fails, CloudFormation rolls back to what step 5 imported: correct the cause and deploy again.",
            "Terraform's tags are removed from the imported resources. Those that you need go into `tags` of the edge file.",
            .. new RetainedParts(plan).Text(),
            .. plan.Edge.Config.DataRetention is DataRetention.Retain ? Array.Empty<string>()
                : ["The edge file says `dataRetention: delete`: a later destruction of the stack deletes the imported keys, file system "
                    + "and log groups, too. Consider `retain` before this step."],
        ],
        Commands = [$"npx cdk deploy {plan.Names.Stack}"],
    };

    private TakeoverStep Verify() => new(
        "Verify, and start the work", "you, the vendor", Nothing, "as after step 7")
    {
        Text =
        [
            plan.Edge.Config.ControlPlane.EventSources is EventSources.Disabled
                ? "Once the vendor and the owners of roles have confirmed step 2, set `controlPlane.eventSources: enabled` and deploy "
                    + "again: until then nothing reads the vendor's queues."
                : "The edge reads the vendor's queues.",
            .. _groups.Any
                ? ["The workloads have new security groups, which the first command lists. Add the rules that were revoked in step 6, for "
                    + "these groups."] : Array.Empty<string>(),
            "Test a connection, run a job, and start the jobs and schedules again.",
        ],
        Commands = [.. _groups.Any ? [_groups.OfStack] : Array.Empty<string>(), $"npx edge verify {plan.Name} --drift"],
    };

    private TakeoverStep Finish() => new(
        "Clean up", You, Nothing, plan.HasLast
            ? "none to Terraform with these resources: `terraform apply` would create new security groups"
            : "as after step 8, as long as you have the state and the bundle")
    {
        Text =
        [
            "Wait until you are sure that you stay. The state and before.tfstate hold credentials in plain text: delete them, and have the "
                + "vendor issue new registry credentials.",
        ],
        Commands = plan.HasLast ? [$"sh {plan.Directory}/finish.sh"] : [],
    };
}
