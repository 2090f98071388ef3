namespace EdgeCdk.Config.Validation;

/// <summary>The files cannot be used; carries every problem of all of them, so that one run reports all.</summary>
public sealed class ConfigException(IReadOnlyList<Problem> problems) : Exception(string.Join('\n', problems))
{
    /// <summary>All problems, by file and line.</summary>
    public IReadOnlyList<Problem> Problems { get; } = problems;
}
