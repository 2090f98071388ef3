using Amazon.CDK;
using Constructs;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.App.Synthesis;

/// <summary>Templates that belong to no edge file: they take parameters, and are deployed with the AWS CLI alone.</summary>
public static class PortableTemplates
{
    private static readonly SortedDictionary<string, Func<Construct, Stack>> Table = new(StringComparer.Ordinal)
    {
        ["prerequisites"] = scope => new PrerequisitesStack(scope),
    };

    /// <summary>Names of all templates.</summary>
    public static IReadOnlyCollection<string> Names => Table.Keys;

    /// <summary>Writes a template to a file.</summary>
    /// <exception cref="ConfigException">There is no template of that name.</exception>
    public static void Write(string name, string file)
    {
        if (!Table.TryGetValue(name, out var create))
            throw new ConfigException([new Problem("", $"template {name} is not known", $"use {string.Join(", ", Names)}", "correct the name")]);
        var output = Directory.CreateTempSubdirectory("edge-cdk-").FullName;
        try
        {
            var template = "";
            EdgeApp.Synthesize(output, app => template = create(app).TemplateFile);
            File.Copy(Path.Combine(output, template), file, overwrite: true);
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }
}
