using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace EdgeCdk.App.Synthesis;

/// <summary>What decides about a shape: everything that the constructs are given, to the last private field.</summary>
internal static class ShapeKey
{
    private static readonly ConcurrentDictionary<Type, FieldInfo[]> Fields = [];

    /// <summary>A hash of an object and of all that it refers to.</summary>
    /// <exception cref="NotSupportedException">It has a function, whose effect cannot be known.</exception>
    public static string Of(object inputs)
    {
        var text = new StringBuilder();
        Add(text, inputs);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Add(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append('-');
                break;
            case Delegate:
                throw new NotSupportedException("a function has no key");
            case string characters:
                // With its length: no text can pass for two.
                text.Append(characters.Length).Append(':').Append(characters);
                break;
            case Enum or IConvertible:
                text.Append($"{value.GetType().Name} {Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)};");
                break;
            case IEnumerable items:
                text.Append('[');
                foreach (var item in items)
                    Add(text, item);
                text.Append(']');
                break;
            default:
                text.Append(value.GetType().FullName).Append('{');
                foreach (var field in Fields.GetOrAdd(value.GetType(), FieldsOf))
                    Add(text, field.GetValue(value));
                text.Append('}');
                break;
        }
    }

    private static FieldInfo[] FieldsOf(Type type)
    {
        const BindingFlags own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        // A type does not list the private fields of those that it derives from.
        var fields = new List<FieldInfo>();
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
            fields.AddRange(declaring.GetFields(own));
        return [.. fields];
    }
}
