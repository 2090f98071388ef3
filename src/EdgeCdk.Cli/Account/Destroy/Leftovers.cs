using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Destroy;

/// <summary>
/// What is left of an edge that has no stack. Nothing is called left over before AWS has answered which stack owns it.
/// </summary>
internal sealed class Leftovers
{
    private readonly RegionalAws _aws;
    private readonly AwsQuestions _questions = new();

    /// <summary>Searches.</summary>
    public Leftovers(CommandContext context, EdgePlace edge)
    {
        _aws = new RegionalAws(context.Aws, edge.Region);
        var candidates = _questions.AskAll(context, $"looking for what is left of {edge.Name}", new CandidateSearch(_aws, edge).Questions)
            .DistinctBy(candidate => (candidate.Kind, candidate.Id))
            .OrderBy(candidate => candidate.Kind, StringComparer.Ordinal).ThenBy(candidate => candidate.Id, StringComparer.Ordinal)
            .ToList();
        var owners = ConcurrentWork.Run(
            context, "asking which stacks own them", [.. candidates.Select(candidate => (Func<Owner>)(() => OwnerOf(candidate)))]);
        var found = candidates.Zip(owners).ToList();
        Owned = [.. found.Where(item => item.Second.Stack is not null).Select(item => OwnedBy(item.First, item.Second))];
        NotKnown = [.. found.Where(item => item.Second.Unknown is not null).Select(item => OwnerNotKnown(item.First, item.Second))];
        // What AWS did not answer may show that the edge is in use.
        var isGone = Owned.Count == 0 && NotKnown.Count == 0 && Unknown.Count == 0;
        Left = [.. found.Where(item => item.Second is { Stack: null, Unknown: null }).Select(item => LeftOver(item.First, isGone))];
        Prerequisites = _questions.Ask("the stack of the prerequisites", () => PrerequisitesLeft.Find(_aws, edge, isGone));
    }

    /// <summary>The questions that AWS refused, with the reason.</summary>
    public IReadOnlyList<string> Unknown => _questions.Unknown;

    /// <summary>What a stack owns: it is not left over.</summary>
    public IReadOnlyList<OwnedResource> Owned { get; }

    /// <summary>What no stack owns, each resource once.</summary>
    public IReadOnlyList<PlannedItem> Left { get; }

    /// <summary>What may be left over or in use: AWS did not answer.</summary>
    public IReadOnlyList<PlannedItem> NotKnown { get; }

    /// <summary>The stack of the prerequisites, when there is one.</summary>
    public IReadOnlyList<PlannedItem> Prerequisites { get; }

    /// <summary>Whether nothing was found, and everything could be asked.</summary>
    public bool IsNothing => Left.Count == 0 && NotKnown.Count == 0 && Owned.Count == 0 && Unknown.Count == 0;

    /// <summary>Whether nothing is in use, as far as AWS answered, and AWS answered everything.</summary>
    public bool IsCertain => Owned.Count == 0 && NotKnown.Count == 0 && Unknown.Count == 0;

    // A key that is scheduled for deletion belongs to no stack that exists, and no command against it is shown.
    private Owner OwnerOf(Candidate candidate) => candidate.DeletedOn is not null
        ? new Owner(null, _aws.Region, null)
        : Owner.Of(
            _aws.Account,
            candidate.Type == "AWS::IAM::Role" ? AccountStacks.Regions(_aws.Account, _aws.Region) : [_aws.Region],
            candidate.PhysicalId,
            candidate.TaggedStack);

    private static OwnedResource OwnedBy(Candidate candidate, Owner owner) =>
        new(candidate.Kind, candidate.Id, owner.Stack!, owner.Region);

    private static PlannedItem OwnerNotKnown(Candidate candidate, Owner owner) =>
        new(candidate.Kind, candidate.Id, $"exists; which stack owns it could not be checked: {owner.Unknown}");

    private PlannedItem LeftOver(Candidate candidate, bool isGone) => candidate.DeletedOn is { } date
        ? new(
            candidate.Kind, candidate.Id,
            $"AWS deletes it on {date}; data that it encrypts cannot be read then. {KeyDeletion.SecurityHub}")
        {
            Keep = KeyDeletion.Cancel(candidate.Id, _aws.Region),
        }
        : new(
            candidate.Kind, candidate.Id,
            "still exists, and no stack owns it: retained when the stack was deleted, or created later"
                + Removal.Words(candidate.Type, _aws.Region),
            isGone ? Removal.Command(candidate.Type, candidate.Id, _aws.Region) : null);
}
