using System.Globalization;
using System.Text;

namespace EdgeCdk.Config.Drafts;

/// <summary>Writes the text of a release file: a small block on one line, a value on a line of its own otherwise.</summary>
internal static class ReleaseDraftWriter
{
    private const int MostOnOneLine = 4;

    // Their names are the vendor's: one on a line, to be read and compared.
    private static readonly string[] Listed = ["environment", "constants"];

    /// <summary>The text of the file.</summary>
    /// <param name="root">Its values as they are written, and its blocks.</param>
    /// <param name="comments">Lines above it, without number signs.</param>
    public static string Write(OrderedDictionary<string, object> root, IEnumerable<string> comments)
    {
        var text = new StringBuilder(string.Concat(comments.Select(comment => $"# {comment}\n")));
        Write(text, root, "");
        return text.ToString();
    }

    private static void Write(StringBuilder text, OrderedDictionary<string, object> block, string indent)
    {
        foreach (var (name, value) in block)
        {
            var key = ReleaseScalar.Written(name);
            if (value is not OrderedDictionary<string, object> inner)
            {
                text.Append(CultureInfo.InvariantCulture, $"{indent}{key}: {value}\n");
            }
            else if (inner.Count == 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{indent}{key}: {{}}\n");
            }
            else if (inner.Count <= MostOnOneLine && !Listed.Contains(name) && inner.Values.All(item => item is string))
            {
                text.Append(CultureInfo.InvariantCulture, $"{indent}{key}: {{ {OnOneLine(inner)} }}\n");
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"{indent}{key}:\n");
                Write(text, inner, $"{indent}  ");
            }
        }
    }

    private static string OnOneLine(OrderedDictionary<string, object> block) =>
        string.Join(", ", block.Select(item => $"{ReleaseScalar.Written(item.Key)}: {item.Value}"));
}
