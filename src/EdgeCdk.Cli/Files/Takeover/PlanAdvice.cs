using System.Globalization;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>What a plan says besides its steps.</summary>
/// <param name="plan">What it is made from.</param>
internal sealed class PlanAdvice(TakeoverContext plan)
{
    /// <summary>What the vendor must be told.</summary>
    public IReadOnlyList<string> ForVendor() => plan.Way is Way.InPlace
        ?
        [
            $"The edge {plan.Name} keeps its name, account and region. It is down during steps 3 to 8: when?",
            "Its roles get the names of step 2. The edge-access role and both queues must trust them.",
            "It is not upgraded with the Terraform bundle any more. Packages and images of each release are still needed.",
            "If you go back: the old roles are the ones to trust again.",
        ]
        :
        [
            $"A second edge, {plan.Name}, in the same account and region: its registration, role, queues and credentials.",
            "When data sources are switched, and when the old edge is destroyed: its registration is removed then.",
            "The old edge is not upgraded any more.",
        ];

    /// <summary>What goes wrong most easily.</summary>
    public IEnumerable<string> Traps()
    {
        yield return "**Endpoints.** `terraform destroy` deletes those that Terraform created. The whole VPC uses them by private DNS, "
            + "not the edge alone.";
        yield return "**The data-quality key.** Terraform schedules its deletion, with 7 days to cancel. Then results that it encrypted "
            + "can never be read again.";
        yield return "**Names.** Roles and log groups that exist keep a deployment from creating their like. A role of the same name "
            + "that is created again is another one to whoever trusts it.";
        yield return "**Queues and registration.** Two edges on the same queues of the vendor take each other's messages. Never let both "
            + "read them.";
        yield return "**Security groups.** AWS deletes none that a mount target, an endpoint or a rule of another group still uses, and "
            + "Terraform waits 15 minutes before it says so.";
        if (new GroupReferences(plan).Any)
        {
            yield return "**Data sources.** Their security groups may name groups of the old workloads. Nothing allows the new groups by "
                + "itself, and AWS does not delete a group that a rule names.";
        }

        var known = plan.Names.LogGroups(plan.Edge.Release).Concat(plan.Names.Roles(plan.Edge.Release)).ToHashSet(StringComparer.Ordinal);
        var named = plan.Items.Where(item => item.Resource.Type is "aws_iam_role" or "aws_cloudwatch_log_group")
            .Select(item => item.Resource.Text("name")).ToList();
        if (named.Count > 0)
        {
            var same = named.Count(known.Contains);
            var counts = string.Create(CultureInfo.InvariantCulture, $"Of {named.Count} roles and log groups, {same}");
            yield return $"**Names that differ.** {counts} have names that the stack uses. Dashboards, alarms and policies that name the "
                + "others must be changed.";
        }
    }
}
