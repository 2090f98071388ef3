using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Config.Review;

namespace EdgeCdk.Cli.Review.Judges;

/// <summary>Reports what happens to policies that a role is given from outside of the template.</summary>
internal static class BoundaryJudge
{
    private const string Boundary = "Properties.PermissionsBoundary";

    public static IEnumerable<Change> Judge(StackChange stack)
    {
        foreach (var role in stack.Resources.Where(change => change.Head is not null && change.Resource.Type is "AWS::IAM::Role"))
        {
            var (before, after) = (
                stack.Base.Text(
                    role.Base?.Properties["PermissionsBoundary"]), stack.Head.Text(role.Head!.Properties["PermissionsBoundary"]));
            if (before.Length > 0 && after != before)
            {
                var words = after.Length == 0
                    ? $"no longer has a permissions boundary (it was {before})"
                    : $"has the permissions boundary {after} instead of {before}";
                yield return new Change(Consequence.Access, ChangeKind.Widened, role.Resource.Path, words, Boundary, NeedsDecision: true);
            }
            else if (before != after && role.Base is not null)
            {
                yield return new Change(
                    Consequence.Access, ChangeKind.Narrowed, role.Resource.Path, $"has the permissions boundary {after}", Boundary);
            }

            var (old, now) = (Managed(stack.Base, role.Base), Managed(stack.Head, role.Head));
            foreach (var policy in now.Except(old))
            {
                yield return new Change(
                    Consequence.Access, ChangeKind.Widened, role.Resource.Path, $"may now do what the managed policy {policy} allows",
                    "Properties.ManagedPolicyArns", NeedsDecision: true);
            }

            foreach (var policy in old.Except(now))
            {
                yield return new Change(
                    Consequence.Access, ChangeKind.Narrowed, role.Resource.Path,
                    $"may no longer do what the managed policy {policy} allows", "Properties.ManagedPolicyArns");
            }
        }
    }

    private static IEnumerable<string> Managed(StackTemplate template, StackResource? role) =>
        JsonPaths.Many(role?.Properties["ManagedPolicyArns"]).Select(template.Text);
}
