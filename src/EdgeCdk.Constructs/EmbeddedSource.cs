using System.Reflection;

namespace EdgeCdk.Constructs;

/// <summary>Files that travel inside this assembly and end up in the template.</summary>
internal static class EmbeddedSource
{
    /// <summary>The text of a file, with the line ends of Linux.</summary>
    public static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded; see EdgeCdk.Constructs.csproj");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
