using System.Reflection;

namespace EdgeCdk.Constructs.Lambdas;

/// <summary>Python sources that travel inside this assembly and end up inline in the template.</summary>
internal static class EmbeddedSource
{
    /// <summary>The text of <c>lambda-artifacts/&lt;name&gt;/index.py</c>.</summary>
    public static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{name}.py")
            ?? throw new InvalidOperationException($"{name}.py is not embedded; see EdgeCdk.Constructs.csproj");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
