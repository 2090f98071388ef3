using System.CommandLine;

namespace EdgeCdk.Cli.Console;

/// <summary>An option that takes texts by a rule. Where files decide, the rule is for when the command line is known to be right.</summary>
internal sealed class CheckedOption<T> : Option<T>, ICheckedOption
{
    private readonly OptionRule _rule;

    /// <param name="name">Such as <c>--region</c>.</param>
    /// <param name="rule">What its values must be.</param>
    /// <param name="aliases">Other names.</param>
    public CheckedOption(string name, OptionRule rule, params string[] aliases)
        : base(name, aliases)
    {
        _rule = rule;
        if (rule.IsOfFiles)
            return;
        Validators.Add(given =>
        {
            foreach (var fault in given.Tokens.Select(token => Fault(token.Value)).OfType<string>())
                given.AddError(fault);
        });
    }

    public string? Fault(string value) => _rule.Fault(Name, value);

    public string? Doubt(string value) => _rule.Doubt(Name, value);
}
