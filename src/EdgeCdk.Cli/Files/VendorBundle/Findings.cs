namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>What became of every value of a bundle: the first word about a value counts.</summary>
internal sealed class Findings
{
    private const int Longest = 160;

    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private readonly List<Finding> _all = [];

    /// <summary>Everything that was found, in the order of the files.</summary>
    public IReadOnlyList<Finding> All => [.. _all.OrderBy(finding => finding.Place, StringComparer.Ordinal)];

    /// <summary>Whether something is said about a value.</summary>
    public bool Has(BundleValue value) => _done.Contains(value.Place);

    /// <summary>Says what became of a value.</summary>
    public void Add(BundleValue value, Outcome outcome, string target, string? shown = null)
    {
        if (_done.Add(value.Place))
            _all.Add(new Finding(value.Place, outcome is Outcome.Removed ? "" : Short(shown ?? value.Text), outcome, target));
    }

    /// <summary>Says that a value is left out because somebody decided so.</summary>
    public void Ignored(BundleValue value) => Add(value, Outcome.Left, "the mapping file says so");

    /// <summary>Says that somebody must decide about a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="place">What is asked for: the value, or the list or block that it is in.</param>
    /// <param name="target">What the question is.</param>
    /// <param name="choices">The answers there are. None: too many to name.</param>
    public void Ask(BundleValue value, string place, string target, params IReadOnlyList<string> choices)
    {
        if (_done.Add(value.Place) && _all.TrueForAll(finding => finding.Place != place))
            _all.Add(new Finding(place, Short(value.Text), Outcome.Open, target) { Choices = choices });
    }

    // On one line, and not longer than one reads.
    private static string Short(string text)
    {
        var line = string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        return line.Length > Longest ? $"{line[..Longest]}…" : line;
    }

    /// <summary>Says something about a block, or about something that has no value.</summary>
    public void Add(Finding finding) => _all.Add(finding);
}
