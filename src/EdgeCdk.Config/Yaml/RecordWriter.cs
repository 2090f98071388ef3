using System.Collections;
using System.Globalization;

namespace EdgeCdk.Config.Yaml;

/// <summary>
/// Writes a configuration record as the file that would say the same: what code builds goes through the reader of files, so that
/// both are held against the same rules.
/// </summary>
internal static class RecordWriter
{
    /// <summary>The keys of a record. A property that is null is a key that is absent.</summary>
    public static YamlMapping Write(object record) => new(
        [
            .. from property in RecordShape.PropertiesOf(record.GetType())
            let value = property.Value.GetValue(record)
            where value is not null
            select new YamlEntry(property.Key, 0, 0, Node(value)),
        ],
        0,
        0);

    private static YamlNode Node(object? value) => value switch
    {
        null => new YamlScalar("", IsQuoted: false, 0, 0),
        string text => new YamlScalar(text, IsQuoted: true, 0, 0),
        bool truth => Plain(truth ? "true" : "false"),
        Enum choice => Plain(Names.Value(choice)),
        DateOnly date => Plain(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        _ when value.GetType() is { IsPrimitive: true } => Plain(Convert.ToString(value, CultureInfo.InvariantCulture)!),
        _ when Entries(value) is { } entries => new YamlMapping([.. entries], 0, 0),
        IEnumerable list => new YamlSequence([.. list.Cast<object?>().Select(Node)], 0, 0),
        _ => Write(value),
    };

    private static YamlScalar Plain(string text) => new(text, IsQuoted: false, 0, 0);

    // Any dictionary: of a caller's own type, too.
    private static IEnumerable<YamlEntry>? Entries(object value)
    {
        var map = value.GetType().GetInterfaces()
            .FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>));
        return map is null
            ? null
            : from item in ((IEnumerable)value).Cast<object>()
              let type = item.GetType()
              let name = type.GetProperty("Key")!.GetValue(item)!
              select new YamlEntry(
                  name is Enum choice ? Names.Value(choice) : (string)name, 0, 0, Node(type.GetProperty("Value")!.GetValue(item)));
    }
}
