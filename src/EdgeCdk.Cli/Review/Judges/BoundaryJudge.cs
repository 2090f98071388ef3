using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Config.Review;

namespace EdgeCdk.Cli.Review.Judges;

/// <summary>Reports what happens to policies that a role, a user or a group is given from outside of the template.</summary>
internal static class BoundaryJudge
{
    private const string Boundary = "Properties.PermissionsBoundary";

    public static IEnumerable<Change> Judge(StackChange stack)
    {
        foreach (var owner in stack.Resources.Where(change => change.Head is not null))
        {
            var (before, after) = (
                stack.Base.Text(
                    owner.Base?.Properties["PermissionsBoundary"]), stack.Head.Text(owner.Head!.Properties["PermissionsBoundary"]));
            if (before.Length > 0 && after != before)
            {
                var words = after.Length == 0
                    ? $"no longer has a permissions boundary (it was {before})"
                    : $"has the permissions boundary {after} instead of {before}";
                yield return new Change(Consequence.Access, ChangeKind.Widened, owner.Resource.Path, words, Boundary, NeedsDecision: true);
            }
            else if (before != after && owner.Base is not null)
            {
                yield return new Change(
                    Consequence.Access, ChangeKind.Narrowed, owner.Resource.Path, $"has the permissions boundary {after}", Boundary);
            }

            var (old, now) = (Managed(stack.Base, owner.Base), Managed(stack.Head, owner.Head));
            foreach (var policy in now.Except(old))
            {
                yield return new Change(
                    Consequence.Access, ChangeKind.Widened, owner.Resource.Path, $"may now do what the managed policy {policy} allows",
                    "Properties.ManagedPolicyArns", NeedsDecision: true);
            }

            foreach (var policy in old.Except(now))
            {
                yield return new Change(
                    Consequence.Access, ChangeKind.Narrowed, owner.Resource.Path,
                    $"may no longer do what the managed policy {policy} allows", "Properties.ManagedPolicyArns");
            }
        }
    }

    private static IEnumerable<string> Managed(StackTemplate template, StackResource? owner) =>
        JsonPaths.Many(owner?.Properties["ManagedPolicyArns"]).Select(template.Text);
}
