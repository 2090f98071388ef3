using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace EdgeCdk.App.Tests.Library;

/// <summary>The public types and members of an assembly as text, a line each.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>All of them.</summary>
    public static string Of(Assembly assembly) => string.Concat(
        assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => $"{Head(type)}\n{Members(type)}\n"));

    private static string Head(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsAbstract && type.IsSealed ? "static class"
            : $"{(type.IsSealed ? "sealed " : "")}{(type.GetMethod("<Clone>$") is null ? "class" : "record")}";
        var parent = type.BaseType is { } known && known != typeof(object) && !type.IsEnum ? $" : {Name(known)}" : "";
        return $"{kind} {type.FullName}{parent}";
    }

    private static string Members(Type type) => string.Concat(
        type.GetMembers(Declared).SelectMany(member => Line(type, member)).Order(StringComparer.Ordinal).Select(line => $"    {line}\n"));

    private static IEnumerable<string> Line(Type type, MemberInfo member) => member switch
    {
        // What the compiler adds to every record is not written down.
        MethodInfo method when IsVisible(method) && !method.IsSpecialName && !IsOfEveryRecord(method.Name) =>
            [$"{Static(method)}{Name(method.ReturnType)} {method.Name}({Parameters(method)})"],
        ConstructorInfo constructor when IsVisible(constructor) && !IsCopy(type, constructor) =>
            [$"new({Parameters(constructor)})"],
        PropertyInfo { GetMethod: { } get } property when IsVisible(get) && property.Name != "EqualityContract" =>
        [
            $"{Static(get)}{(property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "")}{Name(property.PropertyType)} "
                + $"{property.Name} {{ get; {(IsVisible(property.SetMethod) ? "set; " : "")}}}",
        ],
        FieldInfo { IsPublic: true, IsSpecialName: false } field => type.IsEnum
            ? [$"{field.Name} = {Convert.ToInt32(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}"]
            : [$"{(field.IsLiteral ? $"const {Name(field.FieldType)} {field.Name} = {field.GetRawConstantValue()}" : field.Name)}"],
        _ => [],
    };

    private static bool IsVisible(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true };

    private static bool IsOfEveryRecord(string name) => name is "Equals" or "GetHashCode" or "ToString" or "PrintMembers" or "<Clone>$"
        or "Deconstruct";

    private static bool IsCopy(Type type, ConstructorInfo constructor) =>
        constructor.GetParameters() is [var only] && only.ParameterType == type;

    private static string Static(MethodBase method) => method.IsStatic ? "static " : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(
        parameter => $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? " = default" : "")}"));

    private static string Name(Type type) => Nullable.GetUnderlyingType(type) is { } value ? $"{Name(value)}?"
        : type.IsGenericType
            ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : type.Name;
}
