namespace EdgeCdk.Cli.Console;

/// <summary>What values of an option must be.</summary>
/// <param name="Fault">What is wrong with a value, by the name of the option and the value; null when nothing is.</param>
internal sealed record OptionRule(Func<string, string, string?> Fault)
{
    /// <summary>Whether files decide it, and not the command line alone. Default: no.</summary>
    public bool IsOfFiles { get; init; }

    /// <summary>What may be wrong with a value that is right by its form; null when nothing is. Default: nothing.</summary>
    public Func<string, string, string?> Doubt { get; init; } = (_, _) => null;
}
