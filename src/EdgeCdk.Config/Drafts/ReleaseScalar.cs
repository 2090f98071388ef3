using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EdgeCdk.Config.Drafts;

/// <summary>A text in a release file.</summary>
internal static partial class ReleaseScalar
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text, in quotes where a reader of YAML would take it for something else.</summary>
    public static string Written(string text) =>
        PlainPattern().IsMatch(text) && !NumberOrWord().IsMatch(text) ? text : JsonSerializer.Serialize(text, Json);

    /// <summary>A list of such texts.</summary>
    public static string List(IEnumerable<string> items) => $"[{string.Join(", ", items.Select(Written))}]";

    [GeneratedRegex(@"\A[A-Za-z0-9/_$.-](?:[\w./:@$+=-]*[\w./$+=-])?\z", RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex PlainPattern();

    [GeneratedRegex(
        @"\A(?:[-+]?[0-9][0-9_]*(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|0[xo][0-9a-fA-F]+|true|false|null|yes|no|on|off|-|\.+)\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex NumberOrWord();
}
