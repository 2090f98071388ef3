namespace EdgeCdk.Config.Tests.Aws;

/// <summary>Values at and around every constraint, from one that is right.</summary>
internal static class AwsValues
{
    /// <summary>One of every kind: all of ASCII that can be seen, and letters, digits, spaces and signs beyond it.</summary>
    public static IReadOnlyList<string> Characters { get; } =
    [
        .. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => ((char)code).ToString()),
        "\t", "\n", "é", "а", "字", "１", "½", "\u00a0", "\u3000", "\u200b", "e\u0301", "😀",
        "://", "--", "..", "//", "aws:", "AWS:", "{{resolve:",
    ];

    /// <summary>
    /// The value itself; with each character put in or exchanged at the beginning, in the middle and at the end; without any of its
    /// characters.
    /// </summary>
    public static IEnumerable<string> Around(string value) =>
    [
        value, "",
        .. from piece in Characters
           from at in new[] { 0, value.Length / 2, value.Length - 1, value.Length }
           from replaced in new[] { 0, 1 }
           where at + replaced <= value.Length
           select value[..at] + piece + value[(at + replaced)..],
        .. Enumerable.Range(0, value.Length).Select(at => value.Remove(at, 1)),
    ];

    /// <summary>
    /// The value made longer, at each place where a part of it begins or ends, to what the shape takes at most and one more.
    /// </summary>
    public static IEnumerable<string> Longer(string value, Func<string, string> part, AwsShape shape) =>
        from at in Enumerable.Range(0, value.Length + 1)
        where at == 0 || at == value.Length || value[at - 1] is '/' or ':' or '.' || value[at] is '/' or ':' or '.' or '-'
        from beyond in new[] { 0, 1 }
        let missing = (shape.Max ?? 0) + beyond - part(value).Length
        where missing is > 0 and < 4096
        select value.Insert(at, new string('a', (int)missing));
}
