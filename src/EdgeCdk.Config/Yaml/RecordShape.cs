using System.Reflection;
using System.Runtime.CompilerServices;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Yaml;

/// <summary>How configuration records describe a file: property by property, as keys.</summary>
internal static class RecordShape
{
    /// <summary>The properties that a file may fill, by their keys.</summary>
    public static Dictionary<string, PropertyInfo> PropertiesOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite)
            .ToDictionary(property => Names.Key(property.Name));

    /// <summary>The paths of all keys, as far as no list or map is on the way.</summary>
    public static IEnumerable<string> PathsOf(Type type) => PropertiesOf(type).SelectMany(pair =>
        IsRecord(pair.Value.PropertyType) && !pair.Value.PropertyType.IsGenericType
            ? PathsOf(pair.Value.PropertyType).Select(path => $"{pair.Key}.{path}").Prepend(pair.Key)
            : [pair.Key]);

    public static bool IsRecord(Type type) => type.IsClass && type != typeof(string);

    public static bool IsRequired(PropertyInfo property) => property.IsDefined(typeof(RequiredMemberAttribute));

    /// <summary>The values of an enum by their names in files; null for a type whose names are the user's.</summary>
    public static Dictionary<string, Enum>? NamesOf(Type type) =>
        type.IsEnum ? Enum.GetValues(type).Cast<Enum>().ToDictionary(Names.Value) : null;

    /// <summary>The names that a map may have, which is the value of a property; null when they are the user's.</summary>
    public static IReadOnlyList<string>? MapNames(PropertyInfo property)
    {
        if (property.GetCustomAttribute<NamesOfAttribute>() is { } named)
            return [.. named.Enums.SelectMany(type => NamesOf(type)!.Keys)];
        return NamesOf(property.PropertyType.GetGenericArguments()[0]) is { } names ? [.. names.Keys] : null;
    }

    /// <summary>What may stand behind a key, in words that follow "use".</summary>
    public static string Expected(Type type, PropertyInfo property)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var constraint = property.GetCustomAttribute<ConstraintAttribute>();
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            return
                $"a list of {property.GetCustomAttribute<CountAttribute>()?.Allowed}, each "
                    + $"{constraint?.Allowed ?? Block(type.GetGenericArguments()[0])}";
        }

        if (type.IsGenericType)
            return MapNames(property) is { } names ? $"a block with {string.Join(", ", names)}" : "a block of keys";
        if (IsRecord(type))
            return Block(type);
        if (constraint is not null)
            return constraint.Allowed;
        if (NamesOf(type) is { } choices)
            return string.Join(" or ", choices.Keys);
        return type == typeof(bool) ? "true or false"
            : type == typeof(int) ? "a whole number"
            : type == typeof(DateOnly) ? "a date such as 2026-11-22"
            : "a text";
    }

    /// <summary>The keys of a record, in words that follow "use".</summary>
    public static string Block(Type type) => $"a block with {string.Join(", ", PropertiesOf(type).Keys)}";
}
