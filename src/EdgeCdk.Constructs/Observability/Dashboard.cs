using System.Text.Encodings.Web;
using System.Text.Json;

namespace EdgeCdk.Constructs.Observability;

/// <summary>The body of the dashboard: a graph for each alarm, with its threshold.</summary>
internal static class Dashboard
{
    private const int Columns = 3;
    private const int Width = 24 / Columns;
    private const int Height = 5;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Names of resources in it are tokens, which the library replaces inside the text.
    public static string Body(EdgeContext edge, IReadOnlyList<Alarm> alarms) => JsonSerializer.Serialize(new
    {
        widgets = alarms.Select((alarm, index) => new
        {
            type = "metric",
            x = index % Columns * Width,
            y = index / Columns * Height,
            width = Width,
            height = Height,
            properties = new
            {
                title = alarm.Id,
                region = edge.Region,
                view = "timeSeries",
                stat = alarm.Statistic,
                period = alarm.PeriodSeconds,
                metrics = new[] { (string[])[alarm.Namespace, alarm.Metric, .. alarm.Dimensions.SelectMany(dimension => (string[])[dimension.Name, dimension.Value])] },
                annotations = new { horizontal = new[] { new { label = alarm.Meaning, value = alarm.Threshold } } },
            },
        }),
    }, Plain);
}
