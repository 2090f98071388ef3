using System.Text.Encodings.Web;
using System.Text.Json;

namespace EdgeCdk.Observability;

/// <summary>The body of the dashboard: a graph for each alarm, with its threshold.</summary>
internal static class Dashboard
{
    private const int Columns = 3;
    private const int Width = 24 / Columns;
    private const int Height = 5;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The graphs, each in a place of its own whether the others are there or not.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="alarms">Titles and ARNs of the alarms; the first is always there.</param>
    public static string Body(EdgeContext edge, IReadOnlyList<Conditional<(string Title, string Arn)>> alarms)
    {
        var widgets = alarms.Select(
            (alarm, index) => alarm.When.IfElse($"{(index == 0 ? "" : ",")}{Widget(edge, index, alarm.Value.Title, alarm.Value.Arn)}", ""));
        return $$"""{"widgets":[{{string.Concat(widgets)}}]}""";
    }

    // ARNs in it are tokens, which the library replaces inside the text.
    private static string Widget(EdgeContext edge, int index, string title, string arn) => JsonSerializer.Serialize(new
    {
        type = "metric",
        x = index % Columns * Width,
        y = index / Columns * Height,
        width = Width,
        height = Height,
        properties = new { title, region = edge.Region, view = "timeSeries", annotations = new { alarms = new[] { arn } } },
    }, Plain);
}
