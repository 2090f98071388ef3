using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace EdgeCdk.Config.Reference;

/// <summary>
/// What the source says about a key, in the comment above its property: the compiler writes the comments to a file, which is embedded
/// in this assembly, so that editor, reference, schema and <c>edge explain</c> say the same.
/// </summary>
internal sealed partial record KeyDocumentation(string Summary, string? Default, string? Effect, string? Consequence)
{
    private static readonly Lazy<Dictionary<string, XElement>> Members = new(() =>
        XDocument.Load(typeof(KeyDocumentation).Assembly.GetManifestResourceStream("keys.xml")!)
            .Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value));

    /// <summary>The documentation of a property of a configuration record.</summary>
    public static KeyDocumentation Of(PropertyInfo property)
    {
        var member = Members.Value[$"P:{property.DeclaringType!.FullName}.{property.Name}"];
        var parts = DefaultSentence().Match(Text(member, "summary")!);
        var stated = parts.Groups["default"];
        return new(
            parts.Groups["summary"].Value, stated.Success ? stated.Value : null, Text(member, "effect"), Text(member, "consequence"));
    }

    private static string? Text(XElement member, string part) =>
        member.Element(part) is { } element ? Whitespace().Replace(element.Value, " ").Trim() : null;

    [GeneratedRegex(@"\A(?<summary>.*?)(?: Default: (?<default>.*)\.)?\z")]
    private static partial Regex DefaultSentence();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
