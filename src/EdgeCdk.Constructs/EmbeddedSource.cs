using System.Reflection;

namespace EdgeCdk;

/// <summary>Files that are embedded in this assembly and become part of the template.</summary>
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
