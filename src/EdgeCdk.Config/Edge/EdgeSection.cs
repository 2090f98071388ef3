using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Edge;

/// <summary>Name and release of the edge.</summary>
public sealed record EdgeSection
{
    /// <summary>Name of the edge, unique in the account over all regions.</summary>
    /// <effect>
    /// The stack is called Edge- and this name; role names, the key alias, task families and log groups carry it. Another name
    /// is another stack, and leaves this one where it is.
    /// </effect>
    /// <consequence>Your roles trust the edge by role names that begin with it.</consequence>
    [EdgeName]
    public required string Name { get; init; }

    /// <summary>Release of the vendor, such as 16.6.5. Edge CDK brings the known ones.</summary>
    /// <effect>
    /// Images, function packages and default sizes. A change makes new task definitions and function versions; nothing that
    /// holds data is replaced.
    /// </effect>
    /// <consequence>
    /// Releases are applied one at a time and in order; a release is supported for 90 days after the next one.
    /// </consequence>
    [ReleaseVersion]
    public required string Release { get; init; }
}
