using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Config.Review;

namespace EdgeCdk.Cli.Review.Judges;

/// <summary>
/// Reports roles, security groups, endpoints and keys that become those of another team, or of the stack again: what becomes of them in
/// AWS, and in which order the teams go on. What AWS cannot do in place needs a decision.
/// </summary>
internal static class MovedPartJudge
{
    private const int MostNamed = 3;
    private const string OneRole = "AWS has one role of a name";
    private const string OneEndpoint =
        "A VPC has one endpoint with private DNS for a service, and a route table has one route to S3";

    private const string InBetween = "between the two, calls go through NAT, and fail where there is none";

    public static IEnumerable<Change> Judge(StackChange stack) => stack.Moved.Select(part =>
    {
        var (words, isInPlace) = Words(part);
        return new Change(
            Consequence.Existence, part.Leaves ? ChangeKind.Removed : ChangeKind.Added, part.Name, words, "Resources", !isInPlace);
    });

    private static (string Words, bool IsInPlace) Words(MovedPart part) => (part.Name, part.Leaves) switch
    {
        (MovedPart.Roles, true) => (
            $"leave the stack and are deleted: {Count(part, "AWS::IAM::Role", "role")}. {Names(part)} the names that existing roles must "
                + $"have. {OneRole}, so that the other team can create its roles only after this deployment; until then no task and no "
                + "function runs. This cannot be done in place: deploy a new edge with existing roles, and destroy this one",
            false),
        (MovedPart.Roles, false) => (
            $"are created by the stack: {Count(part, "AWS::IAM::Role", "role")}. {Names(part)} the names that existing roles have. "
                + $"{OneRole}: while these exist, the deployment fails with EntityAlreadyExists and is rolled back. Order: the other team "
                + "deletes its stack, then this deployment; between the two no task and no function runs",
            false),
        (MovedPart.SecurityGroups, true) => (
            $"leave the stack: {Count(part, "AWS::EC2::SecurityGroup", "group")}. Workloads get the existing groups in place, then those "
                + "of the stack are deleted. Order: the other team creates its groups with all rules, rules elsewhere that name the old "
                + "groups (such as those of data sources) name the new ones, then this deployment",
            true),
        (MovedPart.SecurityGroups, false) => (
            $"are created by the stack: {Count(part, "AWS::EC2::SecurityGroup", "group")}. Workloads get them in place. Order: this "
                + "deployment, rules elsewhere that name the old groups name the new ones, then the other team deletes its groups",
            true),
        (MovedPart.Endpoints, true) => (
            $"leave the stack and are deleted: {Count(part, "AWS::EC2::VPCEndpoint", "endpoint")}. {OneEndpoint}. Order: this deployment, "
                + $"then the other team creates its endpoints; {InBetween}",
            false),
        (MovedPart.Endpoints, false) => (
            $"are created by the stack: {Count(part, "AWS::EC2::VPCEndpoint", "endpoint")}. {OneEndpoint}: while there are others, the "
                + "deployment fails and is rolled back. Order: the other team deletes its endpoints, then this deployment; "
                + InBetween,
            false),
        (_, true) => (KeyLeaves(part), false),
        (_, false) => (KeyComes(part), false),
    };

    private static string KeyLeaves(MovedPart part)
    {
        var key = part.Before.First(resource => resource.Type == "AWS::KMS::Key");
        return ReplacementJudge.IsRetained(key, "DeletionPolicy")
            ? $"leaves the stack, and the key is kept in AWS, outside the stack (DeletionPolicy {key.Json["DeletionPolicy"]}). Give the "
                + $"ARN of this key as {KeyOf(part)}: then nothing is encrypted with another key, and nothing is replaced for it. With "
                + $"another ARN {Loss(part)}. Afterwards the other team imports the key into its stack{Alias(part)}"
            : $"leaves the stack and the key is deleted, {key.Properties["PendingWindowInDays"]} days later: what it encrypted can never "
                + "be read again. This cannot be done in place: deploy with dataRetention: retain first, then with the ARN of this key as "
                + $"{KeyOf(part)}; the key is kept then, and the other team can import it into its stack";
    }

    private static string KeyComes(MovedPart part) =>
        $"is created by the stack: a new key, in place of the existing one. {Capitalized(Loss(part))}. AWS cannot change the key in "
            + $"place: keep {KeyOf(part)}, or keep the existing key as long as anything that it encrypted is needed";

    private static string Loss(MovedPart part) => part.Name == MovedPart.GeneralKey
        ? "the file system is replaced, and its files are not moved"
        : "no role of the edge may read the results that the former key encrypted";

    private static string KeyOf(MovedPart part) => part.Name == MovedPart.GeneralKey ? "kms.generalKeyArn" : "kms.dataQualityKeyArn";

    private static string Alias(MovedPart part) =>
        part.Before.Any(resource => resource.Type == "AWS::KMS::Alias") ? ", and creates the alias again" : "";

    private static string Count(MovedPart part, string type, string noun) =>
        part.Resources.Count(resource => resource.Type == type) is var count && count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    // Roles that are not named by others have names that CloudFormation chose.
    private static string Names(MovedPart part)
    {
        List<string> names =
            [.. part.Resources.Where(role => role.Type == "AWS::IAM::Role").Select(role => role.Properties["RoleName"]?.ToString())
                .OfType<string>()];
        var shown = string.Join(", ", names.Take(MostNamed));
        return names.Count > MostNamed ? $"{shown} and {names.Count - MostNamed} more are"
            : names.Count == 0 ? "None of them has one of"
            : $"{shown} are";
    }

    private static string Capitalized(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
