namespace EdgeCdk.Config.Validation;

/// <summary>One mistake in a file, told in the words of the file.</summary>
/// <param name="Key">Path of the key, such as <c>vpc.privateSubnetIds[1]</c>; empty for the whole file.</param>
/// <param name="Fault">What is wrong, as the end of a sentence that begins with the key: <c>is missing</c>.</param>
/// <param name="Allowed">What would be right.</param>
/// <param name="Remedy">What to do now.</param>
public sealed record Problem(string Key, string Fault, string Allowed, string Remedy)
{
    /// <summary>The value found, as written. Default: none was found.</summary>
    public string? Value { get; init; }

    /// <summary>The file, as the user named it. Default: not known yet.</summary>
    public string File { get; init; } = "";

    /// <summary>Line in the file, from 1. Default: 0, not known.</summary>
    public int Line { get; init; }

    /// <summary>Column in the line, from 1. Default: 0, not known.</summary>
    public int Column { get; init; }

    /// <summary>A value that is of the right type, but not one that is allowed.</summary>
    public static Problem Is(string key, object value, string allowed, string remedy) =>
        new(key, $"is {Quote(value)}", $"use {allowed}", remedy) { Value = value.ToString() };

    /// <summary>A key that must be there and is not.</summary>
    public static Problem Missing(string key, string allowed, string remedy) => new(key, "is missing", $"use {allowed}", remedy);

    /// <summary>The line a user reads: place, key, fault, what is allowed, remedy.</summary>
    public override string ToString()
    {
        var place = Line > 0 ? $"{File}:{Line}:{Column}" : File;
        var subject = Key.Length > 0 ? $"{Key} " : "";
        return $"{place}: {subject}{Fault}; {Allowed}; {Remedy}";
    }

    private static string Quote(object value) => value is string text ? $"\"{text}\"" : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!;
}
