using EdgeCdk.Config;
using EdgeCdk.Config.Releases;

namespace EdgeCdk.Cli.Aws.Deployed;

/// <summary>Where an edge is deployed.</summary>
/// <param name="Name">Name of the edge.</param>
/// <param name="Region">Region of its stack.</param>
internal sealed record EdgePlace(string Name, string Region)
{
    /// <summary>What the files say of the edge. Default: null, its file does not exist or has faults.</summary>
    public EdgeDefinition? Definition { get; init; }

    /// <summary>Path of its file. Default: null, there is none.</summary>
    public string? File { get; init; }

    /// <summary>The releases that this program knows. Default: null, none were read.</summary>
    public ReleaseLine? Releases { get; init; }

    /// <summary>Text of the file of its release. Default: null, its own file does not name one.</summary>
    public string? ReleaseText { get; init; }

    /// <summary>Account of the credentials; it is that of the edge when there is a definition.</summary>
    public string Account { get; init; } = "";

    /// <summary>Name of the stack that the user gave. Default: null, the stack is searched.</summary>
    public string? GivenStack { get; init; }

    /// <summary>The names that the edge has in its account.</summary>
    public EdgeNames Names { get; } = new(Name);

    /// <summary>Name of the stack, as far as it is known without AWS.</summary>
    public string StackName => GivenStack ?? Names.Stack;
}
