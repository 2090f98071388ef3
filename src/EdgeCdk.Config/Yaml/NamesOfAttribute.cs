namespace EdgeCdk.Config.Yaml;

/// <summary>The names that a map of texts may have: those of the values of some enums.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NamesOfAttribute(params Type[] enums) : Attribute
{
    public IReadOnlyList<Type> Enums { get; } = enums;
}
