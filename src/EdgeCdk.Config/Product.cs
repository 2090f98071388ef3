using System.Reflection;

namespace EdgeCdk.Config;

/// <summary>This product, as its outputs name it.</summary>
public static class Product
{
    /// <summary>Key of the version in the metadata of templates.</summary>
    public const string Name = "EdgeCdk";

    /// <summary>What users type to run the command, which is an npm package of their repository.</summary>
    internal const string Command = "npx edge";

    /// <summary>Version of the product, such as 1.0.0: that of package.json.</summary>
    public static string Version { get; internal set; } =
        typeof(Product).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
