namespace EdgeCdk.Config.Yaml;

/// <summary>The values of an enum are keys in files: they are written in camel case.</summary>
[AttributeUsage(AttributeTargets.Enum)]
internal sealed class NamedAsKeysAttribute : Attribute;
