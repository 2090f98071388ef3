namespace EdgeCdk.Cli.Console;

/// <summary>An option whose value can be wrong by itself: that is told before anything else is done.</summary>
internal interface ICheckedOption
{
    /// <summary>What is wrong with a value, as a sentence; null when nothing is.</summary>
    string? Fault(string value);

    /// <summary>What may be wrong with a value that is taken all the same, as a sentence; null when nothing is.</summary>
    string? Doubt(string value) => null;
}
