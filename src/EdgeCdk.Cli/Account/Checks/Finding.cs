namespace EdgeCdk.Cli.Account.Checks;

/// <summary>What a check of the account found.</summary>
/// <param name="Outcome">The result.</param>
/// <param name="About">What was checked: a key of the edge file, or a part of the account or the edge.</param>
internal sealed record Finding(Outcome Outcome, string About)
{
    /// <summary>What was found.</summary>
    public required string What { get; init; }

    /// <summary>What happens later because of it, with the error messages of AWS. Default: null, nothing else.</summary>
    public string? Later { get; init; }

    /// <summary>What to do: a command, or a value of a key. Default: null, nothing.</summary>
    public string? Remedy { get; init; }

    /// <summary>Whether it may end without an action: AWS still works on it, or tries again by itself. Default: false.</summary>
    public bool WaitingCanHelp { get; init; }

    /// <summary>It is as it must be.</summary>
    public static Finding Ok(string about, string what) => new(Outcome.Ok, about) { What = what };
}
