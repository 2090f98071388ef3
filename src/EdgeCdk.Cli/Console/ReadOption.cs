using System.CommandLine;

namespace EdgeCdk.Cli.Console;

/// <summary>An option whose value this program reads, so that a mistake is told in its words.</summary>
internal class ReadOption<T> : Option<T?>, ICheckedOption
    where T : struct
{
    private readonly string _expected;
    private readonly Func<string, T?> _read;

    /// <param name="name">Such as <c>--since</c>.</param>
    /// <param name="expected">What a value is, such as <c>a day such as 2026-11-22</c>.</param>
    /// <param name="read">Reads a value; null when it is not one.</param>
    public ReadOption(string name, string expected, Func<string, T?> read)
        : base(name)
    {
        (_expected, _read) = (expected, read);
        CustomParser = result =>
        {
            var given = result.Tokens.Single().Value;
            if (Fault(given) is { } fault)
                result.AddError(fault);
            return read(given);
        };
    }

    public string? Fault(string value) => _read(value) is null ? $"{Name} {value} is not {_expected}" : null;
}
