using System.Net;

namespace EdgeCdk.Cli.Review.Writing;

/// <summary>Text in a page.</summary>
internal static class HtmlText
{
    public static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
